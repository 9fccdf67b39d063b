package io.openbell.riskmanagement;

import static org.assertj.core.api.Assertions.assertThat;

import io.openbell.api.session.TradingMode;
import io.openbell.kernel.loosening.Loosening;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LimitKeysTest {

    private static final Map<String, Class<?>> FILES =
            Map.of(
                    "openbell.risk-management.cfg", RiskConfig.class,
                    "openbell.breakers.cfg", BreakerConfig.class,
                    "openbell.protections.cfg", ProtectionConfig.class);

    @ParameterizedTest
    @EnumSource(
            value = TradingMode.class,
            names = {"PAPER", "LIVE"})
    void shouldNameAKeyThatThereIsForEveryLimit(TradingMode mode) {
        for (String limit : Loosening.limits()) {
            if (!limit.endsWith("mode")) {
                String[] named = LimitKeys.of(limit, mode).split(": ");
                assertThat(keys(FILES.getOrDefault(named[0], Object.class)))
                        .as(limit)
                        .contains(named[1]);
            }
        }
    }

    /** Whoever adds a key sees that it loosens nothing unnoticed. */
    @Test
    void shouldReachEveryKeyThereIsByALimit() {
        Set<String> reached =
                Stream.of(TradingMode.PAPER, TradingMode.LIVE)
                        .flatMap(
                                mode ->
                                        Loosening.limits().stream()
                                                .map(limit -> LimitKeys.of(limit, mode)))
                        .map(named -> named.replaceFirst(".*: ", ""))
                        .collect(Collectors.toCollection(TreeSet::new));

        FILES.values().forEach(file -> assertThat(reached).containsAll(keys(file)));
    }

    @ParameterizedTest
    @CsvSource({
        "limits.maxOrderNotional, LIVE, openbell.risk-management.cfg: liveMaxOrderNotional",
        "limits.maxOrderNotional, PAPER, openbell.risk-management.cfg: maxOrderNotional",
        "limits.maxTradeAge, LIVE, openbell.risk-management.cfg: maxTradeAgeMillis",
        "limits.loss.haltPercent, LIVE, openbell.breakers.cfg: dailyLossHaltPercent",
        "breakers.symbolFreeze, LIVE, openbell.breakers.cfg: symbolFreezeMinutes",
        "protections.maxDrawdown.lookBack, LIVE, openbell.protections.cfg: drawdownLookBackMinutes",
        "protections.lowProfit.trades, LIVE, openbell.protections.cfg: lowProfitTrades",
        "stopPolicy, LIVE, openbell.protections.cfg: protectiveStop",
    })
    void shouldNameFileAndKey(String limit, TradingMode mode, String named) {
        assertThat(LimitKeys.of(limit, mode)).isEqualTo(named);
    }

    private static Set<String> keys(Class<?> file) {
        return Stream.of(file.getDeclaredMethods())
                .map(Method::getName)
                .collect(Collectors.toSet());
    }
}
