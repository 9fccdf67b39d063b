package io.openbell.orderexecutor;

import static org.assertj.core.api.Assertions.assertThat;

import io.openbell.api.engine.SessionMark;
import io.openbell.api.order.Order;
import io.openbell.api.order.OrderEvent.OrderFilled;
import io.openbell.api.order.OrderIntent;
import io.openbell.api.order.OrderStatus;
import io.openbell.api.value.Quantity;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the executor leaves behind when it ends, and finds again when it starts. */
class RestartTest {

    private final Desk desk = new Desk();
    private final OrderIntent wish = desk.intents.buy("AAPL", "10", "100");

    @Test
    void shouldSayAfterARestartThatItHasComparedNothingAndDenyUntilItHas()
            throws InterruptedException {
        desk.step();
        desk.restart();
        assertThat(desk.reconciled()).isFalse();

        desk.wish(wish);
        assertThat(desk.executor.denial(wish.id()).orElseThrow().code())
                .isEqualTo("NOT_RECONCILED");

        desk.step();
        assertThat(desk.send(desk.intents.buy("AAPL", "9", "100")).status())
                .isEqualTo(OrderStatus.ACCEPTED);
    }

    @Test
    void shouldJournalAFillOnceThatWasOnItsWayToTheDiskWhenTheExecutorDied()
            throws InterruptedException {
        HeldJournal[] disk = new HeldJournal[1];
        Desk slow = new Desk(loop -> disk[0] = new HeldJournal(loop));
        slow.step();
        OrderIntent intent = slow.intents.buy("AAPL", "10", "100");
        Order order = slow.send(intent);
        disk[0].hold();
        slow.broker.fill(order.id(), "4", "100");
        slow.crash();

        slow.step();
        slow.stepAfter(Duration.ofSeconds(2));
        assertThat(slow.executor.reconciler.isOpen()).isFalse();
        disk[0].release();
        slow.stepAfter(Duration.ofSeconds(31));

        assertThat(slow.executor.reconciler.isOpen()).isTrue();
        assertThat(slow.loop.journaled()).filteredOn(OrderFilled.class::isInstance).hasSize(1);
        assertThat(slow.loop.journaled()).filteredOn(SessionMark.class::isInstance).hasSize(2);
        assertThat(slow.order(intent).filled()).isEqualTo(Quantity.of(4));
    }

    @Test
    void shouldComeBackFromTheJournalWithTheSameBookAndNewNames() throws InterruptedException {
        desk.step();
        Order first = desk.send(wish);
        desk.broker.fill(first.id(), "4", "100");
        Order second = desk.send(desk.intents.sell("IBM", "5", "50"));
        desk.cancel(second.id());
        List<Order> before = desk.executor.recent(10);
        List<OrderFilled> fills = desk.executor.recentFills(10);

        desk.restart();

        assertThat(desk.executor.recent(10)).isEqualTo(before);
        assertThat(desk.executor.recentFills(10)).isEqualTo(fills);
        assertThat(desk.executor.open()).hasSize(1);
        desk.step();
        assertThat(desk.executor.recent(10)).isEqualTo(before);
        assertThat(desk.send(desk.intents.buy("KO", "1", "60")).id())
                .isNotIn(first.id(), second.id());
    }

    @Test
    void shouldMarkBeginAndEndOfASession() throws InterruptedException {
        desk.step();
        desk.executor.deactivate();

        assertThat(desk.loop.journaled())
                .filteredOn(SessionMark.class::isInstance)
                .extracting(event -> ((SessionMark) event).started())
                .containsExactly(true, false);
    }

    @Test
    void shouldNotClaimACleanEndWhileAnOrderWaitsAndSayThatItWasNeverSent()
            throws InterruptedException {
        desk.step();
        desk.wish(wish);

        desk.executor.deactivate();

        assertThat(desk.loop.journaled())
                .filteredOn(SessionMark.class::isInstance)
                .extracting(event -> ((SessionMark) event).started())
                .containsExactly(true);
        assertThat(desk.status(wish)).isEqualTo(OrderStatus.NOT_RECEIVED);
        assertThat(desk.broker.submissions()).isEmpty();
    }

    @Test
    void shouldNeverSendAgainWhatWasWaitingWhenTheProcessDied() throws InterruptedException {
        desk.step();
        desk.wish(wish);
        desk.crash();
        desk.executor.sender.drain();
        for (int second = 0; second < 100; second++) {
            desk.stepAfter(Duration.ofSeconds(1));
        }

        assertThat(desk.broker.submissions()).isEmpty();
        assertThat(desk.status(wish)).isEqualTo(OrderStatus.NOT_RECEIVED);
    }
}
