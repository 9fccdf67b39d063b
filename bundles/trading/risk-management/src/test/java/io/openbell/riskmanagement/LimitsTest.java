package io.openbell.riskmanagement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openbell.api.component.ConfigurationProblem;
import io.openbell.api.session.TradingMode;
import io.openbell.api.value.Symbol;
import io.openbell.kernel.breaker.BreakerLimits;
import io.openbell.kernel.risk.InstrumentLimits;
import io.openbell.kernel.risk.RiskLimits;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LimitsTest {

    private static final BreakerLimits BREAKERS = BreakerLimits.standard();

    @Test
    void shouldTakeTheKernelsPaperLimitsByDefault() {
        assertThat(Limits.of(config(Map.of()), BREAKERS, TradingMode.PAPER))
                .isEqualTo(RiskLimits.paper());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "much", "-1", "0", "USD -5", "NaN", "1e400", "100000001"})
    void shouldRefuseALargestOrderThatMakesNoSense(String text) {
        assertThatThrownBy(
                        () ->
                                Limits.of(
                                        config(Map.of("maxOrderNotional", text)),
                                        BREAKERS,
                                        TradingMode.PAPER))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("openbell.risk-management.cfg: maxOrderNotional = " + text)
                .hasMessageContaining("above USD 0 and at most USD 100000000");
    }

    @Test
    void shouldNameKeyValueAndRangeOfANumberOutOfRange() {
        assertThatThrownBy(
                        () ->
                                Limits.of(
                                        config(Map.of("collarPercent", Double.NaN)),
                                        BREAKERS,
                                        TradingMode.PAPER))
                .hasMessage(
                        "openbell.risk-management.cfg: collarPercent = NaN: not allowed; allowed 0.01 to 50; set collarPercent within that");
        assertThatThrownBy(
                        () ->
                                Limits.of(
                                        config(Map.of("maxOrdersPerMinute", 0)),
                                        BREAKERS,
                                        TradingMode.PAPER))
                .hasMessageContaining("maxOrdersPerMinute = 0")
                .hasMessageContaining("1 to 10000");
        assertThatThrownBy(
                        () ->
                                Limits.of(
                                        config(Map.of("maxOrderQuantity", "ten")),
                                        BREAKERS,
                                        TradingMode.PAPER))
                .hasMessageContaining("maxOrderQuantity = ten");
    }

    @Test
    void shouldTakeTheLiveKeysInLiveModeOnly() {
        RiskConfig config =
                config(
                        Map.of(
                                "liveMaxOrderNotional", "USD 750",
                                "liveAllowedSymbols", "AAPL, MSFT",
                                "liveMaxOrdersPerDay", 99));

        RiskLimits live = Limits.of(config, BREAKERS, TradingMode.LIVE);
        RiskLimits paper = Limits.of(config, BREAKERS, TradingMode.PAPER);

        assertThat(live.maxOrderNotional()).hasToString("750.00");
        assertThat(live.allowShort()).isFalse();
        assertThat(live.pace().maxOrdersPerDay()).isEqualTo(99);
        assertThat(live.instruments().allowed())
                .containsExactlyInAnyOrder(Symbol.of("AAPL"), Symbol.of("MSFT"));
        assertThat(paper.maxOrderNotional()).hasToString("5000.00");
        assertThat(paper.instruments().allowList()).isFalse();
    }

    @Test
    void shouldNotLetTheBreakersPassTheCeilingsOfLiveTrading() {
        BreakerLimits wide =
                new BreakerLimits(
                        20,
                        30,
                        20,
                        30,
                        0.5,
                        3,
                        BREAKERS.symbolFreeze(),
                        10,
                        2,
                        3,
                        BREAKERS.maxClockOffset(),
                        500,
                        100,
                        30,
                        BREAKERS.errorPause());

        BreakerLimits live = Limits.capped(wide, TradingMode.LIVE);

        assertThat(live.dailyLossReducePercent()).isEqualTo(5);
        assertThat(live.dailyLossHaltPercent()).isEqualTo(10);
        assertThat(live.drawdownReducePercent()).isEqualTo(5);
        assertThat(live.drawdownHaltPercent()).isEqualTo(10);
        assertThat(Limits.capped(wide, TradingMode.PAPER)).isEqualTo(wide);
        assertThat(Limits.capped(BREAKERS, TradingMode.LIVE)).isEqualTo(BREAKERS);
    }

    @Test
    void shouldAllowNoSymbolInLiveModeUntilSomeAreNamed() {
        InstrumentLimits live =
                Limits.of(config(Map.of()), BREAKERS, TradingMode.LIVE).instruments();

        assertThat(live.allowList()).isTrue();
        assertThat(live.allowed()).isEmpty();
    }

    @Test
    void shouldRefuseALiveLimitAboveItsCeilingThatPaperWouldTake() {
        assertThat(problems(Map.of("maxGrossPercent", 300.0))).isEmpty();
        assertThat(problems(Map.of("liveMaxGrossPercent", 200.1)))
                .singleElement()
                .satisfies(
                        problem -> {
                            assertThat(problem.key()).isEqualTo("liveMaxGrossPercent");
                            assertThat(problem.allowed()).isEqualTo("0.01 to 200");
                        });
        assertThat(problems(Map.of("liveMaxOrderNotional", "USD 100000.01"))).hasSize(1);
    }

    @Test
    void shouldRefuseKeysThatContradictEachOther() {
        assertThat(problems(Map.of("requestsReservedForCancels", 150)))
                .extracting(ConfigurationProblem::key)
                .containsExactly("requestsReservedForCancels");
    }

    @ParameterizedTest
    @ValueSource(strings = {"AAPL", "AAPL:", ":it", "AAPL:it,AAPL:energy", "aapl:it"})
    void shouldRefuseSectorsThatMakeNoSense(String text) {
        assertThat(problems(Map.of("sectors", text)))
                .extracting(ConfigurationProblem::key)
                .containsExactly("sectors");
    }

    private static List<ConfigurationProblem> problems(Map<String, Object> values) {
        return new LimitsCheck().problems(config(values));
    }

    /** The annotation's defaults, but for these. */
    static RiskConfig config(Map<String, Object> values) {
        return (RiskConfig)
                Proxy.newProxyInstance(
                        LimitsTest.class.getClassLoader(),
                        new Class<?>[] {RiskConfig.class},
                        (proxy, method, arguments) ->
                                values.getOrDefault(method.getName(), method.getDefaultValue()));
    }
}
