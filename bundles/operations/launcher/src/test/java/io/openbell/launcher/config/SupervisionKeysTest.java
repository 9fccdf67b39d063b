package io.openbell.launcher.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SupervisionKeysTest {

    private static List<String> problems(boolean required, Map<String, String> values) {
        return new KeysSchema(List.of(), true, required).problems(values);
    }

    @Test
    void shouldTakeEveryLimitThatCanBeReached() {
        assertThat(problems(true, Map.of())).isEmpty();
        assertThat(problems(false, Map.of())).isEmpty();
        assertThat(problems(true, Map.of("maxRestarts", "8"))).isEmpty();
        assertThat(problems(false, Map.of("maxRestarts", "8"))).isEmpty();
        assertThat(problems(true, Map.of("maxRestarts", "0", "startupDelay", "30s"))).isEmpty();
    }

    @Test
    void shouldRefuseALimitThatOneWhichFailsAtEveryStartWouldNeverReach() {
        assertThat(problems(false, Map.of("maxRestarts", "8", "startupDelay", "10s")))
                .containsExactly(
                        "maxRestarts = 8: would never be reached within 10 minutes; allowed with"
                                + " startupDelay = 10000ms and required = false a whole number from"
                                + " 0 to 7");
        assertThat(
                        problems(
                                true,
                                Map.of(
                                        "required",
                                        "false",
                                        "maxRestarts",
                                        "8",
                                        "startupDelay",
                                        "30s")))
                .singleElement()
                .asString()
                .endsWith("required = false a whole number from 0 to 7");
    }

    @Test
    void shouldNotSpeakOfTheLimitWhereAValueIsWrongByItself() {
        assertThat(problems(false, Map.of("maxRestarts", "8", "startupDelay", "10h")))
                .singleElement()
                .asString()
                .startsWith("startupDelay = 10h: not a delay");
    }
}
