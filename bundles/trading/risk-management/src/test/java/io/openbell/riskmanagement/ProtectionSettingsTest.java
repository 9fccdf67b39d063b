package io.openbell.riskmanagement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openbell.api.session.TradingMode;
import io.openbell.kernel.breaker.BreakerLimits;
import io.openbell.kernel.protection.ProtectionRules;
import io.openbell.kernel.replay.DecisionBasis;
import io.openbell.kernel.risk.CapitalShares;
import io.openbell.kernel.risk.RiskLimits;
import java.lang.reflect.Proxy;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProtectionSettingsTest {

    @Test
    void shouldTakeTheKernelsRulesByDefault() {
        ProtectionSettings settings = new ProtectionSettings(config(Map.of()));

        DecisionBasis.Gate basis =
                settings.basis(TradingMode.PAPER, RiskLimits.paper(), BreakerLimits.standard());
        assertThat(basis.protections()).isEqualTo(ProtectionRules.standard());
        assertThat(basis.capital()).isEqualTo(CapitalShares.NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "on", "OFF", "Place"})
    void shouldTakeAPolicyByItsExactName(String policy) {
        assertThatThrownBy(() -> new ProtectionSettings(config(Map.of("protectiveStop", policy))))
                .hasMessageContaining("protectiveStop = " + policy)
                .hasMessageContaining("off, warn or place");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "a:",
                "a: 0%",
                "a: NaN%",
                "a: 1001%",
                "a: USD 0",
                "a: 5",
                ": 5%",
                "a: 5%, a: 6%"
            })
    void shouldRefuseASharesOfCapitalThatMakesNoSense(String capital) {
        assertThatThrownBy(() -> new ProtectionSettings(config(Map.of("capital", capital))))
                .hasMessageContaining("openbell.protections.cfg: capital = " + capital);
    }

    @Test
    void shouldRefuseADistanceOutOfRange() {
        assertThatThrownBy(
                        () ->
                                new ProtectionSettings(
                                        config(Map.of("protectiveStopPercent", Double.NaN))))
                .hasMessageContaining("protectiveStopPercent = NaN")
                .hasMessageContaining("0.1 to 50");
    }

    /** The annotation's defaults, but for these. */
    static ProtectionConfig config(Map<String, Object> values) {
        return (ProtectionConfig)
                Proxy.newProxyInstance(
                        ProtectionSettingsTest.class.getClassLoader(),
                        new Class<?>[] {ProtectionConfig.class},
                        (proxy, method, arguments) ->
                                values.getOrDefault(method.getName(), method.getDefaultValue()));
    }
}
