package io.openbell.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EngineCheckTest {

    @Test
    void shouldTakeTheDefaults() {
        assertThat(new EngineCheck().problems(config(Map.of()))).isEmpty();
    }

    @Test
    void shouldRefuseAStallThatIsNotLongerThanTheBudget() {
        assertThat(new EngineCheck().problems(config(Map.of("stallMillis", 1_000L))))
                .singleElement()
                .hasToString(
                        "stallMillis = 1000: not allowed; allowed more than callbackBudgetMillis (1000); raise"
                                + " stallMillis or lower callbackBudgetMillis");
        assertThat(new EngineCheck().problems(config(Map.of("stallMillis", 1_001L)))).isEmpty();
    }

    private static EngineConfig config(Map<String, Object> values) {
        return (EngineConfig)
                Proxy.newProxyInstance(
                        EngineConfig.class.getClassLoader(),
                        new Class<?>[] {EngineConfig.class},
                        (proxy, method, arguments) ->
                                values.getOrDefault(method.getName(), method.getDefaultValue()));
    }
}
