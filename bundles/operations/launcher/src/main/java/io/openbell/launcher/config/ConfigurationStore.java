package io.openbell.launcher.config;

import java.io.IOException;
import java.util.Hashtable;
import java.util.Set;
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

    private final ConfigurationAdmin admin;

    /** That one. */
    public ConfigurationStore(ConfigurationAdmin admin) {
        this.admin = admin;
    }

    /** Hands a checked file over; who has the same already is left alone. */
    public void put(ConfigurationFile file) throws IOException {
        Hashtable<String, Object> properties = new Hashtable<>(file.values());
        Configuration configuration = admin.getConfiguration(file.pid(), ANY_LOCATION);
        if (configuration.updateIfDifferent(properties)) {
            LOG.info("configuration={} keys={}", file.pid(), file.values().keySet());
        }
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
