package io.openbell.aihftsystem;

import io.openbell.aihftsystem.StrategyLoader.Installed;
import io.openbell.aihftsystem.StrategyLoader.Prepared;
import io.openbell.aihftsystem.Trial.Candidate;
import io.openbell.aihftsystem.Trial.TrialFailed;
import io.openbell.api.engine.TradingEvent;
import io.openbell.api.market.Bar;
import io.openbell.api.strategy.Strategy;
import io.openbell.kernel.strategy.StrategyOutput;
import io.openbell.kernel.strategy.StrategySettings;
import io.openbell.kernel.strategy.StrategyType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts a bundle to the test beside what runs: it must resolve and start, its components must be up, its strategies must load,
 * construct, restore the present one's snapshot, and take the first events. All of it happens on threads of its own.
 */
final class CandidateTrials {

    private static final Logger LOG = LoggerFactory.getLogger(CandidateTrials.class);

    /** A bundle that may take over. */
    record Passed(CandidateBundle bundle, List<Prepared> prepared, @Nullable Trial shadow) {}

    private final BundleContext context;
    private final StrategyLoader loader;
    private final Consumer<TradingEvent> loop;
    private final StrategyOutput log;
    private final Supplier<@Nullable ServiceComponentRuntime> components;
    private final Trial.Length length;

    /** @param loop puts a command into the loop's first lane */
    CandidateTrials(
            BundleContext context,
            StrategyLoader loader,
            Consumer<TradingEvent> loop,
            StrategyOutput log,
            Supplier<@Nullable ServiceComponentRuntime> components,
            Trial.Length length) {
        this.context = context;
        this.loader = loader;
        this.loop = loop;
        this.log = log;
        this.components = components;
        this.length = length;
    }

    void removeLeftovers() {
        CandidateBundle.removeAll(context);
    }

    /** Installs and starts a bundle that passed before. */
    CandidateBundle install(StrategyJar jar) throws InterruptedException {
        WorkMonitor work = new WorkMonitor();
        return work.await("strategy-trial", () -> installed(jar, work));
    }

    /**
     * Tries it.
     *
     * @param shadow    it is to go on beside the others
     * @param replaced  names of strategies whose place it may take; of others it may not
     * @throws TrialFailed with the reason; nothing of it is left then
     */
    Passed pass(StrategyJar jar, boolean shadow, List<String> replaced)
            throws InterruptedException {
        WorkMonitor work = new WorkMonitor();
        CandidateBundle[] holder = new CandidateBundle[1];
        Trial[] begun = new Trial[1];
        boolean passed = false;
        try {
            Passed result =
                    work.await(
                            "strategy-trial",
                            () -> {
                                CandidateBundle bundle = installed(jar, work);
                                holder[0] = bundle;
                                return tried(jar, bundle, shadow, replaced, work, begun);
                            });
            passed = true;
            Trial trial = result.shadow();
            if (trial != null) {
                follow(trial);
            }
            return result;
        } finally {
            if (begun[0] != null && !(passed && shadow)) {
                end(begun[0]);
            }
            if (holder[0] != null && !passed) {
                holder[0].uninstall();
            }
        }
    }

    private CandidateBundle installed(StrategyJar jar, WorkMonitor work) throws Exception {
        CandidateBundle bundle =
                work.load("is being installed", () -> CandidateBundle.install(context, jar));
        try {
            return work.load(
                    "starts",
                    () -> {
                        bundle.start();
                        bundle.checkComponents(components.get());
                        return bundle;
                    });
        } catch (BundleException | RuntimeException | Error broken) {
            bundle.uninstall();
            throw new TrialFailed("it does not start: " + firstLines(broken), broken);
        }
    }

    private static String firstLines(Throwable broken) {
        String message = broken.getMessage() == null ? broken.toString() : broken.getMessage();
        Throwable cause = broken.getCause();
        return cause == null ? message : message + ": " + cause;
    }

