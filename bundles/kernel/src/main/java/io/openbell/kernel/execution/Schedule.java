package io.openbell.kernel.execution;

import io.openbell.api.order.Algorithm;
import io.openbell.api.order.Algorithm.Iceberg;
import io.openbell.api.order.Algorithm.Participation;
import io.openbell.api.order.Algorithm.Twap;
import io.openbell.api.order.Algorithm.Vwap;
import io.openbell.api.order.ExecutionEvent.ExecutionStarted;
import io.openbell.api.value.Quantity;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** How much of an execution should be filled or open at a moment. Immutable. */
sealed interface Schedule {

    /** What an algorithm may look at. */
    record Situation(Instant now, Quantity filled, Quantity committed, Quantity marketVolume) {}

    /** Shares that should be filled or open; may be more than the whole, never less than before. */
    Quantity due(Situation situation);

    /** The most shares of one part. */
    Quantity largestPart();

    static Duration length(Algorithm algorithm) {
        if (algorithm instanceof Twap twap) {
            return twap.over();
        } else if (algorithm instanceof Vwap vwap) {
            return vwap.over();
        } else if (algorithm instanceof Participation share) {
            return share.atMost();
        } else if (algorithm instanceof Iceberg iceberg) {
            return iceberg.atMost();
        }
        throw new IllegalArgumentException("no schedule for " + algorithm);
    }

    /**
     * The schedule of an execution.
     *
     * @param carried what was filled or open when the market's volume began to be counted
     */
    static Schedule of(ExecutionStarted started, Quantity carried) {
        Quantity total = started.wish().quantity();
        Algorithm algorithm = started.wish().algorithm();
        Duration length = length(algorithm);
        if (algorithm instanceof Twap twap) {
            return new InSlices(started.at(), length, Slices.equal(total, twap.slices()));
        } else if (algorithm instanceof Vwap) {
            return new InSlices(started.at(), length, Slices.cumulative(total, started.weights()));
        } else if (algorithm instanceof Participation share) {
            return new WithTheMarket(
                    BigDecimal.valueOf(share.percent()).movePointLeft(2), carried, total);
        } else if (algorithm instanceof Iceberg iceberg) {
            return new OneAtATime(iceberg.shown());
        }
        throw new IllegalArgumentException("no schedule for " + algorithm);
    }

    /**
     * At the beginning of each slice of time its part is due.
     *
     * @param cumulative what is due up to and with each slice
     */
    record InSlices(Instant start, Duration over, List<Quantity> cumulative) implements Schedule {

        @Override
        public Quantity due(Situation situation) {
            Duration passed = Duration.between(start, situation.now());
            if (passed.isNegative()) {
                return Quantity.ZERO;
            }
            long slice = over.dividedBy(cumulative.size()).toNanos();
            long begun = passed.toNanos() / Math.max(1, slice);
            return cumulative.get((int) Math.min(begun, cumulative.size() - 1));
        }

        /** Twice the largest slice, so that what was missed is caught up in steps. */
        @Override
        public Quantity largestPart() {
            Quantity largest = Quantity.ZERO;
            Quantity before = Quantity.ZERO;
            for (Quantity upTo : cumulative) {
                largest = largest.max(upTo.minus(before));
                before = upTo;
            }
            return largest.plus(largest);
        }
    }

    /** A share of the market's volume. */
    record WithTheMarket(BigDecimal share, Quantity carried, Quantity largestPart)
            implements Schedule {

        @Override
        public Quantity due(Situation situation) {
            BigDecimal volume = situation.marketVolume().toBigDecimal();
            return carried.plus(Quantity.of(volume.multiply(share).setScale(9, RoundingMode.DOWN)));
        }
    }

    /** The next part when the one before it is done. */
    record OneAtATime(Quantity largestPart) implements Schedule {

        @Override
        public Quantity due(Situation situation) {
            boolean working = situation.committed().exceeds(situation.filled());
            return working ? situation.committed() : situation.filled().plus(largestPart);
        }
    }
}
