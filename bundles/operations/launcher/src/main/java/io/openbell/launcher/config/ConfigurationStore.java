package io.openbell.launcher.config;

import java.io.IOException;
import java.util.Collections;
import java.util.Hashtable;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Config Admin, as far as it holds ours. It gets text only; SCR turns it into the types of each component. */
public final class ConfigurationStore {

    private static final Logger LOG = LoggerFactory.getLogger(ConfigurationStore.class);
    private static final String ANY_LOCATION = "?";
    private static final Set<String> NOT_OURS =
            Set.of(Constants.SERVICE_PID, "service.bundleLocation", "felix.fileinstall.filename");

    private final ConfigurationAdmin admin;

    /** That one. */
    public ConfigurationStore(ConfigurationAdmin admin) {
        this.admin = admin;
    }

    /**
     * Hands a checked file over; who has the same already is left alone. The five keys of supervision stay here: a component
     * is not to be restarted because it may be restarted more often.
     */
    public void put(ConfigurationFile file) throws IOException {
        Hashtable<String, Object> properties = new Hashtable<>(file.values());
        SupervisionKeys.NAMES.forEach(properties::remove);
        Configuration configuration = admin.getConfiguration(file.pid(), ANY_LOCATION);
        if (configuration.updateIfDifferent(properties)) {
            LOG.info("configuration={} keys={}", file.pid(), file.values().keySet());
        }
    }

    /** What is in effect for that PID, as text; empty if nothing is. */
    public Map<String, String> get(String pid) throws IOException {
        Map<String, String> values = new TreeMap<>();
        var properties = admin.getConfiguration(pid, ANY_LOCATION).getProperties();
        if (properties != null) {
            Collections.list(properties.keys()).stream()
                    .filter(key -> !NOT_OURS.contains(key))
                    .forEach(key -> values.put(key, String.valueOf(properties.get(key))));
        }
        return values;
    }

    /** Forgets configurations of an earlier start whose files are gone. */
    public void keepOnly(Set<String> pids) throws IOException {
        try {
            Configuration[] present =
                    admin.listConfigurations(
                            "(" + Constants.SERVICE_PID + "=" + ConfigurationFile.PREFIX + "*)");
            if (present != null) {
                for (Configuration configuration : present) {
                    if (!pids.contains(configuration.getPid())) {
                        configuration.delete();
                    }
                }
            }
        } catch (InvalidSyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
