/** Proofs that need more than one bundle: our core against the exchange, whose ledger is the oracle. */
@NullMarked
package io.openbell.itests.proof;

import org.jspecify.annotations.NullMarked;
