/** A strategy that bets on pairs of prices finding back to each other. */
@Header(
        name = "Openbell-Strategy",
        value = "io.openbell.strategies.pairsmeanreversion.PairsMeanReversion")
@NullMarked
package io.openbell.strategies.pairsmeanreversion;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Header;
