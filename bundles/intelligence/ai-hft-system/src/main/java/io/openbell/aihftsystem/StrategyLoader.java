package io.openbell.aihftsystem;

import io.openbell.api.engine.TradingEvent;
import io.openbell.api.market.Bar;
import io.openbell.api.strategy.Strategy;
import io.openbell.api.view.StrategyStatus.State;
import io.openbell.kernel.strategy.StrategySettings;
import io.openbell.kernel.strategy.StrategyType;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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
    private static final class Installed {
        final StrategyType type;
        final String version;
        final long bundleId;
        @Nullable StrategySettings inEffect;

        Installed(StrategyType type, String version, long bundleId) {
            this.type = type;
            this.version = version;
            this.bundleId = bundleId;
        }
    }

    private final StrategyConfigurations configurations;
    private final StrategyHistory history;
    private final Consumer<TradingEvent> loop;
    private final Predicate<String> isSuspended;
    private final Map<String, Installed> installed = new TreeMap<>();
    private final Map<String, Long> unusable = new TreeMap<>();

    /**
     * A loader that knows of no bundle yet.
     *
     * @param history     asks for the past that strategies want
     * @param loop        puts a command into the loop's first lane
     * @param isSuspended whether the strategy of that name was suspended while it ran
     */
    StrategyLoader(
            StrategyConfigurations configurations,
            StrategyHistory history,
            Consumer<TradingEvent> loop,
            Predicate<String> isSuspended) {
        this.configurations = configurations;
        this.history = history;
        this.loop = loop;
        this.isSuspended = isSuspended;
    }

    /** How a bundle gives out its classes. */
    interface ClassSource {
        Class<?> load(String className) throws ClassNotFoundException;
    }

    /** A bundle with a strategy came. */
    void install(long bundleId, String version, String className, ClassSource classes) {
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
            installed.put(name, new Installed(type, version, bundleId));
            LOG.info("strategy={} version={} bundle={} installed", name, version, bundleId);
            configure(name);
        } catch (ClassNotFoundException | LinkageError | IllegalArgumentException cause) {
            LOG.error("strategy={} bundle={} class={} unusable", name, bundleId, className, cause);
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
            Optional<Map<String, String>> configured = configurations.read(strategy.type);
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

    private void apply(Installed strategy, Map<String, String> configured) {
        String name = strategy.type.name();
        StrategySettings settings = strategy.type.settings(configured);
        if (settings.equals(strategy.inEffect) && !isSuspended.test(name)) {
            return;
        }
        if (settings.enabled()) {
            Strategy instance = strategy.type.construct(settings);
            List<Bar> past = history.of(name, instance, settings.symbols());
            loop.accept(new EngineCommand.Start(name, strategy.version, settings, instance, past));
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

    /** A strategy that runs goes on as it is; one that does not is shown with the reason. */
    private void refused(Installed strategy, Exception cause) {
        String name = strategy.type.name();
        boolean running = strategy.inEffect != null && strategy.inEffect.enabled();
        LOG.error(
                "strategy={} configuration={} cannot take effect, {}",
                name,
                strategy.type.pid(),
                running ? "the earlier one stays" : "it does not run",
                cause);
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
