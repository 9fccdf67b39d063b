package io.openbell.launcher.config;

import io.openbell.api.component.ConfigurationCheck;
import io.openbell.kernel.strategy.StrategyType;
import io.openbell.launcher.supervisor.Catalogue;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Collects from the installed bundles what may be configured: metatype documents, what must hold between their keys, and
 * strategies' parameters.
 */
public final class InstalledSchemas {

    /** Before the name of a strategy this gives its PID. */
    static final String STRATEGY_PREFIX = StrategyType.PID_PREFIX;

    private static final Logger LOG = LoggerFactory.getLogger(InstalledSchemas.class);

    private InstalledSchemas() {}

    /**
     * Of the bundles that are installed now.
     *
     * @param components ids of all installed components
     * @param shipped    PIDs whose files we ship
     * @param redact     takes secrets out of what people read
     */
    public static Schemas read(
            BundleContext context,
            Set<String> components,
            Set<String> shipped,
            UnaryOperator<String> redact) {
        Map<String, List<KeyDefinition>> keys = new TreeMap<>();
        Map<String, List<ConfigurationCheck<?>>> checks = new TreeMap<>();
        Map<String, Schema> schemas = new HashMap<>();
        for (Bundle bundle : context.getBundles()) {
            if (bundle.getState() != Bundle.UNINSTALLED) {
                readMetatype(bundle, keys);
                InstalledChecks.read(bundle, checks);
                readStrategies(bundle, schemas);
            }
        }
        components.forEach(
                id ->
                        keys.computeIfAbsent(
                                ConfigurationFile.PREFIX + id, any -> new ArrayList<>()));
        keys.forEach(
                (pid, definitions) ->
                        schemas.put(
                                pid,
                                new CheckedSchema(
                                        new KeysSchema(
                                                definitions,
                                                isSupervised(pid, components),
                                                isRequired(pid)),
                                        checks.getOrDefault(pid, List.of()))));
        return new Schemas(schemas, shipped, redact);
    }

    private static boolean isSupervised(String pid, Set<String> components) {
        String id = pid.substring(ConfigurationFile.PREFIX.length());
        return components.contains(id) || Catalogue.find(id).isPresent();
    }

    private static boolean isRequired(String pid) {
        String id = pid.substring(ConfigurationFile.PREFIX.length());
        return Catalogue.find(id).map(Catalogue.Entry::required).orElse(false);
    }

    private static void readMetatype(Bundle bundle, Map<String, List<KeyDefinition>> keys) {
        Enumeration<URL> documents = bundle.findEntries("OSGI-INF/metatype", "*.xml", false);
        if (documents == null) {
            return;
        }
        for (URL document : Collections.list(documents)) {
            try (InputStream in = document.openStream()) {
                Metatype.read(in)
                        .forEach(
                                (pid, definitions) -> {
                                    if (pid.startsWith(ConfigurationFile.PREFIX)) {
                                        keys.computeIfAbsent(pid, any -> new ArrayList<>())
                                                .addAll(definitions);
                                    }
                                });
            } catch (IOException broken) {
                LOG.warn("bundle={} metatype={} is unreadable", bundle, document, broken);
            }
        }
    }

    private static void readStrategies(Bundle bundle, Map<String, Schema> schemas) {
        String classes = bundle.getHeaders("").get(StrategyType.HEADER);
        if (classes == null) {
            return;
        }
        for (String name : classes.split(",", -1)) {
            try {
                StrategyType type = StrategyType.of(bundle.loadClass(name.strip()));
                schemas.put(type.pid(), type::problems);
            } catch (ClassNotFoundException | LinkageError | IllegalArgumentException unusable) {
                LOG.warn(
                        "bundle={} strategy={} is unusable, its configuration is not checked:"
                                + " reason={}",
                        bundle,
                        name.strip(),
                        unusable.toString());
            }
        }
    }
}
