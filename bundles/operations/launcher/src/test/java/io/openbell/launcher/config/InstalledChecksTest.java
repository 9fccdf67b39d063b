package io.openbell.launcher.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.openbell.api.component.ConfigurationCheck;
import io.openbell.api.component.ConfigurationProblem;
import java.lang.reflect.Proxy;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;

class InstalledChecksTest {

    /** Refuses nothing. */
    public static final class Lenient implements ConfigurationCheck<Override> {

        /** For the launcher. */
        public Lenient() {}

        @Override
        public String pid() {
            return "openbell.lenient";
        }

        @Override
        public Class<Override> type() {
            return Override.class;
        }

        @Override
        public List<ConfigurationProblem> problems(Override configuration) {
            return List.of();
        }
    }

    private final Map<String, List<ConfigurationCheck<?>>> checks = new TreeMap<>();

    @Test
    void shouldFindTheChecksThatABundleNames() {
        InstalledChecks.read(
                bundle(Map.of(ConfigurationCheck.HEADER, Lenient.class.getName())), checks);

        assertThat(checks).containsOnlyKeys("openbell.lenient");
    }

    @Test
    void shouldLeaveOutWhatIsNoCheckAndTakeTheOthers() {
        InstalledChecks.read(
                bundle(
                        Map.of(
                                ConfigurationCheck.HEADER,
                                "no.such.Class, java.lang.String, " + Lenient.class.getName())),
                checks);

        assertThat(checks.get("openbell.lenient")).hasSize(1);
    }

    @Test
    void shouldFindNothingInABundleWithoutTheHeader() {
        InstalledChecks.read(bundle(Map.of()), checks);

        assertThat(checks).isEmpty();
    }

    private static Bundle bundle(Map<String, String> headers) {
        return (Bundle)
                Proxy.newProxyInstance(
                        Bundle.class.getClassLoader(),
                        new Class<?>[] {Bundle.class},
                        (proxy, method, arguments) ->
                                switch (method.getName()) {
                                    case "getHeaders" -> new Hashtable<>(headers);
                                    case "loadClass" -> Class.forName((String) arguments[0]);
                                    case "toString" -> "a bundle";
                                    default ->
                                            throw new UnsupportedOperationException(
                                                    method.getName());
                                });
    }
}
