package io.openbell.riskmanagement;

import static org.assertj.core.api.Assertions.assertThat;

import io.openbell.api.broker.BrokerAccount;
import io.openbell.api.component.DiskSpace;
import io.openbell.api.component.Health;
import io.openbell.api.component.RestateFacts;
import io.openbell.api.engine.Stage;
import io.openbell.api.engine.TimerTick;
import io.openbell.api.order.IntentId;
import io.openbell.api.order.OrderIntent;
import io.openbell.api.order.OrderTerms;
import io.openbell.api.order.TimeInForce;
import io.openbell.api.risk.DenyReason;
import io.openbell.api.risk.GateState;
import io.openbell.api.risk.HaltTrading;
import io.openbell.api.risk.ResumeTrading;
import io.openbell.api.risk.RiskDecision;
import io.openbell.api.risk.SourceRegistered;
import io.openbell.api.session.Session;
import io.openbell.api.session.TradingMode;
import io.openbell.api.value.Money;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Side;
import io.openbell.api.value.Symbol;
import io.openbell.api.view.RiskBoard;
import io.openbell.kernel.order.OrderLedger;
import io.openbell.testkit.DirectLoop;
import io.openbell.testkit.FakeHaltLatch;
import io.openbell.testkit.FakeLimitsInForce;
import io.openbell.testkit.FakePositionBook;
import io.openbell.testkit.ManualClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
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
    private final FakeHaltLatch latch = new FakeHaltLatch(clock);
    private final Map<String, Object> protections = new HashMap<>();
    private RiskManagement risk = start();

    private RiskManagement start() {
        return new RiskManagement(
                loop,
                loop,
                latch,
                book,
                new OrderLedger(100),
                session,
                clock,
                new BreakerSettings(BreakerSettingsTest.config(Map.of())),
                new ProtectionSettings(ProtectionSettingsTest.config(protections)),
                new FakeLimitsInForce(),
                LimitsTest.config(Map.of()));
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
    void shouldHaltAtOnceWhenTheLoopIsStuckAndLatchIt() {
        stateEverything();

        loop.stall("ai-hft-system", 5_100, true);

        assertThat(risk.state()).isEqualTo(GateState.HALTED);
        assertThat(risk.detail()).contains("ai-hft-system");
        assertThat(latch.halt()).isPresent();
        assertThat(latch.halt().orElseThrow().keepStops()).isTrue();
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

    @Test
    void shouldLatchWhatABreakerHalts() {
        stateEverything();

        loop.publishFirst(new DiskSpace(99, clock.instant()));

        assertThat(latch.halt())
                .hasValueSatisfying(
                        halt -> {
                            assertThat(halt.source()).isEqualTo("disk");
                            assertThat(halt.reason()).isEqualTo("freeMegabytes=99 min=100");
                            assertThat(halt.keepStops()).isTrue();
                        });
    }

    @Test
    void shouldLetReductionsOnlyThroughWhileABreakerSuspendsEntries() {
        stateEverything();

        loop.publishFirst(new DiskSpace(499, clock.instant()));
        assertThat(risk.state()).isEqualTo(GateState.REDUCE_ONLY);
        assertThat(risk.detail()).isEqualTo("disk: freeMegabytes=499 min=500");
        assertThat(denial(wish("1"))).isEqualTo(DenyReason.GATE_NOT_OPEN);
        loop.publishFirst(new DiskSpace(500, clock.instant()));

        assertThat(risk.state()).isEqualTo(GateState.ACTIVE);
    }

    @Test
    void shouldNotForgetTheLossOfTheDayOverARestart() {
        book.cash("100000");
        stateEverything();
        book.cash("98500");
        account("98500");

        risk.deactivate();
        risk = start();
        stateEverything("98000");
        book.cash("98000");
        account("98000");

        assertThat(risk.detail()).contains("daily-loss: percent=2.00 max=2.0");
    }

    @Test
    void shouldShowEachLimitWithItsUseOnceASecond() {
        stateEverything();
        book.hold("AAPL", "50", "100");

        loop.publishFirst(new TimerTick(clock.instant()));

        RiskBoard.Snapshot snapshot = risk.snapshot();
        assertThat(snapshot.state()).isEqualTo(GateState.ACTIVE);
        assertThat(snapshot.at()).isEqualTo(clock.instant());
        assertThat(snapshot.lines())
                .filteredOn(line -> line.name().equals("position-notional"))
                .singleElement()
                .satisfies(
                        line -> {
                            assertThat(line.scope()).isEqualTo("AAPL");
                            assertThat(line.use()).isEqualTo(5);
                            assertThat(line.distance()).isEqualTo(5);
                            assertThat(line.usedPercent()).isEqualTo(50);
                        });
        assertThat(snapshot.lines())
                .extracting(RiskBoard.Line::name)
                .contains("gross-exposure", "daily-loss", "drawdown", "disk", "stream-gap");
    }

    @Test
    void shouldLetTheProtectionAloneWishForTheStopOfAStoppedSource() {
        protections.put("protectiveStop", "place");
        risk.deactivate();
        risk = start();
        stateEverything();
        book.hold("AAPL", "10", "100");
        loop.publishFirst(new SourceRegistered(FakePositionBook.SOURCE, false));
        loop.publishFirst(new TimerTick(clock.instant()));
        OrderIntent stop = loop.delivered(OrderIntent.class).get(0);
        OrderIntent forged =
                new OrderIntent(
                        new IntentId("protection-1"),
                        stop.source(),
                        stop.symbol(),
                        stop.side(),
                        stop.quantity(),
                        stop.terms(),
                        stop.timeInForce(),
                        "not by the protection",
                        clock.instant());

        assertThat(denial(forged)).isEqualTo(DenyReason.SOURCE_NOT_ALLOWED);
        assertThat(risk.review(stop, List.of(), true, clock.instant()))
                .isInstanceOf(RiskDecision.Approved.class);
    }

    private void account(String equity) {
        Money amount = Money.parse(equity);
        loop.publishFirst(
                new BrokerAccount(
                        "PA1", amount, amount, amount, amount, true, "", clock.instant()));
    }

    private DenyReason denial(OrderIntent intent) {
        RiskDecision decision = risk.review(intent, List.of(), true, clock.instant());
        assertThat(decision).isInstanceOf(RiskDecision.Denied.class);
        return ((RiskDecision.Denied) decision).reason();
    }

    private void stateEverything() {
        stateEverything("100000");
    }

    private void stateEverything(String amount) {
        OpenMarket.state(loop, book, clock, amount, true);
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
