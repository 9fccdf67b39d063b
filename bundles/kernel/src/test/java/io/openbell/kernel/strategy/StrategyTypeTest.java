package io.openbell.kernel.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openbell.api.strategy.Parameter;
import io.openbell.api.strategy.Strategy;
import io.openbell.api.value.Symbol;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StrategyTypeTest {

    public record Pace(
            @Parameter(min = 1, defaultValue = "5", description = "Bars") int fastBars) {}

    public static final class MovingAverageCross implements Strategy {
        final Pace pace;

        public MovingAverageCross(Pace pace) {
            if (pace.fastBars() == 13) {
                throw new IllegalStateException("13 is unlucky");
            }
            this.pace = pace;
        }
    }

    public static final class WithoutRecord implements Strategy {}

    private final StrategyType type = StrategyType.of(MovingAverageCross.class);

    @Test
    void shouldNameAStrategyInKebabCase() {
        assertThat(type.name()).isEqualTo("moving-average-cross");
        assertThat(type.pid()).isEqualTo("openbell.strategy-moving-average-cross");
        assertThat(StrategyType.nameOf(RSIOf14Bars.class)).isEqualTo("rsi-of14-bars");
    }

    private static final class RSIOf14Bars {}

    @Test
    void shouldConstructWithTheConfiguredParameters() {
        StrategySettings settings = type.settings(Map.of("symbols", "AAPL, MSFT", "fastBars", "7"));

        assertThat(settings.enabled()).isTrue();
        assertThat(settings.symbols()).containsExactly(Symbol.of("AAPL"), Symbol.of("MSFT"));
        assertThat(type.construct(settings))
                .isInstanceOfSatisfying(
                        MovingAverageCross.class,
                        made -> assertThat(made.pace).isEqualTo(new Pace(7)));
    }

    @Test
    void shouldReportEngineKeysAndParametersTogether() {
        List<String> problems =
                type.problems(
                        Map.of(
                                "enabled",
                                "yes",
                                "symbols",
                                "AAPL,AAPL",
                                "fastBars",
                                "0",
                                "symbol",
                                "X"));

        assertThat(problems)
                .containsExactly(
                        "enabled = yes: neither true nor false; allowed: true or false",
                        "symbols = AAPL,AAPL: names AAPL twice; allowed: symbols separated by"
                                + " commas, each once, for example AAPL,MSFT",
                        "symbol = X: unknown key, did you mean symbols?; allowed: enabled,"
                                + " fastBars, symbols",
                        "fastBars = 0: too small; allowed: a whole number from 1");
    }

    @Test
    void shouldAskForSymbolsUnlessDisabled() {
        assertThat(type.problems(Map.of())).singleElement().asString().contains("names no symbol");
        assertThat(type.problems(Map.of("enabled", "false"))).isEmpty();
        assertThat(type.problems(Map.of("symbols", "AAPL,"))).hasSize(1);
    }

    @Test
    void shouldSayWhyAClassIsNoStrategy() {
        assertThatThrownBy(() -> StrategyType.of(String.class))
                .hasMessageContaining("java.lang.String does not implement");
        assertThatThrownBy(() -> StrategyType.of(WithoutRecord.class))
                .hasMessageContaining("needs exactly one public constructor");
    }

    @Test
    void shouldPassOnWhatTheAuthorsConstructorSaid() {
        StrategySettings unlucky = type.settings(Map.of("symbols", "AAPL", "fastBars", "13"));

        assertThatThrownBy(() -> type.construct(unlucky)).hasMessageContaining("13 is unlucky");
    }
}
