package io.openbell.kernel.execution;

import io.openbell.api.order.Algorithm;
import io.openbell.api.order.Algorithm.Iceberg;
import io.openbell.api.order.Algorithm.Participation;
import io.openbell.api.order.Algorithm.Twap;
import io.openbell.api.order.Algorithm.Vwap;
import io.openbell.api.order.ExecuteOrder;
import java.time.Duration;

/** Finds what makes no sense about a wish to trade over time; what is left is for the gate to judge. */
record WishCheck(ExecutionRules rules) {

    private static final double HIGHEST_PERCENT = 50;

    /** For people; empty if nothing is wrong. */
    String problem(ExecuteOrder wish) {
        if (wish.id().value().length() > ExecutionDesk.LONGEST_ID) {
            return "id must have at most " + ExecutionDesk.LONGEST_ID + " characters: " + wish.id();
        }
        if (!wish.quantity().isPositive()) {
            return "quantity must be above zero, was " + wish.quantity();
        }
        if (wish.limitPrice().isPresent() && !wish.limitPrice().get().isPositive()) {
            return "limit price must be above zero, was " + wish.limitPrice().get();
        }
        Duration length = Schedule.length(wish.algorithm());
        if (length.isNegative() || length.isZero() || length.compareTo(rules.longest()) > 0) {
            return "time must be above zero and at most "
                    + rules.longest().toMinutes()
                    + " minutes, was "
                    + length.toSeconds()
                    + " s";
        }
        return problem(wish, wish.algorithm(), length);
    }

    private String problem(ExecuteOrder wish, Algorithm algorithm, Duration length) {
        if (algorithm instanceof Twap twap) {
            return ofSlices(twap.slices(), length);
        } else if (algorithm instanceof Vwap vwap) {
            return ofSlices(vwap.slices(), length);
        } else if (algorithm instanceof Participation share) {
            return share.percent() > 0 && share.percent() <= HIGHEST_PERCENT
                    ? ""
                    : "share of the volume must be above 0 and at most 50 percent, was "
                            + share.percent();
        } else if (algorithm instanceof Iceberg iceberg) {
            if (wish.limitPrice().isEmpty()) {
                return "an iceberg needs a limit price";
            }
            return iceberg.shown().isPositive() && !iceberg.shown().exceeds(wish.quantity())
                    ? ""
                    : "shown must be above zero and at most "
                            + wish.quantity()
                            + ", was "
                            + iceberg.shown();
        }
        return "";
    }

    private String ofSlices(int slices, Duration length) {
        long most = Math.max(1, length.dividedBy(rules.partPause()));
        return slices >= 1 && slices <= most
                ? ""
                : "slices must be 1 to "
                        + most
                        + ", "
                        + rules.partPause().toSeconds()
                        + " s apart at least, were "
                        + slices;
    }
}
