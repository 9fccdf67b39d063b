package io.openbell.kernel.strategy;

import io.openbell.kernel.sizing.LatestQuotes;
import io.openbell.kernel.sizing.SourceLedger;
import java.time.Instant;
import java.util.Map;

/**
 * Where a strategy stood at one point of the sequence of inputs; everything in it is a copy.
 *
 * @param at       time of that point
 * @param snapshot what the strategy remembered
 * @param ledger   what it held, and its open orders
 * @param quotes   the latest of its symbols
 */
public record ShadowSeed(
        Instant at, Map<String, String> snapshot, SourceLedger ledger, LatestQuotes quotes) {

    /** Keeps a copy of the snapshot. */
    public ShadowSeed {
        snapshot = Map.copyOf(snapshot);
    }

    /** Of a strategy that nobody has run yet. */
    public static ShadowSeed empty(Instant at) {
        return new ShadowSeed(at, Map.of(), new SourceLedger(), new LatestQuotes());
    }
}
