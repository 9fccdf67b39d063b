package io.openbell.aihftsystem;

import io.openbell.kernel.strategy.StrategyType;
import java.io.IOException;
import java.util.Collection;
import java.util.Collections;
import java.util.Dictionary;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;

/** Reads strategies' configurations from Config Admin; creates and changes none. */
final class StrategyConfigurations {

    /** Keys that Config Admin and whoever feeds it add for themselves. */
    private static final String FOREIGN_KEYS = "(service|felix|org\\.apache|openbell)\\..*";

    private final ConfigurationAdmin admin;

    StrategyConfigurations(ConfigurationAdmin admin) {
        this.admin = admin;
    }

    /**
     * What the strategy's file says, all values as text.
     *
     * @return empty when there is no configuration of that name
     * @throws IOException if Config Admin cannot read it
     */
    Optional<Map<String, String>> read(StrategyType type) throws IOException {
        try {
            Configuration[] found = admin.listConfigurations("(service.pid=" + type.pid() + ")");
            Dictionary<String, Object> properties = found == null ? null : found[0].getProperties();
            return Optional.ofNullable(properties).map(StrategyConfigurations::texts);
        } catch (InvalidSyntaxException impossible) {
            throw new IllegalStateException(type.pid() + " is no PID", impossible);
        }
    }

    private static Map<String, String> texts(Dictionary<String, Object> properties) {
        Map<String, String> texts = new TreeMap<>();
        for (String key : Collections.list(properties.keys())) {
            if (!key.matches(FOREIGN_KEYS)) {
                texts.put(key, text(properties.get(key)));
            }
        }
        return texts;
    }

    private static String text(Object value) {
        if (value instanceof Object[] several) {
            return Stream.of(several).map(String::valueOf).collect(Collectors.joining(","));
        }
        if (value instanceof Collection<?> several) {
            return several.stream().map(String::valueOf).collect(Collectors.joining(","));
        }
        return String.valueOf(value);
    }
}
