package io.openbell.alpacaclient;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AlpacaCheckTest {

    @Test
    void shouldTakeTheDefaults() {
        assertThat(new AlpacaCheck().problems(config(Map.of()))).isEmpty();
    }

    @Test
    void shouldRefuseALongestPauseBelowTheShortest() {
        assertThat(new AlpacaCheck().problems(config(Map.of("reconnectMaxMillis", 499L))))
                .singleElement()
                .hasToString(
                        "reconnectMaxMillis = 499: not allowed; allowed at least reconnectMinMillis (500); raise"
                                + " reconnectMaxMillis or lower reconnectMinMillis");
        assertThat(new AlpacaCheck().problems(config(Map.of("reconnectMaxMillis", 500L))))
                .isEmpty();
    }

    @Test
    void shouldRefuseAProxyThatIsNoHostAndPortWithoutTellingItsPassword() {
        assertThat(new AlpacaCheck().problems(config(Map.of("proxy", "proxy.test:3128"))))
                .isEmpty();
        for (String proxy : List.of("user:hunter2@proxy.test:3128", "proxy.test", "proxy.test:0")) {
            assertThat(new AlpacaCheck().problems(config(Map.of("proxy", proxy))))
                    .as(proxy)
                    .hasSize(1)
                    .noneMatch(problem -> problem.toString().contains("hunter2"));
        }
    }

    private static AlpacaConfig config(Map<String, Object> values) {
        return (AlpacaConfig)
                Proxy.newProxyInstance(
                        AlpacaConfig.class.getClassLoader(),
                        new Class<?>[] {AlpacaConfig.class},
                        (proxy, method, arguments) ->
                                values.getOrDefault(method.getName(), method.getDefaultValue()));
    }
}
