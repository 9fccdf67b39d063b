package io.openbell.orderexecutor;

import static org.assertj.core.api.Assertions.assertThat;

import io.openbell.api.broker.BrokerAccount;
import io.openbell.api.broker.BrokerException;
import io.openbell.api.broker.SubmitOutcome;
import io.openbell.api.component.Health;
import io.openbell.api.engine.AccountAdopted;
import io.openbell.api.engine.Journaled;
import io.openbell.api.engine.OrderJournal;
import io.openbell.api.engine.SessionMark;
import io.openbell.api.order.Order;
import io.openbell.api.order.OrderEvent.OrderDenied;
import io.openbell.api.order.OrderEvent.OrderInitialized;
import io.openbell.api.order.OrderEvent.OrderRejected;
import io.openbell.api.order.OrderIntent;
import io.openbell.api.order.OrderStatus;
import io.openbell.api.risk.RiskGate;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.testkit.DirectLoop;
import java.time.Duration;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class SendingTest {

    @Test
    void shouldTakeAnApprovedWishToItsLastFill() throws InterruptedException {
        Desk desk = Desk.open();
        OrderIntent wish = desk.intents.buy("AAPL", "10", "100");

        Order order = desk.send(wish);
        assertThat(order.status()).isEqualTo(OrderStatus.ACCEPTED);
        desk.broker.fill(order.id(), "4", "99.90");
        desk.broker.fill(order.id(), "6", "100");

        Order done = desk.order(wish);
        assertThat(done.status()).isEqualTo(OrderStatus.FILLED);
        assertThat(done.averageFillPrice()).isEqualTo(Price.parse("99.96"));
        assertThat(desk.story(order.id()))
                .containsExactly("Initialized", "Submitted", "Accepted", "Filled", "Filled");
        assertThat(desk.broker.submissions()).extracting(Order::id).containsExactly(order.id());
        assertThat(desk.executor.open()).isEmpty();
        assertThat(desk.executor.recentFills(10)).hasSize(2);
    }

    @Test
    void shouldCountAnApprovedOrderAsOpenBeforeAnythingElseHappens() {
        Desk desk = Desk.open();
        OrderIntent wish = desk.intents.buy("AAPL", "10", "100");

        desk.wish(wish);

        assertThat(desk.executor.open()).extracting(Order::intent).containsExactly(wish);
        assertThat(desk.broker.submissions()).isEmpty();
    }

    @Test
    void shouldJournalADenialAndSendNothing() throws InterruptedException {
        Desk desk = Desk.open();
        desk.executor.gate = null;
        OrderIntent wish = desk.intents.buy("AAPL", "10", "100");

        desk.wish(wish);
        desk.executor.sender.drain();

        assertThat(desk.broker.submissions()).isEmpty();
        assertThat(desk.loop.journaled()).anyMatch(OrderDenied.class::isInstance);
        assertThat(desk.executor.denial(wish.id()).orElseThrow().code()).isEqualTo("GATE_NOT_OPEN");
    }

    @Test
    void shouldLetNothingPassWhileThereIsNoGateNotEvenAReduction() throws InterruptedException {
        Desk desk = new Desk();
        desk.broker.setPosition("AAPL", "10", "100");
        desk.step();
        RiskGate present = desk.executor.gate;
        desk.executor.gate = null;
        OrderIntent exit = desk.intents.sell("AAPL", "6", "100");

        desk.wish(exit);
        assertThat(desk.executor.denial(exit.id()).orElseThrow().code()).isEqualTo("GATE_NOT_OPEN");

        desk.executor.gate = present;
        assertThat(desk.send(desk.intents.sell("AAPL", "6", "100")).status())
                .isEqualTo(OrderStatus.ACCEPTED);
    }

    @Test
    void shouldDenyAWishSeenBefore() throws InterruptedException {
        Desk desk = Desk.open();
        OrderIntent wish = desk.intents.buy("AAPL", "10", "100");
        desk.send(wish);

        desk.wish(wish);
        desk.executor.sender.drain();

        assertThat(desk.executor.denial(wish.id()).orElseThrow().code())
                .isEqualTo("DUPLICATE_INTENT");
        assertThat(desk.broker.submissions()).hasSize(1);
    }

    @Test
    void shouldNotSendBeforeTheWishIsOnTheDisk() throws InterruptedException {
        assertThat(submissionsBeforeTheDiskAnswers(HeldJournal::new)).isZero();
    }

    /** The test above is worth something: a journal that confirms before it has written is caught by it. */
    @Test
    void shouldBeCaughtSendingEarlyWhenTheJournalLies() throws InterruptedException {
        assertThat(submissionsBeforeTheDiskAnswers(LyingJournal::new)).isEqualTo(1);
    }

    private static int submissionsBeforeTheDiskAnswers(Function<DirectLoop, HeldJournal> disk)
            throws InterruptedException {
        HeldJournal[] made = new HeldJournal[1];
        Desk desk =
                new Desk(
                        loop -> {
                            made[0] = disk.apply(loop);
                            return made[0];
                        });
        desk.step();
        made[0].hold();
        desk.wish(desk.intents.buy("AAPL", "10", "100"));

        desk.executor.sender.drain();
        int early = desk.broker.submissions().size();

        made[0].release();
        desk.executor.sender.drain();
        assertThat(desk.broker.submissions()).hasSize(1);
        return early;
    }

    @Test
    void shouldSendNothingOnceTheJournalRefuses() throws InterruptedException {
        Desk desk = Desk.open();
        desk.loop.poisonJournal();
        OrderIntent wish = desk.intents.buy("AAPL", "10", "100");

        desk.wish(wish);
        desk.executor.sender.drain();

        assertThat(desk.broker.submissions()).isEmpty();
        assertThat(desk.executor.open()).isEmpty();
        assertThat(desk.executor.denial(wish.id()).orElseThrow().code())
                .isEqualTo("JOURNAL_UNAVAILABLE");
        assertThat(desk.executor.health().status()).isEqualTo(Health.Status.CRITICAL);
    }

    @Test
    void shouldNotSendAnOrderWhoseSubmissionCannotBeJournaled() throws InterruptedException {
        Desk desk = Desk.open();
        desk.wish(desk.intents.buy("AAPL", "10", "100"));
        desk.loop.poisonJournal();

        desk.executor.sender.drain();

        assertThat(desk.broker.submissions()).isEmpty();
    }

    @Test
    void shouldRejectWhatTheVenueRefusedOrNeverGot() throws InterruptedException {
        Desk desk = Desk.open();
        desk.broker.answerNext(order -> new SubmitOutcome.Rejected(403, "no funds"));
        desk.broker.answerNext(order -> new SubmitOutcome.NotSent("429"));

        Order refused = desk.send(desk.intents.buy("AAPL", "10", "100"));
        Order limited = desk.send(desk.intents.buy("AAPL", "11", "100"));

        assertThat(refused.status()).isEqualTo(OrderStatus.REJECTED);
        assertThat(refused.detail()).isEqualTo("HTTP 403: no funds");
        assertThat(limited.status()).isEqualTo(OrderStatus.REJECTED);
        assertThat(limited.detail()).isEqualTo("not sent: 429");
        assertThat(desk.broker.submissions()).hasSize(2);
        assertThat(desk.loop.journaled())
                .filteredOn(OrderRejected.class::isInstance)
                .extracting(event -> ((OrderRejected) event).isVenuesJudgement())
                .containsExactly(true, false);
    }

    @Test
    void shouldTreatAFailingClientAsAnUnknownOutcome() throws InterruptedException {
        Desk desk = Desk.open();
        desk.broker.answerNext(
                order -> {
                    throw new IllegalStateException("bug");
                });

        assertThat(desk.send(desk.intents.buy("AAPL", "10", "100")).status())
                .isEqualTo(OrderStatus.UNKNOWN);
    }

    @Test
    void shouldAdoptTheAccountBeforeAnythingElseIsWritten() {
        Desk desk = new Desk();
        desk.broker.setPosition("AAPL", "10", "100");

        desk.step();

        assertThat(desk.loop.journaled().get(0))
                .isInstanceOfSatisfying(
                        AccountAdopted.class,
                        adopted -> {
                            assertThat(adopted.account()).isEqualTo("PA1");
                            assertThat(adopted.positions())
                                    .extracting(held -> held.quantity())
                                    .containsExactly(Quantity.of(10));
                        });
        assertThat(desk.loop.journaled().get(1)).isInstanceOf(SessionMark.class);
    }

    @Test
    void shouldDenyBeforeTheAccountIsKnown() {
        Desk desk = new Desk();
        desk.broker.failQuestions(new BrokerException("no answer", 0));
        desk.step();
        OrderIntent wish = desk.intents.buy("AAPL", "10", "100");

        desk.wish(wish);

        assertThat(desk.executor.denial(wish.id()).orElseThrow().code())
                .isEqualTo("NOT_RECONCILED");
    }

    @Test
    void shouldAskForTheAccountSoonAfterAFillAndOnlyOnceForSeveral() throws InterruptedException {
        Desk desk = Desk.open();
        Order order = desk.send(desk.intents.buy("AAPL", "10", "100"));
        desk.stepAfter(Duration.ofMillis(100));
        int before = accounts(desk);

        desk.broker.fill(order.id(), "1", "100");
        desk.broker.fill(order.id(), "1", "100");
        desk.step();
        assertThat(accounts(desk)).isEqualTo(before);
        desk.stepAfter(Duration.ofMillis(500));
        desk.stepAfter(Duration.ofMillis(500));

        assertThat(accounts(desk)).isEqualTo(before + 1);
    }

    private static int accounts(Desk desk) {
        return desk.loop.delivered(BrokerAccount.class).size();
    }

    /** A disk that says done before it has written. */
    private static final class LyingJournal extends HeldJournal {
        private final OrderJournal disk;

        LyingJournal(DirectLoop loop) {
            super(loop);
            disk = loop;
        }

        @Override
        public void append(Journaled event, Runnable durable) {
            if (event instanceof OrderInitialized) {
                durable.run();
                super.append(event, () -> {});
            } else {
                disk.append(event, durable);
            }
        }
    }
}
