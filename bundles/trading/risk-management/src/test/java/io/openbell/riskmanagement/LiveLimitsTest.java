package io.openbell.riskmanagement;

import static org.assertj.core.api.Assertions.assertThat;

import io.openbell.api.component.Health;
import io.openbell.api.order.IntentId;
import io.openbell.api.order.OrderIntent;
import io.openbell.api.order.OrderTerms;
import io.openbell.api.order.TimeInForce;
import io.openbell.api.risk.DenyReason;
import io.openbell.api.risk.Release;
import io.openbell.api.risk.RiskDecision;
import io.openbell.api.session.Session;
import io.openbell.api.session.TradingMode;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Side;
import io.openbell.kernel.order.OrderLedger;
import io.openbell.kernel.replay.DecisionBasis;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A configuration that changes while the process runs: B17 of the catalogue of bad inputs. */
class LiveLimitsTest {

    private final ManualClock clock = ManualClock.at("2025-01-15T15:00:00Z");
    private final DirectLoop loop = new DirectLoop(clock);
    private final FakePositionBook book = new FakePositionBook();
    private final FakeHaltLatch latch = new FakeHaltLatch(clock);
    private FakeLimitsInForce held = new FakeLimitsInForce();
    private final Map<String, Object> limits =
            new HashMap<>(Map.of("liveAllowedSymbols", "AAPL", "liveMaxOrderQuantity", "5"));
    private final Map<String, Object> breakers = new HashMap<>();
    private final Map<String, Object> protections = new HashMap<>();
    private TradingMode mode = TradingMode.LIVE;
    private RiskManagement risk = begin();
    private int wishes;

    private RiskManagement begin() {
        RiskManagement gate =
                new RiskManagement(
                        loop,
                        loop,
                        latch,
                        book,
                        new OrderLedger(100),
                        new Session(mode, Path.of("home"), "test", clock.instant(), false),
                        clock,
                        new BreakerSettings(BreakerSettingsTest.config(breakers)),
                        new ProtectionSettings(ProtectionSettingsTest.config(protections)),
                        held,
                        LimitsTest.config(limits));
        OpenMarket.state(loop, book, clock, "100000", mode == TradingMode.PAPER);
        return gate;
    }

    /** What SCR does when a configuration changes, whichever way it came. */
    private void change(Map<String, Object> file, String key, Object value) {
        file.put(key, value);
        risk.deactivate();
        risk = begin();
    }

    @AfterEach
    void stop() {
        risk.deactivate();
    }

    @Test
    void shouldKeepTheLimitInForceAndHaltWhenItIsLoosenedWhileTradingLive() {
        assertThat(buy(5)).isInstanceOf(RiskDecision.Approved.class);
        assertThat(denial(buy(6))).isEqualTo(DenyReason.MAX_ORDER_QTY);

        change(limits, "liveMaxOrderQuantity", "9");

        assertThat(denial(buy(6))).isEqualTo(DenyReason.MAX_ORDER_QTY);
        assertThat(latch.halt())
                .hasValueSatisfying(
                        halt -> {
                            assertThat(halt.source()).isEqualTo("risk-management");
                            assertThat(halt.reason())
                                    .isEqualTo(
                                            "limits loosened while trading live; put back, or stop"
                                                    + " and start on purpose: liveMaxOrderQuantity");
                            assertThat(halt.keepStops()).isTrue();
                        });
    }

    @Test
    void shouldLoosenInPaperAsItWasAskedTo() {
        mode = TradingMode.PAPER;
        limits.put("maxOrderQuantity", "5");
        held = new FakeLimitsInForce();
        risk.deactivate();
        risk = begin();
        assertThat(denial(buy(6))).isEqualTo(DenyReason.MAX_ORDER_QTY);

        change(limits, "maxOrderQuantity", "9");

        assertThat(buy(6)).isInstanceOf(RiskDecision.Approved.class);
        assertThat(latch.isLatched()).isFalse();
        assertThat(risk.health().status()).isEqualTo(Health.Status.OK);
    }

    @Test
    void shouldTightenWhileTradingLiveAndNotLoosenThatAgain() {
        change(limits, "liveMaxOrderQuantity", "4");

        assertThat(latch.isLatched()).isFalse();
        assertThat(denial(buy(5))).isEqualTo(DenyReason.MAX_ORDER_QTY);

        change(limits, "liveMaxOrderQuantity", "5");

        assertThat(denial(buy(5))).isEqualTo(DenyReason.MAX_ORDER_QTY);
        assertThat(latch.isLatched()).isTrue();
    }

    @Test
    void shouldTakeNothingOfAChangeThatTightensOneAndLoosensAnother() {
        limits.put("liveMaxOrderNotional", "USD 300");

        change(limits, "liveMaxOrderQuantity", "9");

        assertThat(buy(5)).isInstanceOf(RiskDecision.Approved.class);
        assertThat(denial(buy(6))).isEqualTo(DenyReason.MAX_ORDER_QTY);
    }

