package io.openbell.orderexecutor;

import static org.assertj.core.api.Assertions.assertThat;

import io.openbell.api.broker.SubmitOutcome;
import io.openbell.api.component.Health;
import io.openbell.api.engine.Journaled;
import io.openbell.api.engine.Reconciliation;
import io.openbell.api.order.OrderEvent.OrderSubmitted;
import io.openbell.api.order.OrderIntent;
import io.openbell.api.order.OrderStatus;
import io.openbell.api.risk.HaltTrading;
import io.openbell.testkit.DirectLoop;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Between the decision and the venue something may happen that makes it wrong to send. */
class WaitingOrdersTest {

    private final Desk desk = Desk.open();
    private final OrderIntent waiting = desk.intents.buy("AAPL", "10", "100");

    @Test
    void shouldSendWhatWaitedForAShortWhile() throws InterruptedException {
        desk.wish(waiting);
        desk.pass(Duration.ofSeconds(9));

        desk.executor.sender.drain();

        assertThat(desk.status(waiting)).isEqualTo(OrderStatus.ACCEPTED);
    }

    @Test
    void shouldNotSendWhatWasDecidedTooLongAgo() throws InterruptedException {
        desk.wish(waiting);
        desk.pass(Duration.ofSeconds(11));

        desk.executor.sender.drain();

        assertNeverSent();
        assertThat(desk.story(desk.order(waiting).id()))
                .containsExactly("Initialized", "NotReceived");
    }

    @Test
    void shouldNotSendWhatTheDiskTookTooLongFor() throws InterruptedException {
        AtSubmission[] disk = new AtSubmission[1];
        Desk slow = new Desk(loop -> disk[0] = new AtSubmission(loop));
        slow.step();
        disk[0].then = () -> slow.pass(Duration.ofSeconds(11));
        OrderIntent wish = slow.intents.buy("AAPL", "10", "100");

        slow.wish(wish);
        slow.executor.sender.drain();

        assertThat(slow.broker.submissions()).isEmpty();
        assertThat(slow.status(wish)).isEqualTo(OrderStatus.NOT_RECEIVED);
    }

    @Test
    void shouldBeCriticalWhileOneRequestDoesNotReturn() throws InterruptedException {
        Health[] meanwhile = new Health[1];
        desk.wish(waiting);
        desk.broker.answerNext(
                order -> {
                    desk.pass(Duration.ofSeconds(61));
                    meanwhile[0] = desk.executor.health();
                    return new SubmitOutcome.Unknown("late");
                });

        desk.executor.sender.drain();

        assertThat(meanwhile[0].status()).isEqualTo(Health.Status.CRITICAL);
        assertThat(meanwhile[0].detail()).isEqualTo("order-sender hangs: 61 s at one order");
        assertThat(desk.executor.health().detail()).doesNotContain("hangs");
    }

    @Test
    void shouldNotSendOnceTradingIsHalted() throws InterruptedException {
        desk.wish(waiting);

        desk.loop.append(new HaltTrading("operator", "enough", desk.clock.instant()));
        desk.executor.sender.drain();

        assertNeverSent();
    }

    @Test
    void shouldNotSendOnceTheStreamOfOrderUpdatesIsLost() throws InterruptedException {
        desk.wish(waiting);

        desk.broker.disconnect();
        desk.executor.sender.drain();

        assertNeverSent();
    }

    @Test
    void shouldNotSendOncePositionsDisagree() throws InterruptedException {
        desk.wish(waiting);

        desk.loop.publishFirst(
                new Reconciliation(false, "positions disagree", desk.clock.instant()));
        desk.executor.sender.drain();

        assertNeverSent();
    }

    @Test
    void shouldSendWhatIsDecidedAfterAllIsWellAgain() throws InterruptedException {
        desk.broker.disconnect();
        desk.broker.connect();
        desk.step();

        assertThat(desk.send(waiting).status()).isEqualTo(OrderStatus.ACCEPTED);
    }

    @Test
    void shouldDropWhatWaitsWhenTheLoopIsStuckAndSendWhatComesAfter() throws InterruptedException {
        desk.wish(waiting);

        desk.executor.sender.dropAll("the loop was stuck");
        desk.executor.sender.drain();

        assertThat(desk.status(waiting)).isEqualTo(OrderStatus.NOT_RECEIVED);
        assertThat(desk.broker.submissions()).isEmpty();
        assertThat(desk.send(desk.intents.buy("AAPL", "9", "100")).status())
                .isEqualTo(OrderStatus.ACCEPTED);
    }

    @Test
    void shouldDropAnOrderWhoseSubmissionIsBeingJournaledWhenTheLoopGetsStuck()
            throws InterruptedException {
        AtSubmission[] disk = new AtSubmission[1];
        Desk stuck = new Desk(loop -> disk[0] = new AtSubmission(loop));
        stuck.step();
        disk[0].then = () -> stuck.executor.sender.dropAll("the loop was stuck");
        OrderIntent wish = stuck.intents.buy("AAPL", "10", "100");

        stuck.wish(wish);
        stuck.executor.sender.drain();

        assertThat(stuck.broker.submissions()).isEmpty();
        assertThat(stuck.status(wish)).isEqualTo(OrderStatus.NOT_RECEIVED);
    }

    private void assertNeverSent() {
        assertThat(desk.broker.submissions()).isEmpty();
        assertThat(desk.status(waiting)).isEqualTo(OrderStatus.NOT_RECEIVED);
    }

    /** Something happens while the submission is written. */
    private static final class AtSubmission extends HeldJournal {
        private Runnable then = () -> {};

        AtSubmission(DirectLoop loop) {
            super(loop);
        }

        @Override
        public void append(Journaled event, Runnable durable) {
            super.append(event, durable);
            if (event instanceof OrderSubmitted) {
                then.run();
            }
        }
    }
}
