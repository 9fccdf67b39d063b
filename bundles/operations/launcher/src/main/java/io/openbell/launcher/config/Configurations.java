package io.openbell.launcher.config;

import io.openbell.launcher.supervisor.Catalogue;
import io.openbell.launcher.supervisor.Policy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.cm.ConfigurationListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All configuration of the session: checked as a whole at the start, file by file afterwards. */
public final class Configurations implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Configurations.class);

    private final BundleContext context;
    private final ConfigurationStore store;
    private final ConfigurationFolder folder;
    private final ConfigurationFolder shipped;
    private final UnaryOperator<String> redact;
    private final Supplier<Set<String>> components;
    private final Map<String, Policy> policies = new ConcurrentHashMap<>();
    private final Map<String, ConfigurationFile> inEffect = new ConcurrentHashMap<>();
    private final Map<String, Map<String, String>> fileKeys = new ConcurrentHashMap<>();
    private volatile @Nullable ConfigurationWatch watch;
    private volatile @Nullable ServiceRegistration<ConfigurationListener> overrides;

    /**
     * Nothing is read yet.
     *
     * @param etc        the user's folder
     * @param shippedEtc the folder of the files that we ship
     * @param redact     takes secrets out of what people read
     * @param components ids of the components that are installed at that moment
     */
    public Configurations(
            BundleContext context,
            ConfigurationAdmin admin,
            Path etc,
            Path shippedEtc,
            UnaryOperator<String> redact,
            Supplier<Set<String>> components) {
        this.context = context;
        this.store = new ConfigurationStore(admin);
        this.folder = new ConfigurationFolder(etc);
        this.shipped = new ConfigurationFolder(shippedEtc);
        this.redact = redact;
        this.components = components;
    }

    /**
     * Copies files that the user does not have yet, checks all, and hands them to Config Admin if all are good.
     *
     * @return what is wrong; then nothing was handed over
     */
    public List<Problem> load() throws IOException {
        folder.addWhatIsNew(shipped)
                .forEach(
                        (file, keys) ->
                                LOG.info(
                                        "configuration={} does not have the newer keys {}; their"
                                                + " defaults apply",
                                        file,
                                        keys));
        Schemas schemas = schemas();
        List<ConfigurationFile> files = folder.read();
        List<Problem> problems = new ArrayList<>();
        files.forEach(file -> problems.addAll(schemas.problems(file)));
        if (problems.isEmpty()) {
            for (ConfigurationFile file : files) {
                if (!schemas.knows(file)) {
                    LOG.info(
                            "configuration={} is not checked: what it is for is not installed",
                            file.name());
                }
                remember(file);
                store.put(file);
            }
            store.keepOnly(folder.pids());
        }
        return problems;
    }

    /**
     * Takes changes of the files into effect from now on.
     *
     * @param changed hears the id of the component, after the change
     */
    public void watch(Consumer<String> changed) throws IOException {
        ConfigurationWatch watching =
                new ConfigurationWatch(
                        folder,
                        this::schemasNow,
                        file -> {
                            try {
                                remember(file);
                                store.put(file);
                                changed.accept(idOf(file));
                            } catch (IOException refused) {
                                throw new UncheckedIOException(refused);
                            }
                        });
        watching.start();
        watch = watching;
        overrides =
                context.registerService(
                        ConfigurationListener.class,
                        new PolicyOverrides(this::override, this::restore, changed)
                                ::configurationEvent,
                        null);
    }

    /** Keys of supervision that somebody gave to Config Admin take precedence over those of the file until it changes. */
    private boolean override(String pid) {
        String id = pid.substring(ConfigurationFile.PREFIX.length());
        try {
            Map<String, String> all = store.get(pid);
            if (isRefused(pid, all)) {
                restore(pid);
                return false;
            }
            Map<String, String> given = SupervisionKeys.of(all);
            Map<String, String> values = new TreeMap<>(fileKeys.getOrDefault(id, Map.of()));
            values.putAll(given);
            List<String> wrong = new KeysSchema(List.of(), true, isRequired(id)).problems(values);
            if (!wrong.isEmpty()) {
                wrong.forEach(
                        problem ->
                                LOG.warn(
                                        "configuration={} refused, the policy that was in effect"
                                                + " stays: {}",
                                        pid,
                                        redact.apply(problem)));
                return false;
            }
            Policy policy = SupervisionKeys.policy(values, isRequired(id));
            return !policy.equals(policies.put(id, policy));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** What comes past our files is held to the same rules. The component has it already, but not for long. */
    private boolean isRefused(String pid, Map<String, String> given) throws IOException {
        List<Problem> wrong =
                schemas()
                        .problems(
                                new ConfigurationFile(
                                        pid + ConfigurationFile.SUFFIX, given, List.of()));
        wrong.forEach(
                problem ->
                        LOG.warn(
                                "configuration={} refused in Config Admin, what the file says is put"
                                        + " back: {}",
                                pid,
                                problem.text()));
        return !wrong.isEmpty();
    }

    /**
     * Nobody goes on with our defaults in place of what the file says. Not at once: SCR must have heard of the end of the old
     * one before it hears of a new one, or it takes no change any more.
     */
    private boolean restore(String pid) {
        String id = pid.substring(ConfigurationFile.PREFIX.length());
        ConfigurationWatch watching = watch;
        if (watching == null || !inEffect.containsKey(id)) {
            return false;
        }
        watching.later(() -> putAgain(id));
        return true;
    }

    private void putAgain(String id) {
        ConfigurationFile file = inEffect.get(id);
        try {
            if (file != null) {
                store.put(file);
            }
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    /** Supervision policies by component id, of those that have a file. */
    public Map<String, Policy> policies() {
        return Map.copyOf(policies);
    }

    /** A value as the file in effect has it; the other if it has none. */
    public String value(String id, String key, String otherwise) {
        ConfigurationFile file = inEffect.get(id);
        return file == null ? otherwise : file.values().getOrDefault(key, otherwise);
    }

    /** What is wrong with files that changed since the start. */
    public List<Problem> problems() {
        ConfigurationWatch watching = watch;
        return watching == null ? List.of() : watching.problems();
    }

    @Override
    public void close() {
        ConfigurationWatch watching = watch;
        if (watching != null) {
            watching.close();
        }
        ServiceRegistration<ConfigurationListener> listener = overrides;
        if (listener != null) {
            listener.unregister();
            overrides = null;
        }
    }

    private void remember(ConfigurationFile file) {
        String id = idOf(file);
        inEffect.put(id, file);
        fileKeys.put(id, SupervisionKeys.of(file.values()));
        policies.put(id, SupervisionKeys.policy(file.values(), isRequired(id)));
    }

    private static boolean isRequired(String id) {
        return Catalogue.find(id).map(Catalogue.Entry::required).orElse(false);
    }

    private static String idOf(ConfigurationFile file) {
        return file.pid().substring(ConfigurationFile.PREFIX.length());
    }

    private Schemas schemasNow() {
        try {
            return schemas();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private Schemas schemas() throws IOException {
        return InstalledSchemas.read(context, components.get(), shipped.pids(), redact);
    }
}
