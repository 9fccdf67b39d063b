package io.openbell.kernel.parameter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openbell.api.strategy.Parameter;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ParameterSpecTest {

    record Windows(
            @Parameter(min = 1, max = 500, defaultValue = "5", description = "Short window")
                    int fastBars,
            @Parameter(min = 2, max = 1000, defaultValue = "20", description = "Long window")
                    int slowBars,
            @Parameter(min = 0, defaultValue = "0.5", description = "Least move, percent")
                    double minimumMovePercent,
            @Parameter(defaultValue = "false", description = "May sell what it does not hold")
                    boolean allowShort,
            @Parameter(defaultValue = "", description = "Pairs") String pairs,
            @Parameter(max = 10, defaultValue = "-3", description = "Offset") long offset) {
        Windows {
            if (fastBars >= slowBars) {
                throw new IllegalArgumentException("fastBars must be below slowBars");
            }
        }
    }

    private final ParameterSpec spec = ParameterSpec.of(Windows.class);

    @Test
    void shouldTakeDefaultsForWhatIsNotConfigured() {
        assertThat(spec.bind(Map.of("slowBars", " 30 ", "allowShort", "true")))
                .isEqualTo(new Windows(5, 30, 0.5, true, "", -3));
    }

    @Test
    void shouldNameTheNearestKeyOfAnUnknownOne() {
        assertThat(spec.problems(Map.of("fastBar", "7")))
                .containsExactly(
                        "fastBar = 7: unknown key, did you mean fastBars?; allowed: allowShort,"
                                + " fastBars, minimumMovePercent, offset, pairs, slowBars");
    }

    @Test
    void shouldNotGuessWhenNothingIsNear() {
        assertThat(spec.problems(Map.of("leverage", "7")))
                .singleElement()
                .asString()
                .startsWith("leverage = 7: unknown key; allowed: ");
    }

    @Test
    void shouldNameEveryProblemWithValueAndAllowedRange() {
        assertThat(
                        spec.problems(
                                Map.of(
                                        "fastBars", "0",
                                        "slowBars", "many",
                                        "minimumMovePercent", "-0.1",
                                        "allowShort", "yes",
                                        "offset", "11")))
                .containsExactly(
                        "fastBars = 0: too small; allowed: a whole number from 1 to 500",
                        "slowBars = many: not a whole number; allowed: a whole number from 2 to"
                                + " 1000",
                        "minimumMovePercent = -0.1: too small; allowed: a number from 0",
                        "allowShort = yes: neither true nor false; allowed: true or false",
                        "offset = 11: too large; allowed: a whole number up to 10");
    }

    @Test
    void shouldRefuseNumbersThatAreNotFiniteDecimals() {
        for (String text : new String[] {"NaN", "Infinity", "0x1p3", "1d", "1e999", ""}) {
            assertThat(spec.problems(Map.of("minimumMovePercent", text))).as(text).hasSize(1);
        }
    }

    @Test
    void shouldRefuseAnIntThatOnlyFitsALong() {
        assertThat(spec.problems(Map.of("fastBars", "4294967301"))).hasSize(1);
    }

    @Test
    void shouldReportWhatTheRecordItselfRefuses() {
        assertThat(spec.problems(Map.of("fastBars", "50")))
                .containsExactly(
                        "fastBars = 50, slowBars = 20, minimumMovePercent = 0.5, allowShort ="
                                + " false, pairs = , offset = -3: fastBars must be below slowBars");
        assertThatThrownBy(() -> spec.bind(Map.of("fastBars", "50")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("fastBars must be below slowBars");
    }

    @Test
    void shouldSuggestKeysThatOthersReadButNotRefuseThem() {
        assertThat(spec.problems(Map.of("enabled", "x"), java.util.Set.of("enabled"))).isEmpty();
        assertThat(spec.problems(Map.of("enabeld", "x"), java.util.Set.of("enabled")))
                .singleElement()
                .asString()
                .contains("did you mean enabled?");
    }

    @Test
    void shouldListWhatIsInEffectInTheOrderOfTheRecord() {
        assertThat(spec.effective(Map.of("fastBars", "7")))
                .containsExactly(
                        Map.entry("fastBars", "7"),
                        Map.entry("slowBars", "20"),
                        Map.entry("minimumMovePercent", "0.5"),
                        Map.entry("allowShort", "false"),
                        Map.entry("pairs", ""),
                        Map.entry("offset", "-3"));
    }

    record WithoutAnnotation(int fastBars) {}

    record WithForeignType(
            @Parameter(defaultValue = "1", description = "Not a type of a file") float ratio) {}

    record WithBadDefault(
            @Parameter(min = 2, defaultValue = "1", description = "Too small") int bars) {}

    @Test
    void shouldRefuseRecordsThatNoFileCanFill() {
        assertThatThrownBy(() -> ParameterSpec.of(WithoutAnnotation.class))
                .hasMessageContaining("fastBars lacks @Parameter");
        assertThatThrownBy(() -> ParameterSpec.of(WithForeignType.class))
                .hasMessageContaining("ratio has type float");
        assertThatThrownBy(() -> ParameterSpec.of(WithBadDefault.class))
                .hasMessageContaining("bars = 1: too small");
    }
}
