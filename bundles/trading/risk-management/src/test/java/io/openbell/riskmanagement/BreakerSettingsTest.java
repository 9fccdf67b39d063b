package io.openbell.riskmanagement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openbell.kernel.breaker.BreakerLimits;
import java.lang.reflect.Proxy;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BreakerSettingsTest {

    @Test
    void shouldTakeTheKernelsFiguresByDefault() {
        assertThat(new BreakerSettings(config(Map.of())).limits())
                .isEqualTo(BreakerLimits.standard());
    }

    @Test
    void shouldRefuseAHaltThatIsNotBeyondItsSuspension() {
        assertThatThrownBy(
                        () ->
                                new BreakerSettings(
                                        config(
                                                Map.of(
                                                        "dailyLossHaltPercent",
                                                        2.0,
                                                        "drawdownHaltPercent",
                                                        Double.NaN,
                                                        "diskReduceMegabytes",
                                                        50L))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(
                        "openbell.breakers.cfg: dailyLossHaltPercent = 2.0: not allowed; allowed above"
                                + " dailyLossReducePercent = 2.0")
                .hasMessageContaining("drawdownHaltPercent = NaN")
                .hasMessageContaining("diskReduceMegabytes = 50.0");
    }

    /** The annotation's defaults, but for these. */
    static BreakerConfig config(Map<String, Object> values) {
        return (BreakerConfig)
                Proxy.newProxyInstance(
                        BreakerSettingsTest.class.getClassLoader(),
                        new Class<?>[] {BreakerConfig.class},
                        (proxy, method, arguments) ->
                                values.getOrDefault(method.getName(), method.getDefaultValue()));
    }
}
