package io.openbell.orderexecutor;

import static org.assertj.core.api.Assertions.assertThat;

import io.openbell.api.broker.CancelOutcome;
import io.openbell.api.broker.SubmitOutcome;
import io.openbell.api.order.CancelOrder;
import io.openbell.api.order.Order;
import io.openbell.api.order.OrderId;
import io.openbell.api.order.OrderIntent;
import io.openbell.api.order.OrderStatus;
import io.openbell.api.value.Quantity;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CancelsTest {

    private final Desk desk = Desk.open();
    private final OrderIntent wish = desk.intents.buy("AAPL", "10", "100");

    @Test
    void shouldCancelAWorkingOrder() throws InterruptedException {
        Order order = desk.send(wish);

        desk.cancel(order.id());

        assertThat(desk.status(wish)).isEqualTo(OrderStatus.CANCELED);
        assertThat(desk.broker.cancels()).containsExactly(order.brokerId());
        assertThat(desk.story(order.id()))
                .containsExactly(
                        "Initialized", "Submitted", "Accepted", "CancelRequested", "Canceled");
    }

    @Test
    void shouldTakeBackAnOrderThatWasNotSentYet() throws InterruptedException {
        desk.wish(wish);

        desk.cancel(desk.order(wish).id());

        assertThat(desk.status(wish)).isEqualTo(OrderStatus.CANCELED);
        assertThat(desk.broker.submissions()).isEmpty();
        assertThat(desk.broker.cancels()).isEmpty();
    }

    @Test
    void shouldSendCancelsBeforeOrdersThatWait() throws InterruptedException {
        Order order = desk.send(wish);
        OrderIntent next = desk.intents.buy("AAPL", "11", "100");
        desk.wish(next);
        desk.broker.answerNext(
                sent -> {
                    assertThat(desk.broker.cancels()).hasSize(1);
                    return new SubmitOutcome.Rejected(403, "x");
                });

        desk.cancel(order.id());

        assertThat(desk.broker.submissions()).hasSize(2);
        assertThat(desk.status(next)).isEqualTo(OrderStatus.REJECTED);
    }

    @Test
    void shouldCancelAnOrderOfUnknownFateOnceTheVenueHasNamedIt() throws InterruptedException {
        desk.broker.loseNextAnswer();
        Order order = desk.send(wish);
        desk.cancel(order.id());
        assertThat(desk.broker.cancels()).isEmpty();

        desk.step();
        desk.executor.sender.drain();

        assertThat(desk.status(wish)).isEqualTo(OrderStatus.CANCELED);
    }

    @Test
    void shouldTakeTheFillThatWonTheRaceAgainstTheCancel() throws InterruptedException {
        Order order = desk.send(wish);
        desk.broker.answerNextCancel(new CancelOutcome.Requested());
        desk.cancel(order.id());
        assertThat(desk.status(wish)).isEqualTo(OrderStatus.PENDING_CANCEL);

        desk.broker.fill(order.id(), "10", "100");

        assertThat(desk.status(wish)).isEqualTo(OrderStatus.FILLED);
    }

    @Test
    void shouldCountAFillThatIsReportedAfterTheCancel() throws InterruptedException {
        Order order = desk.send(wish);
        desk.cancel(order.id());

        desk.broker.fill(order.id(), "4", "100");

        assertThat(desk.status(wish)).isEqualTo(OrderStatus.CANCELED);
        assertThat(desk.order(wish).filled()).isEqualTo(Quantity.of(4));
    }

    @Test
    void shouldAskForTheOrderWhenTheVenueWillNotCancelIt() throws InterruptedException {
        Order order = desk.send(wish);
        desk.broker.mute(true);
        desk.broker.fill(order.id(), "10", "100");

        desk.cancel(order.id());
        assertThat(desk.status(wish)).isEqualTo(OrderStatus.ACCEPTED);
        desk.step();

        assertThat(desk.status(wish)).isEqualTo(OrderStatus.FILLED);
    }

    @Test
    void shouldSendACancelAgainThatShowedNoEffect() throws InterruptedException {
        Order order = desk.send(wish);
        desk.broker.answerNextCancel(new CancelOutcome.Requested());
        desk.cancel(order.id());

        desk.stepAfter(Duration.ofSeconds(11));
        desk.executor.sender.drain();

        assertThat(desk.broker.cancels()).hasSize(2);
        assertThat(desk.status(wish)).isEqualTo(OrderStatus.CANCELED);
    }

    @Test
    void shouldCancelEvenWhenTheJournalRefuses() throws InterruptedException {
        Order order = desk.send(wish);
        desk.loop.poisonJournal();

        desk.cancel(order.id());

        assertThat(desk.broker.cancels()).containsExactly(order.brokerId());
    }

    @Test
    void shouldCancelWithoutWaitingForTheDisk() throws InterruptedException {
        HeldJournal[] disk = new HeldJournal[1];
        Desk slow = new Desk(loop -> disk[0] = new HeldJournal(loop));
        slow.step();
        Order order = slow.send(wish);
        disk[0].hold();

        slow.cancel(order.id());
        assertThat(slow.broker.cancels()).containsExactly(order.brokerId());
        disk[0].release();
        slow.executor.sender.drain();

        assertThat(slow.broker.cancels()).hasSize(1);
        assertThat(slow.status(wish)).isEqualTo(OrderStatus.CANCELED);
    }

    @Test
    void shouldIgnoreACancelOfWhatIsDoneOrNotOurs() throws InterruptedException {
        Order order = desk.send(wish);
        desk.broker.fill(order.id(), "10", "100");

        desk.cancel(order.id());
        desk.loop.publishFirst(new CancelOrder(new OrderId("another"), "test"));

        assertThat(desk.broker.cancels()).isEmpty();
    }

    @Test
    void shouldCancelAfterARestartWhatWasToBeCanceledBefore() throws InterruptedException {
        desk.broker.loseNextAnswer();
        Order order = desk.send(wish);
        desk.cancel(order.id());
        desk.crash();

        desk.step();
        desk.executor.sender.drain();

        assertThat(desk.status(wish)).isEqualTo(OrderStatus.CANCELED);
    }

    @Test
    void shouldCancelWhatTurnsUpAfterTheVenueSeemedNeverToHaveHadIt() throws InterruptedException {
        desk.broker.loseNextOrder();
        Order order = desk.send(wish);
        desk.cancel(order.id());
        for (int second = 0; second < 100; second++) {
            desk.stepAfter(Duration.ofSeconds(1));
        }
        assertThat(desk.status(wish)).isEqualTo(OrderStatus.NOT_RECEIVED);

        desk.broker.accept(order);
        desk.stepAfter(Duration.ofSeconds(11));
        desk.executor.sender.drain();

        assertThat(desk.status(wish)).isEqualTo(OrderStatus.CANCELED);
    }
}
