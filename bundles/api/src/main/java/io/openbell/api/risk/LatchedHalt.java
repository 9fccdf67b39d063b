package io.openbell.api.risk;

import java.time.Instant;

/**
 * A halt that nobody has resumed from.
 *
 * @param source    who halted: a component's id, {@code kill-file}, or an operator's name
 * @param reason    why, for people
 * @param at        since when, UTC
 * @param keepStops orders that protect a position stay in the market; false: every order is canceled
 */
public record LatchedHalt(String source, String reason, Instant at, boolean keepStops) {

    /** The same halt after somebody halted again: it stays his who came first, and keeps stops only if both do. */
    public LatchedHalt widenedBy(LatchedHalt next) {
        return new LatchedHalt(source, reason, at, keepStops && next.keepStops);
    }

    /** For people. */
    public String describe() {
        return "halted by " + source + " at " + at + ": " + reason;
    }
}
