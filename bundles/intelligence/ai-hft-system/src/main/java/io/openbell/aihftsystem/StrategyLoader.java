package io.openbell.aihftsystem;

import io.openbell.api.engine.Artifact;
import io.openbell.api.engine.TradingEvent;
import io.openbell.api.market.Bar;
import io.openbell.api.strategy.Strategy;
import io.openbell.api.strategy.StrategyReplaced;
import io.openbell.api.view.StrategyStatus.State;
import io.openbell.kernel.strategy.OperatorWishes;
import io.openbell.kernel.strategy.StrategySettings;
import io.openbell.kernel.strategy.StrategyType;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes strategies of classes and configurations, and hands them to the loop. On the thread "strategy-loader" only, because
 * an author's constructor may take its time.
 */
final class StrategyLoader {

    private static final Logger LOG = LoggerFactory.getLogger(StrategyLoader.class);
    private static final long REMOVAL_LIMIT_SECONDS = 2;
    private static final StrategySettings NOTHING =
            new StrategySettings(false, List.of(), Map.of());

    /** A strategy class of an installed bundle. */
    static final class Installed {
        final StrategyType type;
        final String version;
        final Optional<Artifact> bundle;
        final long bundleId;
        @Nullable StrategySettings inEffect;

        /** @param bundle its own if it was deployed, empty if it came with the system */
        Installed(StrategyType type, String version, Optional<Artifact> bundle, long bundleId) {
            this.type = type;
            this.version = version;
            this.bundle = bundle;
            this.bundleId = bundleId;
        }
    }

    /**
     * A strategy of a new bundle, ready to begin.
     *
     * @param settings what it would run by; empty if it is not to run
     * @param instance has seen nothing yet; null if it is not to run
     */
    record Prepared(
            StrategyType type,
            Optional<StrategySettings> settings,
            @Nullable Strategy instance,
            List<Bar> past) {}

    private final StrategyConfigurations configurations;
    private final StrategyHistory history;
    private final Consumer<TradingEvent> loop;
    private final Predicate<String> isSuspended;
    private final OperatorWishes wishes;
    private final BiConsumer<String, Runnable> later;
    private final Map<String, Installed> installed = new ConcurrentSkipListMap<>();
    private final Map<String, Long> unusable = new TreeMap<>();

    /**
     * A loader that knows of no bundle yet.
     *
     * @param history     asks for the past that strategies want
     * @param loop        puts a command into the loop's first lane
     * @param isSuspended whether the strategy of that name was suspended while it ran
     * @param wishes      what operators changed of the configuration
     * @param later       does something on the loader's thread
     */
    StrategyLoader(
            StrategyConfigurations configurations,
            StrategyHistory history,
            Consumer<TradingEvent> loop,
            Predicate<String> isSuspended,
            OperatorWishes wishes,
            BiConsumer<String, Runnable> later) {
        this.configurations = configurations;
        this.history = history;
        this.loop = loop;
        this.isSuspended = isSuspended;
        this.wishes = wishes;
        this.later = later;
    }

    /** How a bundle gives out its classes. */
    interface ClassSource {
        Class<?> load(String className) throws ClassNotFoundException;
    }

    /** A bundle with a strategy came that nobody has to be replaced by. */
    void install(
            long bundleId,
            String version,
            Optional<Artifact> bundle,
            String className,
            ClassSource classes) {
        String name = StrategyType.nameOf(simpleName(className));
        try {
            StrategyType type = StrategyType.of(classes.load(className));
            name = type.name();
            Installed present = installed.get(name);
            if (present != null) {
                LOG.error(
                        "strategy={} bundle={} ignored: a strategy of that name is there already"
                                + " bundle={}",
                        name,
                        bundleId,
                        present.bundleId);
                return;
            }
            installed.put(name, new Installed(type, version, bundle, bundleId));
            LOG.info("strategy={} version={} bundle={} installed", name, version, bundleId);
            configure(name);
        } catch (ClassNotFoundException | Error | IllegalArgumentException cause) {
            LOG.error(
                    "strategy={} bundle={} class={} unusable",
                    name,
                    bundleId,
                    className,
                    DetachedFailure.of(cause));
            if (!installed.containsKey(name)) {
                unusable.put(name, bundleId);
                park(name, version, NOTHING, State.SUSPENDED, cause.toString());
            }
        }
    }

