/** The built-in exchange: speaks Alpaca's protocols on loopback and keeps a ledger of its own. */
@NullMarked
package io.openbell.simulator;

import org.jspecify.annotations.NullMarked;
