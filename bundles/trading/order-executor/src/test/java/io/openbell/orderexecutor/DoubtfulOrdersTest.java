package io.openbell.orderexecutor;

import static org.assertj.core.api.Assertions.assertThat;

import io.openbell.api.broker.BrokerOrder;
import io.openbell.api.broker.BrokerReport;
import io.openbell.api.order.Order;
import io.openbell.api.order.OrderIntent;
import io.openbell.api.order.OrderStatus;
import io.openbell.api.order.SettleOrder;
import io.openbell.api.risk.HaltTrading;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the venue says and nobody understands, or what cannot be: the symbol is frozen until the venue is clear again. */
class DoubtfulOrdersTest {

    private final Desk desk = Desk.open();
    private final OrderIntent wish = desk.intents.buy("AAPL", "10", "100");

    @Test
    void shouldFreezeTheSymbolOfAnOrderInAStateItDoesNotKnow() throws InterruptedException {
        Order order = desk.send(wish);

        report(order, BrokerOrder.Status.OTHER, "pending_review", "0", "0", 1);

        assertThat(desk.status(wish)).isEqualTo(OrderStatus.UNKNOWN);
        assertThat(desk.order(wish).detail()).contains("'pending_review' is not known");
        assertThat(denialOf(desk.intents.buy("AAPL", "1", "100"))).isEqualTo("SYMBOL_FROZEN");
        assertThat(desk.send(desk.intents.buy("MSFT", "1", "100")).status())
                .isEqualTo(OrderStatus.ACCEPTED);

        desk.stepAfter(Duration.ofSeconds(11));
        assertThat(desk.status(wish)).isEqualTo(OrderStatus.ACCEPTED);
    }

    @Test
    void shouldReadAgainWhenTheVenueHasFilledFewerThanBefore() throws InterruptedException {
        Order order = desk.send(wish);
        desk.broker.fill(order.id(), "4", "100");
        report(order, BrokerOrder.Status.WORKING, "partially_filled", "4", "100", 1);

        report(order, BrokerOrder.Status.WORKING, "partially_filled", "3", "100", 2);

        assertThat(desk.status(wish)).isEqualTo(OrderStatus.UNKNOWN);
        assertThat(desk.order(wish).detail()).contains("venue had filled 4").contains("and 3");
        assertThat(desk.order(wish).filled()).isEqualTo(Quantity.of(4));
    }

    @Test
    void shouldDoubtMoreThanWishedAndAnotherPriceThanItsFills() throws InterruptedException {
        Order order = desk.send(wish);
        desk.broker.fill(order.id(), "4", "100");

        report(order, BrokerOrder.Status.WORKING, "partially_filled", "4", "120", 1);
        assertThat(desk.status(wish)).isEqualTo(OrderStatus.UNKNOWN);
        assertThat(desk.order(wish).detail()).contains("at 120").contains("its fills say 100");

        desk.stepAfter(Duration.ofSeconds(11));
        assertThat(desk.status(wish)).isEqualTo(OrderStatus.PARTIALLY_FILLED);
        report(order, BrokerOrder.Status.WORKING, "partially_filled", "11", "100", 20);
        assertThat(desk.status(wish)).isEqualTo(OrderStatus.UNKNOWN);
    }

    @Test
    void shouldKeepAnOrderUnknownThatTheVenueHadUntilAnOperatorSettlesIt()
            throws InterruptedException {
        Order order = desk.send(wish);
        desk.broker.hide(order.id());
        desk.stepAfter(Duration.ofSeconds(11));
        assertThat(desk.status(wish)).isEqualTo(OrderStatus.UNKNOWN);
        assertThat(desk.reconciled()).isFalse();
        settle(order);
        assertThat(desk.status(wish)).as("too early").isEqualTo(OrderStatus.UNKNOWN);

        for (int second = 0; second < 100; second++) {
            desk.stepAfter(Duration.ofSeconds(1));
        }
        assertThat(desk.status(wish)).isEqualTo(OrderStatus.UNKNOWN);
        settle(order);

        assertThat(desk.status(wish)).isEqualTo(OrderStatus.CANCELED);
        assertThat(desk.order(wish).detail()).contains("settled by ann: support says so");
        desk.stepAfter(Duration.ofSeconds(11));
        assertThat(desk.reconciled()).isTrue();
    }

    @Test
    void shouldNotLetAnOperatorSettleWhatTheStreamHasToldOfSince() throws InterruptedException {
        Order order = desk.send(wish);
        desk.broker.hide(order.id());
        for (int second = 0; second < 100; second++) {
            desk.stepAfter(Duration.ofSeconds(1));
        }
        report(order, BrokerOrder.Status.OTHER, "pending_review", "0", "0", 1);

        settle(order);

        assertThat(desk.status(wish)).isEqualTo(OrderStatus.UNKNOWN);
    }

    @Test
    void shouldTakeAnOrderBackThatTheVenueShowsAgain() throws InterruptedException {
        Order order = desk.send(wish);
        desk.broker.hide(order.id());
        desk.stepAfter(Duration.ofSeconds(11));
        assertThat(desk.status(wish)).isEqualTo(OrderStatus.UNKNOWN);

        desk.broker.unhide(order.id());
        desk.stepAfter(Duration.ofSeconds(11));

        assertThat(desk.status(wish)).isEqualTo(OrderStatus.ACCEPTED);
        assertThat(desk.reconciled()).isTrue();
    }

    @Test
    void shouldHaltWhenATradeIsTakenBack() throws InterruptedException {
        Order order = desk.send(wish);
        desk.broker.fill(order.id(), "4", "100");

        desk.broker.report(
                new BrokerReport(
                        "trade_bust",
                        desk.broker.order(order.id()),
                        Optional.empty(),
                        desk.clock.instant()));

        assertThat(desk.loop.delivered(HaltTrading.class))
                .singleElement()
                .satisfies(halt -> assertThat(halt.reason()).contains("trade_bust"));
    }

    private void settle(Order order) {
        desk.loop.publishFirst(new SettleOrder(order.id(), "ann", "support says so"));
    }

    private String denialOf(OrderIntent intent) {
        desk.wish(intent);
        return desk.executor.denial(intent.id()).orElseThrow().code();
    }

    private void report(
            Order order,
            BrokerOrder.Status status,
            String word,
            String filled,
            String average,
            int secondsLater) {
        BrokerOrder there = desk.broker.order(order.id());
        Instant at = there.updatedAt().plusSeconds(secondsLater);
        BrokerOrder said =
                new BrokerOrder(
                        there.brokerId(),
                        there.clientId(),
                        there.symbol(),
                        there.side(),
                        there.quantity(),
                        Quantity.parse(filled),
                        Price.parse(average),
                        status,
                        word,
                        there.submittedAt(),
                        at,
                        there.details(),
                        there.legs());
        desk.broker.report(new BrokerReport(word, said, Optional.empty(), at));
    }
}
