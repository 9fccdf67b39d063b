/** Orders, the account and the ledger. Everything is called on the exchange's one thread. */
@NullMarked
package io.openbell.simulator.trading;

import org.jspecify.annotations.NullMarked;
