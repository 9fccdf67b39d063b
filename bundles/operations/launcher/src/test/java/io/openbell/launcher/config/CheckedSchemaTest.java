package io.openbell.launcher.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openbell.api.component.ConfigurationCheck;
import io.openbell.api.component.ConfigurationProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CheckedSchemaTest {

    /** One key of each type that there is. */
    @interface Keys {
        int shortMillis() default 10;

        long longMillis() default 100;

        double ratio() default 0.5;

        boolean strict() default true;

        String name() default "none";
    }

    /** The rule of the tests: long is longer than short. */
    private static class LongIsLonger implements ConfigurationCheck<Keys> {

        final List<Keys> asked = new ArrayList<>();

        @Override
        public String pid() {
            return "openbell.order-executor";
        }

        @Override
        public Class<Keys> type() {
            return Keys.class;
        }

        @Override
        public List<ConfigurationProblem> problems(Keys keys) {
            asked.add(keys);
            return keys.longMillis() > keys.shortMillis()
                    ? List.of()
                    : List.of(
                            new ConfigurationProblem(
                                    "longMillis",
                                    String.valueOf(keys.longMillis()),
                                    "above shortMillis (" + keys.shortMillis() + ")",
                                    "raise longMillis or lower shortMillis"));
        }
    }

    private final LongIsLonger check = new LongIsLonger();

    private List<String> problems(Map<String, String> values) {
        return new CheckedSchema(file -> List.of(), List.of(check)).problems(values);
    }

    @Test
    void shouldTakeWhatGoesTogether() {
        assertThat(problems(Map.of("shortMillis", "99"))).isEmpty();
    }

    @Test
    void shouldNameKeyValueRangeAndRemedyOfWhatDoesNotGoTogether() {
        assertThat(problems(Map.of("shortMillis", "100")))
                .containsExactly(
                        "longMillis = 100: not allowed; allowed above shortMillis (100); raise longMillis"
                                + " or lower shortMillis");
    }

    @Test
    void shouldGiveTheCheckWhatTheComponentWillGet() {
        problems(
                Map.of(
                        "shortMillis", "-1",
                        "longMillis", "9223372036854775807",
                        "ratio", ".5e1",
                        "strict", "false",
                        "name", "a b"));

        assertThat(check.asked)
                .singleElement()
                .satisfies(
                        keys -> {
                            assertThat(keys.shortMillis()).isEqualTo(-1);
                            assertThat(keys.longMillis()).isEqualTo(Long.MAX_VALUE);
                            assertThat(keys.ratio()).isEqualTo(5);
                            assertThat(keys.strict()).isFalse();
                            assertThat(keys.name()).isEqualTo("a b");
                            assertThat(keys).hasToString(keys.toString()).isEqualTo(keys);
                        });
    }

    @Test
    void shouldGiveTheDefaultOfWhatTheFileDoesNotHold() {
        problems(Map.of());

        assertThat(check.asked)
                .singleElement()
                .satisfies(
                        keys -> {
                            assertThat(keys.shortMillis()).isEqualTo(10);
                            assertThat(keys.ratio()).isEqualTo(0.5);
                            assertThat(keys.strict()).isTrue();
                            assertThat(keys.name()).isEqualTo("none");
                        });
    }

    @Test
    void shouldNotAskWhileAKeyByItselfIsWrong() {
        Schema schema = new CheckedSchema(file -> List.of("bad"), List.of(check));

        assertThat(schema.problems(Map.of("shortMillis", "many"))).containsExactly("bad");
        assertThat(check.asked).isEmpty();
    }

    @Test
    void shouldReportACheckThatThrows() {
        ConfigurationCheck<Keys> broken =
                new LongIsLonger() {
                    @Override
                    public List<ConfigurationProblem> problems(Keys keys) {
                        throw new IllegalStateException("oops");
                    }
                };

        assertThat(new CheckedSchema(file -> List.of(), List.of(broken)).problems(Map.of()))
                .singleElement()
                .asString()
                .startsWith("cannot be checked: ")
                .contains("oops")
                .contains("an error of that class");
    }

    @Test
    void shouldRefuseTheSameInTheComponentsConstructor() {
        assertThatThrownBy(
                        () ->
                                check.require(
                                        TypedConfiguration.of(
                                                Keys.class, Map.of("longMillis", "1"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "openbell.order-executor.cfg: longMillis = 1: not allowed; allowed above shortMillis"
                                + " (10); raise longMillis or lower shortMillis");
        check.require(TypedConfiguration.of(Keys.class, Map.of()));
    }

    @Test
    void shouldKeepAProblemOnOneLineAndOffTheTerminal() {
        assertThat(new Problem("openbell.a.cfg", "name = \u001b[31m: first\r\n  second"))
                .hasToString("openbell.a.cfg: name = ?[31m: first second");
    }
}
