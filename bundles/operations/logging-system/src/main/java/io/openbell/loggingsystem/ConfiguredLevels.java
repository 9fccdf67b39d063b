package io.openbell.loggingsystem;

import io.openbell.api.view.LogLevels;
import java.io.IOException;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Levels of our loggers, in Pax Logging's configuration: a logger of its own for each component that was changed. */
@Component
public final class ConfiguredLevels implements LogLevels {

    private static final String PID = "org.ops4j.pax.logging";
    private static final List<String> LEVELS =
            List.of("ERROR", "WARN", "INFO", "DEBUG", "TRACE", "DEFAULT");
    private static final String ALL = "all";
    private static final String ALL_LEVEL = "log4j2.logger.openbell.level";

    private final ConfigurationAdmin admin;
    private final Map<String, String> changed = new TreeMap<>();
    private @Nullable Object levelOfAll;

    /** Changes nothing yet. */
    @Activate
    public ConfiguredLevels(@Reference ConfigurationAdmin admin) {
        this.admin = admin;
    }

    @Override
    public synchronized Map<String, String> changed() {
        return Map.copyOf(changed);
    }

    @Override
    public synchronized void set(String component, String level) throws IOException {
        if (!LEVELS.contains(level)) {
            throw new IllegalArgumentException(
                    "level = " + level + "; allowed " + String.join(", ", LEVELS));
        }
        if (!component.matches("[a-z][a-z0-9-]{0,40}")) {
            throw new IllegalArgumentException(
                    "component = " + component + "; allowed the id of a component, or all");
        }
        Configuration configuration = admin.getConfiguration(PID, null);
        Dictionary<String, Object> known = configuration.getProperties();
        Dictionary<String, Object> values = known == null ? new Hashtable<>() : known;
        if (component.equals(ALL)) {
            all(values, level);
        } else {
            one(values, component, level);
        }
        configuration.update(values);
        if (level.equals("DEFAULT")) {
            changed.remove(component);
        } else {
            changed.put(component, level);
        }
    }

    private void all(Dictionary<String, Object> values, String level) {
        if (levelOfAll == null) {
            Object before = values.get(ALL_LEVEL);
            levelOfAll = before == null ? "INFO" : before;
        }
        values.put(ALL_LEVEL, level.equals("DEFAULT") ? levelOfAll : level);
    }

    /** Loggers are named by packages, which are the ids without their hyphens. */
    private static void one(Dictionary<String, Object> values, String component, String level) {
        String name = component.replace("-", "");
        String prefix = "log4j2.logger.level-" + name;
        if (level.equals("DEFAULT")) {
            values.remove(prefix + ".name");
            values.remove(prefix + ".level");
        } else {
            values.put(prefix + ".name", "io.openbell." + name);
            values.put(prefix + ".level", level);
        }
    }
}