    @Test
    void shouldGoOnQuietlyOnceTheFileIsAsItWas() throws Exception {
        change(limits, "liveMaxOrderQuantity", "9");
        release();
        assertThat(risk.health().status()).isEqualTo(Health.Status.WARN);
        assertThat(risk.health().detail()).contains("put back liveMaxOrderQuantity");

        change(limits, "liveMaxOrderQuantity", "5");

        assertThat(latch.isLatched()).isFalse();
        assertThat(risk.health().status()).isEqualTo(Health.Status.OK);
        assertThat(buy(5)).isInstanceOf(RiskDecision.Approved.class);
    }

    @Test
    void shouldHaltAgainWhenItBeginsAgainWithTheSameFile() throws Exception {
        change(limits, "liveMaxOrderQuantity", "9");
        release();

        change(limits, "liveMaxOrderQuantity", "9");

        assertThat(latch.isLatched()).isTrue();
        assertThat(denial(buy(6))).isEqualTo(DenyReason.MAX_ORDER_QTY);
    }

    @Test
    void shouldTakeWhatIsConfiguredWhenTheProcessBegins() {
        limits.put("liveMaxOrderQuantity", "9");
        FakeLimitsInForce fresh = new FakeLimitsInForce();

        LimitsChoice choice = LimitsChoice.between(fresh, basisInForce());

        assertThat(choice.refused()).isEmpty();
        assertThat(fresh.latest()).contains(choice.basis());
    }

    @Test
    void shouldNotMindKeysOfOtherModes() {
        change(limits, "maxOrderQuantity", "10000");

        assertThat(latch.isLatched()).isFalse();
    }

    @Test
    void shouldHoldTheFilesOfBreakersAndProtectionsToTheSame() {
        breakers.put("dailyLossHaltPercent", 4.0);
        breakers.put("equityDisagreementPercent", 2.0);
        change(protections, "stoplossGuardTrades", 0);

        assertThat(latch.halt().orElseThrow().reason())
                .endsWith(
                        "purpose: dailyLossHaltPercent, equityDisagreementPercent,"
                                + " stoplossGuardTrades");
        assertThat(basisInForce().breakers().dailyLossHaltPercent()).isEqualTo(3);
        assertThat(basisInForce().protections().stoplossGuard().trades()).isEqualTo(4);
    }

    @Test
    void shouldSayOldAndNewValueOfEachKeyOnce() {
        DecisionBasis.Gate before = basisInForce();
        breakers.put("equityDisagreementPercent", 2.0);
        limits.put("liveAllowedSymbols", "AAPL,MSFT");
        limits.put("duplicateWindowSeconds", 0);

        LimitsChoice choice = LimitsChoice.between(held, configured());

        assertThat(choice.basis()).isEqualTo(before);
        assertThat(choice.lines())
                .containsExactly(
                        "openbell.risk-management.cfg: liveAllowedSymbols in force=[AAPL]"
                                + " refused=[AAPL,MSFT]",
                        "openbell.risk-management.cfg: duplicateWindowSeconds in force=10 s"
                                + " refused=0 s",
                        "openbell.breakers.cfg: equityDisagreementPercent in force=0.5"
                                + " refused=2.0");
    }

    @Test
    void shouldLeaveRoomForWhatToDoWhenManyAreLoosened() {
        limits.put("liveMaxPositionNotionalPercent", 25.0);
        limits.put("liveMaxGrossPercent", 200.0);
        limits.put("liveMaxNetPercent", 200.0);
        limits.put("liveMaxStrategyPercent", 50.0);
        limits.put("liveMaxSectorPercent", 50.0);
        limits.put("liveMaxOrdersPerMinutePerSymbolInAll", 60);

        String reason = LimitsChoice.between(held, configured()).reason();

        assertThat(reason.length()).isLessThanOrEqualTo(200);
        assertThat(reason)
                .contains("put back, or stop and start", "liveMaxPositionNotionalPercent")
                .endsWith(" and others");
    }

    private DecisionBasis.Gate configured() {
        BreakerSettings figures = new BreakerSettings(BreakerSettingsTest.config(breakers));
        return new ProtectionSettings(ProtectionSettingsTest.config(protections))
                .basis(
                        mode,
                        Limits.of(LimitsTest.config(limits), figures.limits(), mode),
                        Limits.capped(figures.limits(), mode));
    }

    private DecisionBasis.Gate basisInForce() {
        return (DecisionBasis.Gate) held.latest().orElseThrow();
    }

    private void release() throws Exception {
        latch.release(new Release("operator", "a test", "", clock.instant(), List.of()));
    }

    private RiskDecision buy(int shares) {
        clock.advance(Duration.ofMillis(1));
        wishes++;
        OrderIntent intent =
                new OrderIntent(
                        new IntentId("wish-" + wishes),
                        "operator",
                        OpenMarket.AAPL,
                        Side.BUY,
                        Quantity.of(shares),
                        new OrderTerms.Market(),
                        TimeInForce.DAY,
                        "a test",
                        clock.instant());
        return risk.review(intent, List.of(), true, clock.instant());
    }

    private static DenyReason denial(RiskDecision decision) {
        assertThat(decision).isInstanceOf(RiskDecision.Denied.class);
        return ((RiskDecision.Denied) decision).reason();
    }
}