    /** A bundle goes: its strategies end before this returns, or within two seconds. */
    void uninstall(long bundleId) {
        List<String> names =
                installed.values().stream()
                        .filter(strategy -> strategy.bundleId == bundleId)
                        .map(strategy -> strategy.type.name())
                        .toList();
        names.forEach(installed::remove);
        names.forEach(this::remove);
        List<String> broken =
                unusable.entrySet().stream()
                        .filter(entry -> entry.getValue() == bundleId)
                        .map(Map.Entry::getKey)
                        .toList();
        broken.forEach(unusable::remove);
        broken.forEach(this::remove);
    }

    /**
     * Makes the configuration of that strategy take effect, if it is installed. One that runs by the same settings already
     * is left alone; one that was suspended gets another chance.
     */
    void configure(String name) {
        Installed strategy = installed.get(name);
        if (strategy == null) {
            return;
        }
        try {
            Optional<Map<String, String>> configured = configured(strategy.type);
            if (configured.isEmpty()) {
                strategy.inEffect = null;
                park(
                        name,
                        strategy.version,
                        NOTHING,
                        State.DISABLED,
                        "not configured: etc/" + strategy.type.pid() + ".cfg is missing");
            } else {
                apply(strategy, configured.get());
            }
        } catch (IOException | IllegalArgumentException unusable) {
            refused(strategy, unusable);
        }
    }

    /** What the file says, with what operators changed since. */
    private Optional<Map<String, String>> configured(StrategyType type) throws IOException {
        return configurations
                .read(type)
                .map(
                        file -> {
                            Map<String, String> all = new TreeMap<>(file);
                            all.putAll(wishes.parameters(type.name()));
                            return all;
                        });
    }

    /**
     * What a strategy of that class would run by. Any thread.
     *
     * @return empty if it is not configured, or not enabled
     * @throws IllegalArgumentException if its configuration does not fit
     */
    Optional<StrategySettings> settingsOf(StrategyType type) throws IOException {
        return configured(type).map(type::settings).filter(StrategySettings::enabled);
    }

    /** The past that it wants. Any thread. */
    List<Bar> pastOf(StrategyType type, Strategy instance, StrategySettings settings) {
        return history.of(type.name(), instance, settings.symbols());
    }

    /** Who has that name now. */
    @Nullable Installed installed(String name) {
        return installed.get(name);
    }

