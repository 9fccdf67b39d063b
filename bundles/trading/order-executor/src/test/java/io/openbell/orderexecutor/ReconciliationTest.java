package io.openbell.orderexecutor;

import static org.assertj.core.api.Assertions.assertThat;

import io.openbell.api.broker.BrokerAccount;
import io.openbell.api.broker.BrokerException;
import io.openbell.api.broker.BrokerFill;
import io.openbell.api.broker.BrokerOrder;
import io.openbell.api.broker.BrokerReport;
import io.openbell.api.broker.BrokerStatus;
import io.openbell.api.broker.SubmitOutcome;
import io.openbell.api.component.Health;
import io.openbell.api.component.Readiness;
import io.openbell.api.component.RestateFacts;
import io.openbell.api.engine.Reconciliation;
import io.openbell.api.order.Order;
import io.openbell.api.order.OrderEvent.OrderFilled;
import io.openbell.api.order.OrderId;
import io.openbell.api.order.OrderIntent;
import io.openbell.api.order.OrderStatus;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Side;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReconciliationTest {

    private final Desk desk = new Desk();
    private final OrderIntent wish = desk.intents.buy("AAPL", "10", "100");

    @Test
    void shouldBeReconciledOnlyOnceTheVenueWasAsked() {
        assertThat(desk.reconciled()).isFalse();
        assertThat(desk.executor.health().status())
                .isEqualTo(Health.Status.TEMPORARILY_UNAVAILABLE);

        desk.step();

        assertThat(desk.reconciled()).isTrue();
        assertThat(desk.executor.health().status()).isEqualTo(Health.Status.OK);
    }

    @Test
    void shouldNotBeReconciledWhileTheStreamIsDown() {
        desk.step();

        desk.broker.disconnect();
        assertThat(desk.reconciled()).isFalse();
        desk.stepAfter(Duration.ofSeconds(11));
        assertThat(desk.reconciled()).isFalse();
        assertThat(desk.executor.health().status())
                .isEqualTo(Health.Status.TEMPORARILY_UNAVAILABLE);

        desk.broker.connect();
        assertThat(desk.reconciled()).isFalse();
        desk.step();
        assertThat(desk.reconciled()).isTrue();
    }

    @Test
    void shouldNotTrustAComparisonThatBeganBeforeTheStreamWentDown() {
        desk.step();
        desk.broker.disconnect();
        desk.broker.connect();

        desk.loop.publishFirst(new VenueNews.Compared(0, List.of()));

        assertThat(desk.reconciled()).isFalse();
    }

    @Test
    void shouldNotTrustAnAccountThatWasReadTooLongAgoAlthoughOrdersAreCompared() {
        desk.step();
        desk.broker.failAccount(new BrokerException("equity must be a number, was null", 200));
        for (int seconds = 0; seconds < 90; seconds += 10) {
            desk.stepAfter(Duration.ofSeconds(10));
            assertThat(desk.reconciled()).as("after %d s", seconds).isTrue();
        }

        desk.stepAfter(Duration.ofSeconds(10));

        assertThat(desk.reconciled()).isFalse();
        assertThat(desk.loop.delivered(Reconciliation.class))
                .last()
                .extracting(Reconciliation::detail)
                .asString()
                .contains("the account was read 100 s ago", "equity must be a number");
        desk.loop.publishFirst(new Readiness(List.of(), desk.clock.instant()));
        desk.stepAfter(Duration.ofSeconds(10));
        assertThat(desk.reconciled()).as("only told again").isFalse();

        desk.broker.failAccount(null);
        desk.stepAfter(Duration.ofSeconds(10));
        desk.stepAfter(Duration.ofSeconds(10));

        assertThat(desk.reconciled()).isTrue();
    }

    @Test
    void shouldTakeOverWhatHappenedWhileTheStreamWasDown() throws InterruptedException {
        desk.step();
        Order order = desk.send(wish);
        desk.broker.disconnect();
        desk.broker.fill(order.id(), "4", "100");
        desk.broker.end(order.id(), BrokerOrder.Status.CANCELED, "canceled");
        assertThat(desk.order(wish).filled()).isEqualTo(Quantity.ZERO);

        desk.broker.connect();
        desk.step();

        assertThat(desk.status(wish)).isEqualTo(OrderStatus.CANCELED);
        assertThat(desk.order(wish).filled()).isEqualTo(Quantity.of(4));
    }

    @Test
    void shouldRepairAMessageThatTheStreamLost() throws InterruptedException {
        desk.step();
        Order order = desk.send(wish);
        desk.broker.mute(true);
        desk.broker.fill(order.id(), "10", "100");
        desk.broker.mute(false);

        desk.stepAfter(Duration.ofSeconds(10));

        assertThat(desk.status(wish)).isEqualTo(OrderStatus.FILLED);
    }

    @Test
    void shouldAskForTheFillThatAReportShowsToBeMissing() throws InterruptedException {
        desk.step();
        Order order = desk.send(wish);
        desk.broker.mute(true);
        desk.broker.fill(order.id(), "3", "100");
        desk.broker.mute(false);
        desk.broker.fill(order.id(), "4", "100");
        assertThat(desk.order(wish).filled()).isEqualTo(Quantity.of(4));

        desk.step();

        assertThat(desk.order(wish).filled()).isEqualTo(Quantity.of(7));
        assertThat(desk.loop.delivered(OrderFilled.class)).hasSize(2);
    }

    @Test
    void shouldCountAFillOnceHoweverOftenAndOnWhicheverWayItComes() throws InterruptedException {
        desk.step();
        Order order = desk.send(wish);
        BrokerFill fill = desk.broker.fill(order.id(), "4", "100");
        BrokerOrder there = find(order);
        desk.broker.report(new BrokerReport("partial_fill", there, Optional.of(fill), fill.at()));
        desk.loop.publishFirst(new VenueNews.OrdersStated(List.of(there), List.of(fill, fill)));

        desk.stepAfter(Duration.ofSeconds(11));

        assertThat(desk.order(wish).filled()).isEqualTo(Quantity.of(4));
        assertThat(desk.loop.delivered(OrderFilled.class)).hasSize(1);
    }

    @Test
    void shouldCountAFillOnceThatComesTwiceWithinOneWriteToTheDisk() throws InterruptedException {
        HeldJournal[] disk = new HeldJournal[1];
        Desk slow = new Desk(loop -> disk[0] = new HeldJournal(loop));
        slow.step();
        OrderIntent intent = slow.intents.buy("AAPL", "10", "100");
        Order order = slow.send(intent);
        disk[0].hold();

        BrokerFill fill = slow.broker.fill(order.id(), "4", "100");
        slow.stepAfter(Duration.ofSeconds(11));
        BrokerOrder there = slow.broker.order(order.id());
        slow.broker.report(new BrokerReport("partial_fill", there, Optional.of(fill), fill.at()));
        disk[0].release();

        assertThat(slow.loop.delivered(OrderFilled.class)).hasSize(1);
        assertThat(slow.order(intent).filled()).isEqualTo(Quantity.of(4));
    }

    @Test
    void shouldTakeUpAgainAnOrderBelievedDeadThatTheVenueLists() throws InterruptedException {
        desk.step();
        desk.broker.answerNext(
                order -> {
                    desk.broker.accept(order);
                    return new SubmitOutcome.Rejected(400, "wrongly");
                });
        desk.broker.mute(true);
        assertThat(desk.send(wish).status()).isEqualTo(OrderStatus.REJECTED);
        desk.broker.fill(desk.order(wish).id(), "4", "100");

        desk.stepAfter(Duration.ofSeconds(11));

        assertThat(desk.status(wish)).isEqualTo(OrderStatus.PARTIALLY_FILLED);
        assertThat(desk.order(wish).filled()).isEqualTo(Quantity.of(4));
    }

    @Test
    void shouldCountOrdersOfOthersAndLeaveThemAlone() {
        desk.broker.placeExternally("by-hand", "IBM", Side.SELL, "5");
        desk.step();

        desk.broker.fill(new OrderId("by-hand"), "5", "100");
        desk.stepAfter(Duration.ofSeconds(11));

        assertThat(desk.executor.recent(10)).isEmpty();
        assertThat(desk.broker.cancels()).isEmpty();
        assertThat(desk.loop.delivered(OrderFilled.class)).isEmpty();
        assertThat(desk.reconciled()).isTrue();
    }

    @Test
    void shouldNotTakeOrdersWhoseFillsTheVenueDoesNotListForReconciled()
            throws InterruptedException {
        desk.step();
        Order order = desk.send(wish);
        BrokerOrder there = find(order);
        BrokerOrder ahead =
                new BrokerOrder(
                        there.brokerId(),
                        there.clientId(),
                        there.symbol(),
                        there.side(),
                        there.quantity(),
                        Quantity.of(4),
                        there.averageFillPrice(),
                        BrokerOrder.Status.CANCELED,
                        "canceled",
                        there.submittedAt(),
                        there.updatedAt());

        desk.loop.publishFirst(new VenueNews.OrdersStated(List.of(ahead), List.of()));
        desk.loop.publishFirst(new VenueNews.Compared(0, List.of()));

        assertThat(desk.reconciled()).isFalse();
        assertThat(desk.status(wish)).isEqualTo(OrderStatus.ACCEPTED);
    }

    @Test
    void shouldCloseWhenTheVenueCannotBeAskedForTooLong() {
        desk.step();
        desk.broker.failQuestions(new BrokerException("HTTP 503", 503));
        desk.stepAfter(Duration.ofSeconds(30));
        assertThat(desk.reconciled()).isTrue();
        desk.stepAfter(Duration.ofSeconds(31));
        assertThat(desk.reconciled()).isFalse();

        desk.broker.failQuestions(null);
        desk.stepAfter(Duration.ofSeconds(31));

        assertThat(desk.reconciled()).isTrue();
    }

    @Test
    void shouldBeCriticalWhileTheVenueDoesNotAcceptTheCredentials() {
        desk.broker.failQuestions(new BrokerException("HTTP 401 on /v2/account", 401));
        desk.step();
        assertThat(desk.executor.health()).isEqualTo(Health.critical("HTTP 401 on /v2/account"));

        desk.broker.failQuestions(null);
        desk.stepAfter(Duration.ofSeconds(31));

        assertThat(desk.executor.health().status()).isEqualTo(Health.Status.OK);
    }

    @Test
    void shouldCloseWhenAnotherAccountAnswers() {
        desk.step();
        desk.broker.setAccountNumber("PA2");

        desk.stepAfter(Duration.ofSeconds(31));

        assertThat(desk.reconciled()).isFalse();
        assertThat(desk.executor.health().status()).isEqualTo(Health.Status.CRITICAL);
        assertThat(desk.executor.health().detail()).contains("PA1", "PA2");
    }

    @Test
    void shouldStateItsFactsAgainWhenComponentsComeAndGo() {
        desk.step();
        int before = desk.loop.delivered(Reconciliation.class).size();
        int accounts = desk.loop.delivered(BrokerAccount.class).size();

        desk.loop.publishFirst(new Readiness(List.of(), desk.clock.instant()));

        assertThat(desk.loop.delivered(Reconciliation.class)).hasSize(before + 1);
        assertThat(desk.loop.delivered(BrokerAccount.class)).hasSize(accounts + 1);
        assertThat(desk.reconciled()).isTrue();
        assertThat(desk.loop.delivered(BrokerStatus.class)).allMatch(BrokerStatus::connected);
    }

    @Test
    void shouldHaveReadinessStatedAgainForWhoeverMissedIt() {
        desk.step();
        desk.loop.publishFirst(new RestateFacts("risk-management"));
        assertThat(desk.loop.delivered(Readiness.class)).isEmpty();
        Readiness known = new Readiness(List.of("ai-hft-system"), desk.clock.instant());
        desk.loop.publishFirst(known);

        desk.loop.publishFirst(new RestateFacts("risk-management"));

        assertThat(desk.loop.delivered(Readiness.class)).containsExactly(known, known);
    }

    @Test
    void shouldLeaveAnOrderAloneThatStillWaitsToBeSent() throws InterruptedException {
        desk.step();
        desk.stepAfter(Duration.ofSeconds(11));
        desk.pass(Duration.ofSeconds(5));
        desk.wish(wish);
        int before = desk.broker.questions();
        desk.stepAfter(Duration.ofSeconds(6));
        assertThat(desk.broker.questions()).isEqualTo(before + 2);

        desk.loop.publishFirst(
                new VenueNews.OrderMissing(desk.order(wish).id(), "not known", true, Map.of()));

        assertThat(desk.status(wish)).isEqualTo(OrderStatus.INITIALIZED);
        desk.executor.sender.drain();
        assertThat(desk.status(wish)).isEqualTo(OrderStatus.ACCEPTED);
    }

    private BrokerOrder find(Order order) {
        return desk.broker.order(order.id());
    }
}
