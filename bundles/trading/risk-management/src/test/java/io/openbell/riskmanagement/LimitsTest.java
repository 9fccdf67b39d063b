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
        assertThat(Limits.of(TradingMode.PAPER, config(Map.of()))).isEqualTo(RiskLimits.paper());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "much", "-1", "0", "USD -5", "NaN", "1e400"})
    void shouldRefuseALargestOrderThatMakesNoSense(String text) {
        assertThatThrownBy(
                        () ->
                                Limits.of(
                                        TradingMode.PAPER,
                                        config(Map.of("maxOrderNotional", text))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("openbell.risk-management.cfg")
                .hasMessageContaining("maxOrderNotional = " + text)
                .hasMessageContaining("USD 5000");
    }

    /** The annotation's defaults, but for these. */
    private static RiskLimitsConfig config(Map<String, Object> values) {
        return (RiskLimitsConfig)
                Proxy.newProxyInstance(
                        LimitsTest.class.getClassLoader(),
                        new Class<?>[] {RiskLimitsConfig.class},
                        (proxy, method, arguments) ->
                                values.getOrDefault(method.getName(), method.getDefaultValue()));
    }
}
