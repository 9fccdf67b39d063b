package io.openbell.positionmanager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openbell.api.broker.BrokerException;
import io.openbell.api.broker.BrokerPosition;
import io.openbell.api.component.Health;
import io.openbell.api.component.Readiness;
import io.openbell.api.engine.AccountAdopted;
import io.openbell.api.engine.Reconciliation;
import io.openbell.api.engine.Stage;
import io.openbell.api.market.Quote;
import io.openbell.api.order.OrderEvent.OrderFilled;
import io.openbell.api.order.OrderId;
import io.openbell.api.value.Money;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Side;
import io.openbell.api.value.Symbol;
import io.openbell.testkit.DirectLoop;
import io.openbell.testkit.FakeBroker;
import io.openbell.testkit.FakeHaltLatch;
import io.openbell.testkit.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PositionManagerTest {

    private static final Symbol KO = Symbol.of("KO");

    private final ManualClock clock = ManualClock.at("2025-01-15T14:30:00Z");
    private final DirectLoop loop = new DirectLoop(clock);
    private final StubOrderBook orders = new StubOrderBook();
    private final FakeBroker broker = new FakeBroker(clock);
    private final FakeHaltLatch latch = new FakeHaltLatch(clock);
    private final List<PositionManager> started = new ArrayList<>();
    private final PositionManager manager = start();
    private int saidBefore;

    @AfterEach
    void stop() {
        started.forEach(PositionManager::deactivate);
    }

    private PositionManager start() {
        PositionManager starting = Managers.start(orders, loop, clock, latch, broker);
        started.add(starting);
        return starting;
    }

    @Test
    void shouldKnowPositionsCashAndProfitFromTheFills() {
        adopt("1000");
        fill("cross", Side.BUY, "10", "60");
        fill("pairs", Side.SELL, "4", "62");

        assertThat(manager.quantity(KO)).isEqualTo(Quantity.of(6));
        assertThat(manager.quantity("pairs", KO)).isEqualTo(Quantity.of(-4));
        assertThat(manager.bySource()).containsOnlyKeys("cross", "pairs");
        assertThat(manager.cash()).isEqualTo(Money.parse("648"));
        assertThat(manager.positions().get(0).realized()).isEqualTo(Money.parse("8"));
        assertThat(manager.equity()).isEqualTo(Money.parse("1020"));
        assertThat(manager.profit()).isEqualTo(Money.parse("20"));
    }

    @Test
    void shouldRebuildTheSameStateFromTheJournalAfterARestart() {
        adopt("1000", new BrokerPosition(KO, Quantity.of(5), Price.parse("59")));
        fill("cross", Side.BUY, "10", "60");
        fill("cross", Side.SELL, "3", "61");

        PositionManager restarted = start();

        assertThat(restarted.positions()).isEqualTo(manager.positions());
        assertThat(restarted.bySource()).isEqualTo(manager.bySource());
        assertThat(restarted.cash()).isEqualTo(manager.cash());
        assertThat(restarted.health().isReady()).isTrue();
    }

    @Test
    void shouldValuePositionsAtTheMiddleOfTheQuote() {
        adopt("1000");
        fill("cross", Side.BUY, "10", "60");
        clock.advance(Duration.ofMillis(100));

        quote("61.00", "61.02");

        assertThat(manager.positions().get(0).mark()).isEqualTo(Price.parse("61.01"));
        assertThat(manager.profit()).isEqualTo(Money.parse("10.1"));
    }

    @Test
    void shouldNotValueAnythingAtACrossedOneSidedOrAbsurdlyWideQuote() {
        adopt("1000");
        fill("cross", Side.BUY, "10", "60");
        clock.advance(Duration.ofSeconds(1));

        quote("0", "70");
        quote("71", "70");
        quote("0.01", "199999.99");

        assertThat(manager.profit()).isEqualTo(Money.ZERO);
    }

    @Test
    void shouldTakeSnapshotsForOthersNoMoreOftenThanConfigured() {
        adopt("1000");
        fill("cross", Side.BUY, "10", "60");
        quote("61.00", "61.00001");
        assertThat(manager.profit()).isEqualTo(Money.ZERO);

        clock.advance(Duration.ofMillis(100));
        quote("62.00", "62.00002");
        assertThat(manager.profit()).isEqualTo(Money.parse("20.0001"));
    }

    @Test
    void shouldShowThePresentStateToWhoeverAsksOnTheLoop() {
        adopt("1000");
        fill("cross", Side.BUY, "10", "60");
        List<Money> profits = new ArrayList<>();
        loop.subscribe(
                "risk", Stage.RISK, false, (sequence, now, event) -> profits.add(manager.profit()));

        quote("61.00", "61.02");
        quote("62.00", "62.02");

        assertThat(profits).containsExactly(Money.parse("10.1"), Money.parse("20.1"));
    }

    @Test
    void shouldNotBeReadyBeforeAnAccountWasAdopted() {
        assertThat(manager.health().status()).isEqualTo(Health.Status.TEMPORARILY_UNAVAILABLE);
        assertThat(manager.compareWithVenue()).isFalse();

        adopt("1000");

        assertThat(manager.health().status()).isEqualTo(Health.Status.OK);
    }

    @Test
    void shouldBeCriticalWhenAFillCannotBeCounted() {
        adopt("1000");
        fill("cross", Side.BUY, "9000000000", "1");

        assertThatThrownBy(() -> fill("cross", Side.BUY, "9000000000", "0.01"))
                .isInstanceOf(ArithmeticException.class);

        assertThat(manager.health().status()).isEqualTo(Health.Status.CRITICAL);
        assertThat(manager.health().detail()).contains("could not take").contains("KO");
    }

    @Test
    void shouldWithdrawReconciliationOnceADisagreementStands() {
        disagree();

        manager.compareWithVenue();
        assertThat(said()).isEmpty();
        assertThat(manager.compareWithVenue()).isTrue();

        assertThat(loop.delivered(Reconciliation.class))
                .last()
                .isEqualTo(
                        new Reconciliation(
                                false,
                                "positions disagree: KO ours=10 venue=12 unexplained=2",
                                clock.instant()));
        assertThat(said()).containsExactly(false);
        assertThat(manager.health().status()).isEqualTo(Health.Status.WARN);
        assertThat(manager.health().detail()).contains("KO ours=10 venue=12 unexplained=2");
    }

    @Test
    void shouldRepeatItsDisagreementWheneverTheExecutorSaysReconciled() {
        disagree();
        manager.compareWithVenue();
        manager.compareWithVenue();

        loop.publishFirst(executorSays(true));

        assertThat(said()).containsExactly(false, true, false);
    }

    @Test
    void shouldGiveReconciliationBackOnceTheVenueAgrees() {
        loop.publishFirst(executorSays(true));
        disagree();
        manager.compareWithVenue();
        manager.compareWithVenue();

        broker.setPosition("KO", "10", "60");
        manager.compareWithVenue();
        loop.publishFirst(executorSays(true));

        assertThat(said()).containsExactly(false, true, true);
        assertThat(manager.health().status()).isEqualTo(Health.Status.OK);
    }

    @Test
    void shouldNotSayReconciledWhileTheExecutorDoesNot() {
        loop.publishFirst(executorSays(true));
        disagree();
        manager.compareWithVenue();
        manager.compareWithVenue();
        loop.publishFirst(executorSays(false));

        broker.setPosition("KO", "10", "60");
        manager.compareWithVenue();

        assertThat(said()).containsExactly(false, false);
    }

    @Test
    void shouldNeverSpeakOfReconciliationWhileAllAgrees() {
        adopt("1000");
        fill("cross", Side.BUY, "10", "60");
        agree();

        manager.compareWithVenue();
        manager.compareWithVenue();
        loop.publishFirst(new Readiness(List.of(), clock.instant()));

        assertThat(said()).isEmpty();
        assertThat(manager.health().detail()).contains("compared with the venue 0 s ago");
    }

    @Test
    void shouldNotTakeForADifferenceWhatAnOpenOrderExplains() {
        disagree();
        orders.openOrder("KO", 2, clock.instant());
        assertThat(manager.compareWithVenue()).isTrue();
        manager.compareWithVenue();
        manager.compareWithVenue();
        assertThat(manager.health().status()).isEqualTo(Health.Status.OK);

        orders.closeOrders();
        manager.compareWithVenue();
        manager.compareWithVenue();

        assertThat(manager.health().status()).isEqualTo(Health.Status.WARN);
    }

    @Test
    void shouldNotTakeForADifferenceWhatAnOrderExplainsThatCameUpWhileTheVenueWasAsked() {
        disagree();
        manager.compareWithVenue();

        orders.openOrderAfterNextLook("KO");
        manager.compareWithVenue();

        assertThat(manager.health().status()).isEqualTo(Health.Status.OK);
    }

    @Test
    void shouldRepeatTheExecutorsDoubtWhenItsOwnAgreementComesAfterIt() {
        loop.publishFirst(executorSays(true));
        disagree();
        manager.compareWithVenue();
        manager.compareWithVenue();
        broker.setPosition("KO", "10", "60");
        manager.compareWithVenue();
        List<Reconciliation> stated = loop.delivered(Reconciliation.class);
        Reconciliation agreement = stated.get(stated.size() - 1);

        loop.publishFirst(executorSays(false));
        loop.publishFirst(agreement);

        assertThat(said()).containsExactly(false, true, false, true, false);
    }

    @Test
    void shouldNotCompareWhileTheVenueIsOutOfReach() {
        adopt("1000");

        broker.disconnect();
        assertThat(manager.compareWithVenue()).isFalse();
        assertThat(manager.health().detail()).contains("the venue is not connected");

        broker.connect();
        broker.failQuestions(new BrokerException("GET /v2/positions: 503", 503));
        assertThat(manager.compareWithVenue()).isFalse();
        assertThat(manager.health().detail()).contains("503");

        broker.failQuestions(null);
        assertThat(manager.compareWithVenue()).isTrue();
        assertThat(manager.health().detail()).doesNotContain("not compared");
    }

    @Test
    void shouldNotCompareWithoutABroker() {
        adopt("1000");
        manager.broker = null;

        assertThat(manager.compareWithVenue()).isFalse();
        assertThat(manager.health().isReady()).isTrue();
    }

    /** After a start at which all agreed. */
    private void disagree() {
        adopt("1000");
        fill("cross", Side.BUY, "10", "60");
        agree();
        broker.setPosition("KO", "12", "60");
    }

    private void agree() {
        broker.setPosition("KO", "10", "60");
        assertThat(manager.compareWithVenue()).isTrue();
        saidBefore = loop.delivered(Reconciliation.class).size();
    }

    /** What was said of reconciliation since the start was over. */
    private List<Boolean> said() {
        return loop.delivered(Reconciliation.class).stream()
                .skip(saidBefore)
                .map(Reconciliation::reconciled)
                .toList();
    }

    private Reconciliation executorSays(boolean reconciled) {
        return new Reconciliation(reconciled, reconciled ? "" : "stream lost", clock.instant());
    }

    private void adopt(String cash, BrokerPosition... positions) {
        loop.append(
                new AccountAdopted("PA1", Money.parse(cash), List.of(positions), clock.instant()));
    }

    private void fill(String source, Side side, String shares, String price) {
        loop.append(
                new OrderFilled(
                        new OrderId("o-1"),
                        "e-1",
                        source,
                        KO,
                        side,
                        Price.parse(price),
                        Quantity.parse(shares),
                        Money.ZERO,
                        clock.instant()));
    }

    private void quote(String bid, String ask) {
        loop.publish(
                new Quote(
                        KO,
                        Price.parse(bid),
                        Quantity.of(100),
                        Price.parse(ask),
                        Quantity.of(100),
                        clock.instant()));
    }
}
