package io.openbell.orderexecutor;

import static org.assertj.core.api.Assertions.assertThat;

import io.openbell.api.broker.BrokerFill;
import io.openbell.api.broker.BrokerOrder;
import io.openbell.api.broker.BrokerReport;
import io.openbell.api.broker.SubmitOutcome;
import io.openbell.api.order.Order;
import io.openbell.api.order.OrderEvent.OrderFilled;
import io.openbell.api.order.OrderIntent;
import io.openbell.api.value.Quantity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Everything that can go wrong, in random order: lost answers and lost orders, refusals, a stream that loses, repeats and
 * breaks, cancels at any time, crashes between any two steps. In the end our book is the broker's.
 */
class ChaosTest {

    private static final int SEEDS = 150;
    private static final int STEPS = 80;

    @Test
    void shouldAgreeWithTheVenueInTheEndWhateverWentWrong() throws InterruptedException {
        for (long seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            Desk desk = Desk.open();
            List<BrokerReport> reports = new ArrayList<>();
            List<OrderIntent> wishes = new ArrayList<>();
            for (int step = 0; step < STEPS; step++) {
                disturb(desk, random, wishes, reports);
            }
            heal(desk);

            String name = "seed " + seed;
            assertThat(desk.reconciled()).as(name).isTrue();
            checkOrders(desk, wishes, name);
            checkFills(desk, name);
        }
    }

    private static void disturb(
            Desk desk, Random random, List<OrderIntent> wishes, List<BrokerReport> reports)
            throws InterruptedException {
        switch (random.nextInt(14)) {
            case 0, 1, 2 -> {
                OrderIntent wish = desk.intents.buy("AAPL", "10", "100");
                script(desk, random);
                desk.wish(wish);
                if (desk.executor.order(wish.id()).isPresent()) {
                    wishes.add(wish);
                }
            }
            case 3, 4 -> desk.executor.sender.drain();
            case 5, 6 -> fillSomething(desk, random, reports);
            case 7 -> cancelSomething(desk, random);
            case 8 -> desk.broker.mute(random.nextBoolean());
            case 9 -> {
                if (random.nextBoolean()) {
                    desk.broker.disconnect();
                } else {
                    desk.broker.connect();
                }
            }
            case 10 -> {
                if (random.nextInt(4) == 0) {
                    desk.crash();
                }
            }
            case 11 -> {
                if (!reports.isEmpty()) {
                    desk.broker.report(reports.get(random.nextInt(reports.size())));
                }
            }
            default -> desk.stepAfter(Duration.ofMillis(random.nextInt(15_000)));
        }
    }

    private static void script(Desk desk, Random random) {
        switch (random.nextInt(6)) {
            case 0 -> desk.broker.loseNextAnswer();
            case 1 -> desk.broker.loseNextOrder();
            case 2 -> desk.broker.answerNext(order -> new SubmitOutcome.Rejected(403, "no"));
            default ->
                    desk.broker.answerNext(
                            order -> new SubmitOutcome.Accepted(desk.broker.accept(order)));
        }
    }

    private static void fillSomething(Desk desk, Random random, List<BrokerReport> reports) {
        for (Order order : desk.broker.submissions()) {
            BrokerOrder there = desk.broker.find(order.id()).orElse(null);
            if (there != null
                    && there.status() == BrokerOrder.Status.WORKING
                    && random.nextInt(3) == 0) {
                Quantity rest = there.quantity().minus(there.filled());
                String some = random.nextBoolean() ? rest.toString() : "1";
                BrokerFill fill = desk.broker.fill(order.id(), some, "100");
                reports.add(
                        new BrokerReport(
                                "fill",
                                desk.broker.order(order.id()),
                                Optional.of(fill),
                                fill.at()));
            }
        }
    }

    private static void cancelSomething(Desk desk, Random random) throws InterruptedException {
        List<Order> open = desk.executor.open();
        if (!open.isEmpty()) {
            desk.cancel(open.get(random.nextInt(open.size())).id());
        }
    }

    private static void heal(Desk desk) throws InterruptedException {
        desk.broker.mute(false);
        desk.broker.connect();
        for (int second = 0; second < 120; second++) {
            desk.executor.sender.drain();
            desk.stepAfter(Duration.ofSeconds(1));
        }
    }

    private static void checkOrders(Desk desk, List<OrderIntent> wishes, String name) {
        Set<Object> sent = new HashSet<>();
        for (Order submission : desk.broker.submissions()) {
            assertThat(sent.add(submission.id())).as(name + ": sent once").isTrue();
            assertThat(sent.add(submission.intent().id())).as(name + ": wish sent once").isTrue();
        }
        for (OrderIntent wish : wishes) {
            Order ours = desk.order(wish);
            Optional<BrokerOrder> there = desk.broker.find(ours.id());
            assertThat(ours.filled())
                    .as(name + " " + ours)
                    .isEqualTo(there.map(BrokerOrder::filled).orElse(Quantity.ZERO));
            assertThat(ours.status().isOpen())
                    .as(name + " " + ours + " " + there)
                    .isEqualTo(
                            there.map(order -> order.status() == BrokerOrder.Status.WORKING)
                                    .orElse(false));
        }
    }

    private static void checkFills(Desk desk, String name) {
        Set<String> executions = new HashSet<>();
        for (OrderFilled fill : desk.loop.delivered(OrderFilled.class)) {
            assertThat(executions.add(fill.executionId())).as(name + ": counted once").isTrue();
        }
    }
}