    private Passed tried(
            StrategyJar jar,
            CandidateBundle bundle,
            boolean shadow,
            List<String> replaced,
            WorkMonitor work,
            @Nullable Trial[] begun)
            throws Exception {
        List<Prepared> prepared = new ArrayList<>();
        List<Candidate> candidates = new ArrayList<>();
        for (String className : jar.classNames()) {
            StrategyType type =
                    work.load("loads " + className, () -> StrategyType.of(load(bundle, className)));
            Installed present = loader.installed(type.name());
            if (present != null && !replaced.contains(type.name()) && !shadow) {
                throw new TrialFailed(
                        "there is a strategy "
                                + type.name()
                                + " already, in bundle "
                                + present.bundleId
                                + "; give the class another name");
            }
            Optional<StrategySettings> settings = settings(type, present);
            if (settings.isEmpty()) {
                prepared.add(new Prepared(type, settings, null, List.of()));
                continue;
            }
            Strategy onTrial = constructed(type, settings.get(), work);
            List<Bar> past =
                    work.load(
                            "is asked for the past it wants",
                            () -> loader.pastOf(type, onTrial, settings.get()));
            candidates.add(
                    new Candidate(
                            type.name(),
                            jar.version(),
                            present == null ? "" : present.version,
                            onTrial,
                            settings.get(),
                            past));
            prepared.add(
                    new Prepared(
                            type,
                            settings,
                            shadow ? null : constructed(type, settings.get(), work),
                            past));
        }
        if (candidates.isEmpty()) {
            if (shadow) {
                throw new TrialFailed("none of its strategies is configured and enabled");
            }
            return new Passed(bundle, prepared, null);
        }
        Trial trial = new Trial(candidates, log);
        begun[0] = trial;
        loop.accept(new TrialCommand.Begin(trial));
        trial.pass(length, work);
        return new Passed(bundle, prepared, shadow ? trial : null);
    }

    private static Class<?> load(CandidateBundle bundle, String className)
            throws ClassNotFoundException {
        try {
            return bundle.load(className);
        } catch (ClassNotFoundException absent) {
            throw new TrialFailed("its manifest names a class that it lacks: " + className, absent);
        }
    }

    /** One that has nobody to replace may wait for a configuration that fits; one that has must fit. */
    private Optional<StrategySettings> settings(StrategyType type, @Nullable Installed present)
            throws IOException {
        try {
            return loader.settingsOf(type);
        } catch (IllegalArgumentException unfit) {
            if (present == null || present.inEffect == null || !present.inEffect.enabled()) {
                return Optional.empty();
            }
            throw new TrialFailed("etc/" + type.pid() + ".cfg: " + unfit.getMessage(), unfit);
        }
    }

    private static Strategy constructed(
            StrategyType type, StrategySettings settings, WorkMonitor work) throws Exception {
        return work.load("constructs " + type.name(), () -> type.construct(settings));
    }

    /** One thread takes the events, another sees to it that it comes back from each. */
    private static void follow(Trial trial) {
        Thread thread =
                new Thread(
                        () -> {
                            WorkMonitor work = new WorkMonitor();
                            try {
                                work.await("strategy-shadow", () -> trial.follow(work));
                            } catch (TrialFailed failed) {
                                LOG.warn(
                                        "strategies={} in the shadow ended: {}",
                                        trial.candidates().stream().map(Candidate::name).toList(),
                                        failed.getMessage());
                                trial.fail(String.valueOf(failed.getMessage()));
                            } catch (InterruptedException closing) {
                                Thread.currentThread().interrupt();
                            }
                        },
                        "strategy-shadow-watch");
        thread.setDaemon(true);
        thread.start();
    }

    /** It gets nothing more. */
    void end(Trial trial) {
        trial.close();
        try {
            loop.accept(new TrialCommand.End(trial));
        } catch (IllegalStateException stopped) {
            LOG.debug("the trading loop has stopped before the trial", stopped);
        }
    }
}