    /** Of the strategies of that bundle. */
    List<String> namesOf(long bundleId) {
        return installed.entrySet().stream()
                .filter(entry -> entry.getValue().bundleId == bundleId)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Another chance for one that was stopped or suspended. */
    void restart(String name) {
        Installed strategy = installed.get(name);
        if (strategy != null) {
            strategy.inEffect = null;
            configure(name);
        }
    }

    /** What is wrong with that change; nothing happens. */
    List<String> problems(String name, Map<String, String> values) {
        Installed strategy = installed.get(name);
        if (strategy == null) {
            return List.of("no strategy of that name is installed: " + name);
        }
        try {
            Optional<Map<String, String>> file = configured(strategy.type);
            if (file.isEmpty()) {
                return List.of(name + " is not configured: etc/" + strategy.type.pid() + ".cfg");
            }
            Map<String, String> all = new TreeMap<>(file.get());
            all.putAll(values);
            return strategy.type.problems(all);
        } catch (IOException unreadable) {
            return List.of(String.valueOf(unreadable.getMessage()));
        }
    }

    /**
     * Gives a strategy of a new bundle its place, in the present one's stead if there is one; waits for the loop.
     *
     * @return why the present one goes on; empty if the new one has the place
     */
    Optional<String> adopt(Prepared fresh, String version, Artifact bundle, long bundleId)
            throws InterruptedException {
        String name = fresh.type().name();
        Installed next = new Installed(fresh.type(), version, Optional.of(bundle), bundleId);
        Strategy instance = fresh.instance();
        if (instance != null && fresh.settings().isPresent()) {
            StrategySettings settings = fresh.settings().get();
            CompletableFuture<Optional<String>> outcome =
                    start(next, settings, instance, fresh.past());
            try {
                Optional<String> refused = outcome.get();
                if (refused.isPresent()) {
                    return refused;
                }
            } catch (ExecutionException impossible) {
                throw new IllegalStateException(impossible);
            }
            next.inEffect = settings;
        }
        installed.put(name, next);
        unusable.remove(name);
        configure(name);
        return Optional.empty();
    }

    /** Puts an earlier one back in its place after {@link #adopt}. */
    void putBack(String name, @Nullable Installed earlier) {
        if (earlier == null) {
            drop(name);
        } else {
            earlier.inEffect = null;
            installed.put(name, earlier);
            configure(name);
        }
    }

    /** It ends, and its name is free. */
    void drop(String name) {
        installed.remove(name);
        remove(name);
    }

    private CompletableFuture<Optional<String>> start(
            Installed strategy, StrategySettings settings, Strategy instance, List<Bar> past) {
        String name = strategy.type.name();
        CompletableFuture<Optional<String>> outcome = new CompletableFuture<>();
        outcome.thenAccept(
                refused -> {
                    if (refused.isEmpty()) {
                        later.accept("states the version of " + name, () -> state(strategy));
                    }
                });
        loop.accept(
                new EngineCommand.Start(
                        name,
                        strategy.version,
                        strategy.bundle,
                        settings,
                        instance,
                        past,
                        outcome));
        return outcome;
    }

    private void state(Installed strategy) {
        loop.accept(
                new StrategyReplaced(
                        strategy.type.name(),
                        strategy.version,
                        strategy.bundle.map(Artifact::sha256).orElse("")));
    }

    private void apply(Installed strategy, Map<String, String> configured) {
        String name = strategy.type.name();
        StrategySettings settings = strategy.type.settings(configured);
        if (settings.equals(strategy.inEffect) && !isSuspended.test(name)) {
            return;
        }
        if (settings.enabled()) {
            Strategy instance = strategy.type.construct(settings);
            List<Bar> past = history.of(name, instance, settings.symbols());
            StrategySettings before = strategy.inEffect;
            start(strategy, settings, instance, past)
                    .thenAccept(
                            refused ->
                                    refused.ifPresent(
                                            reason ->
                                                    later.accept(
                                                            "notes a refusal of " + name,
                                                            () -> kept(strategy, before, reason))));
            LOG.info(
                    "strategy={} version={} starts symbols={} parameters={} barsOfThePast={}",
                    name,
                    strategy.version,
                    settings.symbols(),
                    settings.parameters(),
                    past.size());
        } else {
            park(name, strategy.version, settings, State.DISABLED, "enabled = false");
        }
        strategy.inEffect = settings;
    }

    /** The loop went on with the one that ran. */
    private void kept(Installed strategy, @Nullable StrategySettings before, String reason) {
        LOG.error(
                "strategy={} configuration={} cannot take effect, the earlier one stays: {}",
                strategy.type.name(),
                strategy.type.pid(),
                reason);
        wishes.forgetParameters(strategy.type.name());
        strategy.inEffect = before;
    }

    /** A strategy that runs goes on as it is; one that does not is shown with the reason. */
    private void refused(Installed strategy, Exception cause) {
        String name = strategy.type.name();
        boolean running = strategy.inEffect != null && strategy.inEffect.enabled();
        wishes.forgetParameters(name);
        LOG.error(
                "strategy={} configuration={} cannot take effect, {}",
                name,
                strategy.type.pid(),
                running ? "the earlier one stays" : "it does not run",
                DetachedFailure.of(cause));
        if (!running) {
            String reason = cause.getMessage() == null ? cause.toString() : cause.getMessage();
            park(name, strategy.version, NOTHING, State.SUSPENDED, reason);
        }
    }

    private void park(
            String name, String version, StrategySettings settings, State state, String reason) {
        loop.accept(new EngineCommand.Park(name, version, settings, state, reason));
    }

    private void remove(String name) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        loop.accept(new EngineCommand.Remove(name, done));
        if (await(done)) {
            LOG.info("strategy={} removed", name);
        } else {
            LOG.warn("strategy={} has not ended within {} s", name, REMOVAL_LIMIT_SECONDS);
        }
    }

    /** False if the loop did not get to it within two seconds. */
    static boolean await(CompletableFuture<Void> done) {
        try {
            done.get(REMOVAL_LIMIT_SECONDS, TimeUnit.SECONDS);
            return true;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException | TimeoutException late) {
            return false;
        }
    }

    private static String simpleName(String className) {
        return className.substring(className.lastIndexOf('.') + 1);
    }
}
