package io.openbell.orderexecutor;

import static org.assertj.core.api.Assertions.assertThat;

import io.openbell.api.broker.BrokerOrder;
import io.openbell.api.component.Readiness;
import io.openbell.api.order.ExternalOrder;
import io.openbell.api.order.ExternalOrders;
import io.openbell.api.order.Order;
import io.openbell.api.order.OrderId;
import io.openbell.api.order.OrderIntent;
import io.openbell.api.order.OrderStatus;
import io.openbell.api.order.OrdersReconciled;
import io.openbell.api.risk.HaltTrading;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Side;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the venue is asked for at the start and steadily, and what follows from it. */
class CatchUpTest {

    private final Desk desk = new Desk();
    private final OrderIntent wish = desk.intents.buy("AAPL", "10", "100");

    @Test
    void shouldFindALateFillOfAnOrderThatIsOverInOurBook() throws InterruptedException {
        desk.step();
        Order order = desk.send(wish);
        desk.cancel(order.id());
        assertThat(desk.status(wish)).isEqualTo(OrderStatus.CANCELED);
        desk.broker.mute(true);
        desk.broker.fill(order.id(), "4", "100");

        desk.stepAfter(Duration.ofSeconds(11));
        desk.stepAfter(Duration.ofSeconds(1));

        assertThat(desk.order(wish).filled()).isEqualTo(Quantity.of(4));
    }

    @Test
    void shouldFindWhatHappenedToEndedOrdersWhileTheProcessWasDown() throws InterruptedException {
        desk.step();
        Order order = desk.send(wish);
        desk.cancel(order.id());
        desk.crash();
        desk.broker.mute(true);
        desk.broker.fill(order.id(), "4", "100");
        desk.pass(Duration.ofHours(20));

        desk.step();
        desk.stepAfter(Duration.ofSeconds(1));

        assertThat(desk.order(wish).filled()).isEqualTo(Quantity.of(4));
    }

    @Test
    void shouldLookForManyOrdersByTheListAndNotOneByOne() throws InterruptedException {
        desk.step();
        List<Order> orders = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            orders.add(desk.send(desk.intents.buy("AAPL", "1", "100")));
        }
        desk.broker.mute(true);
        for (Order order : orders) {
            desk.broker.fill(order.id(), "1", "100");
        }
        int before = desk.broker.questions();

        desk.stepAfter(Duration.ofSeconds(11));

        assertThat(desk.executor.open()).isEmpty();
        assertThat(desk.executor.recentFills(200)).hasSize(100);
        assertThat(desk.broker.questions() - before).isLessThanOrEqualTo(5);
    }

    @Test
    void shouldStateTheOrdersOfOthersOnceAndAgainWhenAsked() {
        desk.broker.placeExternally("by-hand", "AAPL", Side.BUY, "7");
        desk.step();
        desk.stepAfter(Duration.ofSeconds(11));

        assertThat(desk.loop.delivered(ExternalOrders.class)).hasSize(1);
        ExternalOrder other = desk.executor.external().get(0);
        assertThat(other.clientId()).isEqualTo("by-hand");
        assertThat(other.remaining()).isEqualTo(Quantity.of(7));
        assertThat(desk.broker.cancels()).isEmpty();
        desk.loop.publishFirst(new Readiness(List.of(), desk.clock.instant()));
        assertThat(desk.loop.delivered(ExternalOrders.class)).hasSize(2);

        desk.broker.end(other(desk), BrokerOrder.Status.CANCELED, "canceled");
        desk.stepAfter(Duration.ofSeconds(11));
        assertThat(desk.executor.external()).isEmpty();
        List<ExternalOrders> facts = desk.loop.delivered(ExternalOrders.class);
        assertThat(facts.get(facts.size() - 1).orders()).isEmpty();
    }

    private static OrderId other(Desk desk) {
        return new OrderId(desk.executor.external().get(0).clientId());
    }

    @Test
    void shouldRecordTheFirstAgreementOfASession() throws InterruptedException {
        desk.step();
        Order order = desk.send(wish);
        desk.stepAfter(Duration.ofSeconds(11));
        assertThat(records()).hasSize(1);
        desk.crash();
        desk.broker.mute(true);
        desk.broker.fill(order.id(), "4", "100");
        desk.step();

        assertThat(records()).hasSize(2);
        OrdersReconciled second = records().get(1);
        assertThat(second.open()).isEqualTo(1);
        assertThat(second.recovered()).isEqualTo(1);
        assertThat(second.digest()).hasSize(64).isNotEqualTo(records().get(0).digest());
        assertThat(desk.executor.lastReconciled()).contains(second);
    }

    @Test
    void shouldHaltOnceWhenAnotherAccountAnswers() {
        desk.step();
        desk.broker.setAccountNumber("PA2");
        for (int i = 0; i < 5; i++) {
            desk.stepAfter(Duration.ofSeconds(31));
        }

        assertThat(desk.reconciled()).isFalse();
        assertThat(desk.loop.journaled())
                .filteredOn(HaltTrading.class::isInstance)
                .hasSize(1)
                .first()
                .satisfies(
                        halt ->
                                assertThat(((HaltTrading) halt).reason())
                                        .contains("changed from PA1 to PA2"));
    }

    private List<OrdersReconciled> records() {
        return desk.loop.journaled().stream()
                .filter(OrdersReconciled.class::isInstance)
                .map(OrdersReconciled.class::cast)
                .toList();
    }
}
