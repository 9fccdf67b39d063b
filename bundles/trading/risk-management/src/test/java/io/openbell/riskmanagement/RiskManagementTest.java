package io.openbell.riskmanagement;

import static org.assertj.core.api.Assertions.assertThat;

import io.openbell.api.broker.BrokerAccount;
import io.openbell.api.broker.BrokerStatus;
import io.openbell.api.component.Health;
import io.openbell.api.component.Readiness;
import io.openbell.api.component.RestateFacts;
import io.openbell.api.engine.AccountAdopted;
import io.openbell.api.engine.Reconciliation;
import io.openbell.api.engine.Stage;
import io.openbell.api.market.Quote;
import io.openbell.api.order.IntentId;
import io.openbell.api.order.OrderIntent;
import io.openbell.api.order.OrderTerms;
import io.openbell.api.order.TimeInForce;
import io.openbell.api.risk.DenyReason;
import io.openbell.api.risk.GateState;
import io.openbell.api.risk.HaltTrading;
import io.openbell.api.risk.ResumeTrading;
import io.openbell.api.risk.RiskDecision;
import io.openbell.api.session.Session;
import io.openbell.api.session.TradingMode;
import io.openbell.api.value.Money;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Side;
import io.openbell.api.value.Symbol;
import io.openbell.testkit.DirectLoop;
import io.openbell.testkit.FakePositionBook;
import io.openbell.testkit.ManualClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RiskManagementTest {

    private static final Symbol AAPL = Symbol.of("AAPL");

    private final ManualClock clock = ManualClock.at("2025-01-15T14:30:00Z");
    private final DirectLoop loop = new DirectLoop(clock);
    private final Session session =
            new Session(TradingMode.PAPER, Path.of("home"), "test", clock.instant(), false);
    private final FakePositionBook book = new FakePositionBook();
    private RiskManagement risk = start();

    private RiskManagement start() {
        return new RiskManagement(loop, loop, book, session, clock, LimitsTest.config(Map.of()));
    }

    @Test
    void shouldBeClosedUntilEverythingItNeedsWasStated() {
        assertThat(risk.state()).isEqualTo(GateState.HALTED);
        assertThat(denial(wish("1"))).isIn(List.of(DenyReason.values()));

        stateEverything();

        assertThat(risk.state()).isEqualTo(GateState.ACTIVE);
        assertThat(risk.review(wish("2"), List.of(), true, clock.instant()))
                .isInstanceOf(RiskDecision.Approved.class);
    }

    @Test
    void shouldAskForTheFactsItMissedWhenItJoins() {
        assertThat(loop.delivered(RestateFacts.class))
                .containsExactly(new RestateFacts("risk-management"));
    }

    @Test
    void shouldOpenAtOnceAfterARestartWhenTheFactsAreStatedAgain() {
        stateEverything();
        loop.subscribe(
                "order-executor",
                Stage.ORDERS,
                false,
                (sequence, now, event) -> {
                    if (event instanceof RestateFacts) {
                        stateEverything();
                    }
                });

        risk.deactivate();
        risk = start();

        assertThat(risk.state()).isEqualTo(GateState.ACTIVE);
    }

    @Test
    void shouldDenyAnOrderBasedOnAStaleQuote() {
        stateEverything();

        clock.advance(Duration.ofSeconds(6));

        assertThat(denial(wish("1"))).isEqualTo(DenyReason.QUOTE_STALE);
    }

    @Test
    void shouldHaltAtOnceWhenTheLoopIsStuckAndKeepTheHaltInTheJournal() {
        stateEverything();

        loop.stall("ai-hft-system", 5_100, true);

        assertThat(risk.state()).isEqualTo(GateState.HALTED);
        assertThat(risk.detail()).contains("ai-hft-system");
        assertThat(loop.journaled()).anyMatch(HaltTrading.class::isInstance);
        assertThat(denial(wish("1"))).isEqualTo(DenyReason.GATE_NOT_OPEN);
    }

    @Test
    void shouldIgnoreAStallThatIsOnlyOverItsBudget() {
        stateEverything();

        loop.stall("ai-hft-system", 1_100, false);

        assertThat(risk.state()).isEqualTo(GateState.ACTIVE);
    }

    @Test
    void shouldStayHaltedOverARestartUntilAnOperatorResumes() {
        loop.append(new HaltTrading("test", "a reason", clock.instant()));
        risk.deactivate();
        risk = start();
        stateEverything();

        assertThat(risk.state()).isEqualTo(GateState.HALTED);
        assertThat(risk.health().status()).isEqualTo(Health.Status.WARN);
        assertThat(denial(wish("1"))).isEqualTo(DenyReason.LATCHED_HALT);

        loop.append(new ResumeTrading("operator", "found it", clock.instant()));

        assertThat(risk.state()).isEqualTo(GateState.ACTIVE);
    }

    @Test
    void shouldAlarmNobodyWhileTheFactsThatOpenItAreComing() {
        assertThat(risk.health().status()).isEqualTo(Health.Status.OK);
        assertThat(risk.health().detail()).startsWith("Gate will open: waits for reconciliation");

        clock.advance(Duration.ofSeconds(30));

        assertThat(risk.health().status()).isEqualTo(Health.Status.WARN);
        assertThat(risk.health().detail()).startsWith("Gate is HALTED: waits for reconciliation");
    }

    @Test
    void shouldWarnAtOnceWhenSomebodyHaltedIt() {
        loop.append(new HaltTrading("operator", "looks odd", clock.instant()));

        assertThat(risk.health().status()).isEqualTo(Health.Status.WARN);
        assertThat(risk.health().detail()).contains("halted by operator: looks odd");
    }

    @Test
    void shouldHearNothingAfterItWasDeactivated() {
        stateEverything();
        risk.deactivate();

        loop.stall("ai-hft-system", 6_000, true);

        assertThat(risk.state()).isEqualTo(GateState.ACTIVE);
    }

    private DenyReason denial(OrderIntent intent) {
        RiskDecision decision = risk.review(intent, List.of(), true, clock.instant());
        assertThat(decision).isInstanceOf(RiskDecision.Denied.class);
        return ((RiskDecision.Denied) decision).reason();
    }

    private void stateEverything() {
        Money equity = Money.parse("100000");
        loop.append(new AccountAdopted("PA1", equity, List.of(), clock.instant()));
        loop.publishFirst(new BrokerStatus(true, "built-in exchange", true, "", clock.instant()));
        loop.publishFirst(
                new BrokerAccount(
                        "PA1", equity, equity, equity, equity, true, "", clock.instant()));
        loop.publishFirst(new Readiness(List.of(), clock.instant()));
        loop.publishFirst(new Reconciliation(true, "", clock.instant()));
        loop.publish(
                new Quote(
                        AAPL,
                        Price.parse("99.99"),
                        Quantity.of(100),
                        Price.parse("100.01"),
                        Quantity.of(100),
                        clock.instant()));
    }

    private OrderIntent wish(String id) {
        return new OrderIntent(
                new IntentId(id),
                "operator",
                AAPL,
                Side.BUY,
                Quantity.of(10),
                new OrderTerms.Market(),
                TimeInForce.DAY,
                "a test",
                clock.instant());
    }
}
