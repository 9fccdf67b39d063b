package io.openbell.kernel.breaker;

import io.openbell.api.view.RiskBoard.Kind;
import io.openbell.api.view.RiskBoard.Line;
import io.openbell.api.view.RiskBoard.State;

/** Lines of the risk board. */
public final class Lines {

    private static final double NEAR = 0.8;

    private Lines() {}

    /** A line of a breaker; tripped or as near as its use is to its limit. */
    static Line of(
            String name,
            String scope,
            double use,
            double limit,
            String unit,
            boolean tripped,
            String detail) {
        return line(Kind.BREAKER, name, scope, use, limit, unit, tripped, detail);
    }

    /** A line of a breaker that counts. */
    static Line count(
            String name, String scope, long use, long limit, String unit, boolean tripped) {
        return of(name, scope, use, limit, unit, tripped, "");
    }

    /** A line of a breaker that trips below its limit. */
    static Line atLeast(
            String name, double use, double limit, String unit, boolean tripped, String detail) {
        State state =
                tripped
                        ? State.TRIPPED
                        : Double.isNaN(use)
                                ? State.UNKNOWN
                                : use * NEAR < limit ? State.NEAR : State.CLEAR;
        return new Line(Kind.BREAKER, name, "", use, limit, true, unit, state, detail);
    }

    /** A line of a limit on orders. */
    public static Line limit(String name, String scope, double use, double limit, String unit) {
        return line(Kind.LIMIT, name, scope, use, limit, unit, use >= limit, "");
    }

    /** A line of any kind; tripped or as near as its use is to its limit. */
    public static Line line(
            Kind kind,
            String name,
            String scope,
            double use,
            double limit,
            String unit,
            boolean tripped,
            String detail) {
        State state;
        if (tripped) {
            state = State.TRIPPED;
        } else if (Double.isNaN(use)) {
            state = State.UNKNOWN;
        } else {
            state = limit > 0 && use >= NEAR * limit ? State.NEAR : State.CLEAR;
        }
        return new Line(kind, name, scope, use, limit, unit, state, detail);
    }
}
