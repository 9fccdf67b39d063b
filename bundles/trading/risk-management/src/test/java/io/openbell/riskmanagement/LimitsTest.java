package io.openbell.riskmanagement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openbell.api.session.TradingMode;
import io.openbell.kernel.risk.RiskLimits;
import java.lang.reflect.Proxy;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LimitsTest {

    @Test
    void shouldTakeTheKernelsPaperLimitsByDefault() {
        assertThat(Limits.of(config(Map.of()), TradingMode.PAPER)).isEqualTo(RiskLimits.paper());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "much", "-1", "0", "USD -5", "NaN", "1e400", "100000001"})
    void shouldRefuseALargestOrderThatMakesNoSense(String text) {
        assertThatThrownBy(
                        () ->
                                Limits.of(
                                        config(Map.of("maxOrderNotional", text)),
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
                                        TradingMode.PAPER))
                .hasMessage(
                        "openbell.risk-management.cfg: collarPercent = NaN: not allowed; allowed 0.01 to 50; set collarPercent within that");
        assertThatThrownBy(
                        () -> Limits.of(config(Map.of("maxOrdersPerMinute", 0)), TradingMode.PAPER))
                .hasMessageContaining("maxOrdersPerMinute = 0")
                .hasMessageContaining("1 to 10000");
        assertThatThrownBy(
                        () ->
                                Limits.of(
                                        config(Map.of("maxOrderQuantity", "ten")),
                                        TradingMode.PAPER))
                .hasMessageContaining("maxOrderQuantity = ten");
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
