package io.openbell.api.view;

import io.openbell.api.risk.GateState;
import java.time.Instant;
import java.util.List;

/** How far every limit, breaker and protection is used. Any thread. */
public interface RiskBoard {

    /** As of the last second. */
    Snapshot snapshot();

    /**
     * Everything at one moment.
     *
     * @param state  what the gate lets through
     * @param detail why it is not ACTIVE, for people; empty when it is
     * @param lines  limits, breakers, protections and shares of capital, in this order
     * @param at     UTC; {@link Instant#EPOCH} before the first second
     */
    record Snapshot(GateState state, String detail, List<Line> lines, Instant at) {

        /** Keeps a copy. */
        public Snapshot {
            lines = List.copyOf(lines);
        }
    }

    /**
     * One limit and its present use.
     *
     * @param scope  the symbol or the source it is about; empty if it is about everything
     * @param use    in {@code unit}; NaN while it is not known
     * @param limit  in {@code unit}; NaN where there is none
     * @param floor  the use must not be below the limit; else it must not be above
     * @param unit   for example {@code %}, {@code USD}, {@code orders}
     * @param detail for people: what it tripped on, until when, what clears it; may be empty
     */
    record Line(
            Kind kind,
            String name,
            String scope,
            double use,
            double limit,
            boolean floor,
            String unit,
            State state,
            String detail) {

        /** A line whose use must not be above its limit. */
        public Line(
                Kind kind,
                String name,
                String scope,
                double use,
                double limit,
                String unit,
                State state,
                String detail) {
            this(kind, name, scope, use, limit, false, unit, state, detail);
        }

        /** The same with this detail. */
        public Line with(String otherDetail) {
            return new Line(kind, name, scope, use, limit, floor, unit, state, otherDetail);
        }

        /** Use in percent of the limit, or the limit in percent of the use for a floor; NaN where one is not known. */
        public double usedPercent() {
            double whole = floor ? use : limit;
            double part = floor ? limit : use;
            if (whole == 0) {
                return part == 0 ? 0 : 100;
            }
            return 100 * part / whole;
        }

        /** What is left until the limit, negative beyond it; NaN where one of them is not known. */
        public double distance() {
            return floor ? use - limit : limit - use;
        }
    }

    /** What a line is about. */
    enum Kind {
        /** Every order is held against it. */
        LIMIT,
        /** Suspends entries, freezes a symbol or halts when something went wrong. */
        BREAKER,
        /** Suspends entries or freezes a symbol after bad trades. */
        PROTECTION,
        /** What a strategy may commit. */
        CAPITAL
    }

    /** How a line stands. */
    enum State {
        /** Below four fifths of its limit. */
        CLEAR,
        /** Four fifths of its limit or more. */
        NEAR,
        /** At its limit or beyond: it denies, suspends, freezes or has halted. */
        TRIPPED,
        /** Its figure is not known. */
        UNKNOWN,
        /** The configuration has turned it off. */
        OFF
    }
}
