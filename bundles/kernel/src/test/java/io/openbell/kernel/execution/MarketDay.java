package io.openbell.kernel.execution;

import io.openbell.api.market.Trade;
import io.openbell.api.order.Algorithm;
import io.openbell.api.order.ExecuteOrder;
import io.openbell.api.order.OrderEvent.OrderAccepted;
import io.openbell.api.order.OrderEvent.OrderUnknown;
import io.openbell.api.order.OrderId;
import io.openbell.api.order.OrderIntent;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.view.Execution;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * A whole trading day, second by second, busier at open and close than at noon, drawn by a seed; with a venue that fills parts
 * bit by bit, tells each fill on its tape, and adds up itself what was traded. Plain numbers of shares, nothing of the desk's.
 */
final class MarketDay {

    /** Regular hours. */
    static final Duration LENGTH = Duration.ofMinutes(390);

    private static final Instant OPEN = Instant.parse("2025-01-15T14:30:00Z");

    private static final class Part {
        final OrderId id;
        long rest;
        boolean named;

        Part(OrderId id, long rest) {
            this.id = id;
            this.rest = rest;
        }
    }

    private final Random random;
    private final ExecutionStage stage = new ExecutionStage();
    private final List<Part> open = new ArrayList<>();
    private final Algorithm algorithm;
    private final long total;
    private final boolean doubled;
    private final ExecuteOrder wish;
    private long volume;
    private long filled;
    private long mostOpen;
    private int parts;
    private int tradeId;
    private double worstShare;
    private double worstBehind;
    private String excess = "";

    /**
     * Not begun.
     *
     * @param doubled every trade is told twice, which is wrong on purpose
     */
    MarketDay(int seed, Algorithm algorithm, long total, boolean doubled) {
        this.random = new Random(seed);
        this.algorithm = algorithm;
        this.total = total;
        this.doubled = doubled;
        Optional<Price> limit =
                algorithm instanceof Algorithm.Iceberg
                        ? Optional.of(Price.of(100))
                        : Optional.empty();
        wish = ExecutionStage.buy(Long.toString(total), algorithm, limit);
        stage.now = OPEN;
    }

    void play() {
        stage.tell(wish);
        stage.desk.onProfile(stage.now, wish.id(), weights(), "earlier days");
        for (int second = 0; second < LENGTH.toSeconds(); second++) {
            trade(second);
            take();
            fill();
            if (random.nextInt(5_000) == 0) {
                stage.restart();
            }
            stage.pass(Duration.ofSeconds(1));
            take();
            check(second);
        }
    }

    /** Three times as busy at the edges of the day. */
    private static double busy(double second) {
        double middle = LENGTH.toSeconds() / 2.0;
        double away = (second - middle) / middle;
        return 1 + 2 * away * away;
    }

    private List<Long> weights() {
        List<Long> weights = new ArrayList<>();
        if (algorithm instanceof Algorithm.Vwap vwap) {
            double slice = LENGTH.toSeconds() / (double) vwap.slices();
            for (int i = 0; i < vwap.slices(); i++) {
                weights.add(Math.round(1_000 * busy((i + 0.5) * slice)));
            }
        }
        return weights;
    }

    private void trade(int second) {
        if (random.nextInt(3) > 0) {
            tape(1 + (long) (random.nextInt(400) * busy(second)));
        }
    }

    private void tape(long size) {
        volume += size;
        for (int i = 0; i < (doubled ? 2 : 1); i++) {
            stage.tell(
                    new Trade(
                            ExecutionStage.AAPL,
                            Price.of(100),
                            Quantity.of(size),
                            ++tradeId,
                            "V",
                            stage.now));
        }
    }

    /** The gate denies some, answers of some are lost and found; the others are in the market. */
    private void take() {
        while (!stage.wishes().isEmpty()) {
            OrderIntent intent = stage.takeWish();
            if (random.nextInt(50) == 0) {
                stage.deny(intent);
                continue;
            }
            Part part = new Part(stage.begin(intent), shares(intent.quantity()));
            open.add(part);
            parts++;
            if (random.nextInt(50) == 0) {
                stage.tell(new OrderUnknown(part.id, "timeout", stage.now));
            } else {
                name(part);
            }
        }
    }

    private void name(Part part) {
        if (!part.named) {
            part.named = true;
            stage.tell(new OrderAccepted(part.id, "b-" + part.id, stage.now));
        }
    }

    private void fill() {
        for (Iterator<Part> all = open.iterator(); all.hasNext(); ) {
            Part part = all.next();
            if (random.nextInt(3) > 0) {
                continue;
            }
            long size = random.nextBoolean() ? part.rest : 1 + random.nextInt((int) part.rest);
            name(part);
            part.rest -= size;
            filled += size;
            tape(size);
            stage.fill(part.id, Quantity.of(size));
            if (part.rest == 0) {
                all.remove();
            }
        }
    }

    private void check(int second) {
        long working = open.stream().mapToLong(part -> part.rest).sum();
        mostOpen = Math.max(mostOpen, working);
        if (filled + working > total && excess.isEmpty()) {
            excess = filled + " + " + working + " of " + total + " at second " + second;
        }
        if (volume > 0) {
            worstShare = Math.max(worstShare, filled / (double) volume);
        }
        worstBehind = Math.max(worstBehind, (wanted(second) - filled) / (double) total);
    }

    /** What should have been traded by then, and at most all of it. */
    private double wanted(int second) {
        double day = LENGTH.toSeconds();
        if (algorithm instanceof Algorithm.Participation share) {
            return Math.min(total, volume * share.percent() / 100);
        } else if (algorithm instanceof Algorithm.Twap) {
            return total * second / day;
        } else if (algorithm instanceof Algorithm.Vwap) {
            // The integral of busy().
            double x = 2.0 * second / day - 1;
            double part = ((x + 1) + 2 * (x * x * x + 1) / 3) / (2 + 4.0 / 3);
            return total * part;
        }
        return 0;
    }

    private static long shares(Quantity quantity) {
        return quantity.toBigDecimal().longValueExact();
    }

    /** Filled and open together were more than the whole; empty if never. */
    String excess() {
        return excess;
    }

    /** The largest share of all that was traded until then, at any second. */
    double worstShare() {
        return worstShare;
    }

    /** How much of the whole was missing at the worst second. */
    double worstBehind() {
        return worstBehind;
    }

    long mostOpen() {
        return mostOpen;
    }

    long filled() {
        return filled;
    }

    long volume() {
        return volume;
    }

    int parts() {
        return parts;
    }

    Execution execution() {
        return stage.execution();
    }

    @Override
    public String toString() {
        return "%s total=%d filled=%d volume=%d parts=%d %s"
                .formatted(algorithm, total, filled, volume, parts, execution());
    }
}
