package io.openbell.launcher.config;

import io.openbell.api.component.ConfigurationCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.osgi.framework.Bundle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Collects from a bundle the checks that it names in its manifest. */
final class InstalledChecks {

    private static final Logger LOG = LoggerFactory.getLogger(InstalledChecks.class);

    private InstalledChecks() {}

    /** Adds the bundle's checks, by PID. */
    static void read(Bundle bundle, Map<String, List<ConfigurationCheck<?>>> checks) {
        String classes = bundle.getHeaders("").get(ConfigurationCheck.HEADER);
        if (classes == null) {
            return;
        }
        for (String name : classes.split(",", -1)) {
            try {
                ConfigurationCheck<?> check =
                        bundle.loadClass(name.strip())
                                .asSubclass(ConfigurationCheck.class)
                                .getConstructor()
                                .newInstance();
                checks.computeIfAbsent(check.pid(), any -> new ArrayList<>()).add(check);
            } catch (ReflectiveOperationException | LinkageError | RuntimeException unusable) {
                LOG.error(
                        "bundle={} check={} is unusable: rules between keys are checked by the component"
                                + " itself only, when it starts",
                        bundle,
                        name.strip(),
                        unusable);
            }
        }
    }
}
