package io.openbell.kernel.execution;

import io.openbell.api.market.Trade;
import io.openbell.api.order.Algorithm;
import io.openbell.api.order.ExecuteOrder;
import io.openbell.api.order.OrderEvent.OrderAccepted;
import io.openbell.api.order.OrderEvent.OrderCancelRejected;
import io.openbell.api.order.OrderEvent.OrderCancelRequested;
import io.openbell.api.order.OrderEvent.OrderCanceled;
import io.openbell.api.order.OrderEvent.OrderNotReceived;
import io.openbell.api.order.OrderEvent.OrderRejected;
import io.openbell.api.order.OrderEvent.OrderUnknown;
import io.openbell.api.order.OrderId;
import io.openbell.api.order.OrderIntent;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.view.Execution;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** A gate and a venue that do anything they may, drawn by a seed, and that add up themselves what they hold. */
final class RoughVenue {

    /** An order as the venue has it, which is not always what it told. */
    private static final class There {
        final OrderId id;
        final long quantity;
        long filled;
        boolean open = true;
        boolean named;
        boolean givenUp;

        There(OrderId id, long quantity) {
            this.id = id;
            this.quantity = quantity;
        }

        long mayFill() {
            return open ? quantity - filled : 0;
        }
    }

    private static final Duration HOUR = Duration.ofHours(1);

    private final Random random;
    private final boolean guesses;
    private final ExecutionStage stage = new ExecutionStage();
    private final List<There> orders = new ArrayList<>();
    private final long total;
    private final ExecuteOrder wish;
    private String excess = "";
    private String lag = "";
    private int tradeId;

    /**
     * Not started.
     *
     * @param guesses an order whose outcome is unknown is said to be rejected, which is wrong on purpose
     */
    RoughVenue(int seed, boolean guesses) {
        random = new Random(seed);
        this.guesses = guesses;
        total = 1 + random.nextInt(5_000);
        Optional<Price> limit =
                seed % 4 == 3 || random.nextBoolean()
                        ? Optional.of(Price.of(100))
                        : Optional.empty();
        wish = ExecutionStage.buy(Long.toString(total), algorithm(seed), limit);
    }

    private Algorithm algorithm(int seed) {
        return switch (seed % 4) {
            case 0 -> new Algorithm.Twap(HOUR, 1 + random.nextInt(60));
            case 1 -> new Algorithm.Vwap(HOUR, 1 + random.nextInt(60));
            case 2 -> new Algorithm.Participation(1 + random.nextInt(49), HOUR);
            default -> new Algorithm.Iceberg(Quantity.of(1 + random.nextInt((int) total)), HOUR);
        };
    }

    void play() {
        stage.tell(wish);
        stage.desk.onProfile(stage.now, wish.id(), List.of(), "");
        boolean calm = random.nextBoolean();
        for (int step = 0; step < 800; step++) {
            answerWishes(calm);
            move();
            obeyCancels();
            if (random.nextInt(100) == 0) {
                stage.restart();
            }
            if (random.nextInt(3) == 0) {
                stage.tell(
                        new Trade(
                                ExecutionStage.AAPL,
                                Price.of(100),
                                Quantity.of(1 + random.nextInt(200)),
                                ++tradeId,
                                "V",
                                stage.now));
            }
            stage.pass(Duration.ofSeconds(1 + random.nextInt(10)));
            check();
        }
    }

    private void answerWishes(boolean calm) {
        while (!stage.wishes().isEmpty()) {
            OrderIntent part = stage.takeWish();
            if (!calm && random.nextInt(5) == 0) {
                stage.deny(part);
                continue;
            }
            OrderId id = stage.begin(part);
            There there = new There(id, part.quantity().raw() / 1_000_000_000L);
            switch (calm ? 9 : random.nextInt(10)) {
                case 0 -> {
                    there.open = false;
                    orders.add(there);
                    stage.tell(new OrderRejected(id, "no", stage.now));
                }
                case 1, 2 -> {
                    orders.add(there);
                    stage.tell(
                            guesses
                                    ? new OrderRejected(id, "guessed", stage.now)
                                    : new OrderUnknown(id, "timeout", stage.now));
                }
                default -> {
                    orders.add(there);
                    named(there);
                }
            }
        }
    }

    private void named(There there) {
        if (!there.named) {
            there.named = true;
            stage.tell(new OrderAccepted(there.id, "b-" + there.id, stage.now));
        }
    }

    private void move() {
        for (There there : orders) {
            if (there.mayFill() > 0 && random.nextInt(4) == 0) {
                long size = 1 + random.nextInt((int) there.mayFill());
                there.filled += size;
                named(there);
                stage.fill(there.id, Quantity.of(size));
            } else if (there.mayFill() > 0 && there.named && random.nextInt(60) == 0) {
                there.open = false;
                stage.tell(new OrderCanceled(there.id, stage.now));
            } else if (!there.named && !there.givenUp && there.open && random.nextInt(20) == 0) {
                there.givenUp = true;
                if (!guesses) {
                    stage.tell(new OrderNotReceived(there.id, "not found", stage.now));
                }
            }
        }
    }

    private void obeyCancels() {
        for (OrderId id : List.copyOf(stage.cancels())) {
            for (There there : orders) {
                if (there.id.equals(id) && there.open && there.mayFill() > 0) {
                    stage.tell(new OrderCancelRequested(id, "desk", stage.now));
                    if (there.named && random.nextInt(3) > 0) {
                        there.open = false;
                        stage.tell(new OrderCanceled(id, stage.now));
                    } else {
                        stage.tell(new OrderCancelRejected(id, "not now", stage.now));
                    }
                }
            }
        }
        stage.cancels().clear();
    }

    private void check() {
        long most = 0;
        for (There there : orders) {
            most += there.filled + there.mayFill();
        }
        if (most > total && excess.isEmpty()) {
            excess = most + " of " + total + " at " + stage.now;
        }
        Execution seen = stage.execution();
        if (seen.filled().plus(seen.open()).raw() > total * 1_000_000_000L && lag.isEmpty()) {
            lag = "desk counts " + seen.filled() + " + " + seen.open() + " of " + total;
        }
        if (seen.state() == Execution.State.RUNNING
                && seen.open().plus(seen.filled()).exceeds(seen.scheduled())
                && !(wish.algorithm() instanceof Algorithm.Iceberg)
                && lag.isEmpty()) {
            lag = "ahead of its schedule: " + seen;
        }
    }

    /** What was too much at the venue; empty if nothing ever was. */
    String excess() {
        return excess;
    }

    /** Where the desk's own figures were wrong, or it ran ahead of its schedule; empty if never. */
    String lag() {
        return lag;
    }

    int parts() {
        return orders.size();
    }

    boolean completed() {
        return stage.execution().filled().equals(Quantity.of(total));
    }

    @Override
    public String toString() {
        return wish.algorithm() + " total=" + total + " " + stage.execution();
    }
}
