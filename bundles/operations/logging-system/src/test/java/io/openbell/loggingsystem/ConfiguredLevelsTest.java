package io.openbell.loggingsystem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

class ConfiguredLevelsTest {

    private final Hashtable<String, Object> stored =
            new Hashtable<>(
                    Map.of(
                            "log4j2.rootLogger.level", "INFO",
                            "log4j2.logger.openbell.name", "io.openbell",
                            "log4j2.logger.openbell.level", "WARN"));
    private final Map<String, Object> before = Map.copyOf(stored);
    private final ConfiguredLevels levels = new ConfiguredLevels(admin());

    @Test
    void shouldGiveOneComponentALevelOfItsOwnAndTakeItBack() throws Exception {
        levels.set("order-executor", "DEBUG");

        assertThat(stored)
                .containsEntry(
                        "log4j2.logger.level-orderexecutor.name", "io.openbell.orderexecutor")
                .containsEntry("log4j2.logger.level-orderexecutor.level", "DEBUG")
                .containsAllEntriesOf(before);
        assertThat(levels.changed()).isEqualTo(Map.of("order-executor", "DEBUG"));

        levels.set("order-executor", "DEFAULT");

        assertThat(stored).isEqualTo(before);
        assertThat(levels.changed()).isEmpty();
    }

    @Test
    void shouldChangeAllOfOursAndFindTheLevelOfTheStartAgain() throws Exception {
        levels.set("all", "DEBUG");
        levels.set("all", "TRACE");
        assertThat(stored).containsEntry("log4j2.logger.openbell.level", "TRACE");

        levels.set("all", "DEFAULT");

        assertThat(stored).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({"order-executor, LOUD, level = LOUD", "'a=b', DEBUG, component = a=b"})
    void shouldRefuseWhatIsNoLevelAndNoComponent(String component, String level, String message) {
        assertThatThrownBy(() -> levels.set(component, level)).hasMessageStartingWith(message);
        assertThat(stored).isEqualTo(before);
    }

    private ConfigurationAdmin admin() {
        Configuration configuration =
                (Configuration)
                        proxy(
                                Configuration.class,
                                (method, arguments) -> {
                                    if (method.equals("update")) {
                                        Dictionary<?, ?> values = (Dictionary<?, ?>) arguments[0];
                                        stored.clear();
                                        for (Object key : Collections.list(values.keys())) {
                                            stored.put(key.toString(), values.get(key));
                                        }
                                    }
                                    return method.equals("getProperties")
                                            ? new Hashtable<>(stored)
                                            : null;
                                });
        return (ConfigurationAdmin)
                proxy(
                        ConfigurationAdmin.class,
                        (method, arguments) -> {
                            assertThat(List.of(arguments[0])).contains("org.ops4j.pax.logging");
                            return configuration;
                        });
    }

    private interface Answer {
        @Nullable Object to(String method, Object[] arguments);
    }

    private static Object proxy(Class<?> type, Answer answer) {
        return Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> answer.to(method.getName(), arguments));
    }
}
