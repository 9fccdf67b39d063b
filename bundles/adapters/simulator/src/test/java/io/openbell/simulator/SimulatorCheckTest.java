package io.openbell.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.openbell.api.component.ConfigurationProblem;
import java.lang.reflect.Proxy;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimulatorCheckTest {

    private static SimulatorConfig config(Map<String, Object> stated) {
        return (SimulatorConfig)
                Proxy.newProxyInstance(
                        SimulatorConfig.class.getClassLoader(),
                        new Class<?>[] {SimulatorConfig.class},
                        (proxy, method, arguments) ->
                                stated.getOrDefault(method.getName(), method.getDefaultValue()));
    }

    @Test
    void shouldFindNothingInWhatIsShipped() {
        assertThat(new SimulatorCheck().problems(config(Map.of()))).isEmpty();
    }

    @Test
    void shouldLetAScaledClockBeginAtAMoment() {
        assertThat(
                        new SimulatorCheck()
                                .problems(
                                        config(
                                                Map.of(
                                                        "clock",
                                                        "scaled",
                                                        "clockStart",
                                                        "2026-10-30T12:00:00Z"))))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "real, 2026-10-30T12:00:00Z, nothing while clock = real",
        "scaled, 2026-10-30, a moment from 1990",
        "scaled, 1970-01-01T00:00:00Z, a moment from 1990",
        "stepped, 2099-01-01T00:00:00Z, a moment from 1990"
    })
    void shouldRefuseAStartThatNoClockCanHave(String clock, String start, String allowed) {
        assertThat(
                        new SimulatorCheck()
                                .problems(config(Map.of("clock", clock, "clockStart", start))))
                .singleElement()
                .satisfies(problem -> assertProblem(problem, start, allowed));
    }

    private static void assertProblem(ConfigurationProblem problem, String start, String allowed) {
        assertThat(problem.key()).isEqualTo("clockStart");
        assertThat(problem.value()).isEqualTo(start);
        assertThat(problem.allowed()).contains(allowed);
    }
}
