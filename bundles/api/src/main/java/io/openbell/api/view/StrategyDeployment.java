package io.openbell.api.view;

import java.time.Instant;
import java.util.List;

/**
 * One version of a strategy bundle that was deployed, or was to be.
 *
 * @param bundle     its symbolic name
 * @param version    its version
 * @param sha256     digest of its content in lower-case hexadecimal
 * @param file       where it lies, or lay
 * @param strategies names of the strategies in it; empty if it could not be read so far
 * @param state      what became of it
 * @param reason     why it was refused, or why it ended; empty otherwise
 * @param warnings   what its bytecode does that a strategy should not
 * @param at         since when, UTC
 * @param revision   grows with every change of any deployment
 */
public record StrategyDeployment(
        String bundle,
        String version,
        String sha256,
        String file,
        List<String> strategies,
        State state,
        String reason,
        List<String> warnings,
        Instant at,
        long revision) {

    /** What became of it. */
    public enum State {
        /** It has its strategies' places. */
        ACTIVE,
        /** It runs beside the one that trades, and sends nothing. */
        SHADOW,
        /** It did not pass its trial; what ran before goes on. */
        REFUSED,
        /** It was replaced; it can be rolled back to. */
        PREVIOUS,
        /** Its file was taken away, or its shadow was ended. */
        REMOVED
    }

    /** Keeps copies. */
    public StrategyDeployment {
        strategies = List.copyOf(strategies);
        warnings = List.copyOf(warnings);
    }
}
