package io.openbell.healthmonitor;

import io.openbell.api.component.ComponentStatus;
import io.openbell.api.component.Health;
import io.openbell.api.component.Heartbeat;
import io.openbell.api.component.Permit;
import io.openbell.api.component.SessionComponent;
import io.openbell.api.component.Supervision;
import io.openbell.api.engine.OrderJournal;
import io.openbell.api.engine.TradingLoop;
import io.openbell.api.recording.SessionRecordings;
import io.openbell.api.risk.EntriesSuspended;
import io.openbell.api.session.Session;
import io.openbell.api.view.ErrorLog;
import io.openbell.api.view.HealthBoard;
import io.openbell.api.view.Resources;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.execution.HealthCheckExecutor;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.component.propertytypes.SatisfyingConditionTarget;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Measures the machine, keeps one Felix health check per component, runs them all at an interval and logs what changed.
 * It publishes and alerts; the Supervisor decides.
 *
 * <p>All work is done on the thread "health-monitor"; other threads read the latest measurement.
 */
@Component(
        immediate = true,
        configurationPid = "openbell.health-monitor",
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        property = SessionComponent.PROPERTY + "=" + HealthMonitor.ID,
        service = {SessionComponent.class, Resources.class, HealthBoard.class})
@Designate(ocd = HealthMonitorConfig.class)
@SatisfyingConditionTarget(Permit.HEALTH_MONITOR)
public final class HealthMonitor implements SessionComponent, Resources, HealthBoard {

    static final String ID = "health-monitor";

    private static final Logger LOG = LoggerFactory.getLogger(HealthMonitor.class);

    private static final List<String> OWN =
            List.of(ResourceCheck.NAME, LoopChecks.LOOP, LoopChecks.JOURNAL, LoopChecks.RECORDING);

    private volatile @Nullable Supervision supervision;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile @Nullable HealthCheckExecutor executor;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile @Nullable TradingLoop loop;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile @Nullable ErrorLog errors;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile @Nullable OrderJournal journal;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile @Nullable SessionRecordings recordings;

    private final FactTeller facts = new FactTeller();
    private final Machine machine;
    private final Checks checks;
    private final ResourceCheck resources;
    private final ResourceGuard guard;
    private final HealthCheck loopCheck;
    private final HealthCheck journalCheck;
    private final HealthCheck recordingCheck;
    private final Duration interval;
    private final InstantSource clock;
    private final Transitions transitions = new Transitions();
    private final ScheduledExecutorService worker;
    private final Heartbeat heart = new Heartbeat(ID);

    /** By time that only passes: the clock may be put on. */
    private final LongSupplier nanoTime;

    private volatile long lastRunNanos;
    private volatile int lastCount;
    private volatile @Nullable Future<?> runs;
    private volatile List<Line> lines = List.of();
    private volatile String lastFailure = "";

    /** Takes what it needs; measures nothing yet. */
    @Activate
    public HealthMonitor(
            BundleContext context, @Reference Session session, HealthMonitorConfig config) {
        this(
                new OshiMachine(session.home()),
                (name, check) -> register(context, name, check),
                Duration.ofSeconds(config.intervalSeconds()),
                new ResourceCheck.Limits(
                        config.cpuWarnPercent(),
                        config.memoryWarnPercent(),
                        config.diskWarnPercent(),
                        config.filesWarnPercent()),
                new ResourceGuard.Limits(
                        config.cpuMaxPercent(),
                        config.memoryMaxPercent(),
                        config.diskMaxPercent(),
                        config.filesMaxPercent()),
                new LoopChecks.Limits(config.queueWarnPercent(), config.journalWarnMillis()),
                InstantSource.system(),
                System::nanoTime);
    }

    HealthMonitor(
            Machine machine,
            Checks.Registry registry,
            Duration interval,
            ResourceCheck.Limits limits,
            ResourceGuard.Limits hardLimits,
            LoopChecks.Limits loopLimits,
            InstantSource clock,
            LongSupplier nanoTime) {
        this.machine = machine;
        this.checks = new Checks(registry);
        this.resources = new ResourceCheck(limits);
        this.guard = new ResourceGuard(hardLimits);
        this.loopCheck = LoopChecks.loop(() -> loop, loopLimits.queueWarnPercent());
        this.journalCheck = LoopChecks.journal(() -> journal, loopLimits.journalWarnMillis());
        this.recordingCheck = LoopChecks.recording(() -> recordings);
        this.interval = interval;
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.lastRunNanos = nanoTime.getAsLong();
        this.worker =
                Executors.newSingleThreadScheduledExecutor(
                        task -> {
                            Thread thread = new Thread(task, ID);
                            thread.setDaemon(true);
                            return thread;
                        });
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY,
            unbind = "withoutSupervision")
    void supervision(Supervision bound) {
        supervision = bound;
    }

    void withoutSupervision(Supervision unbound) {
        if (supervision == unbound) {
            supervision = null;
        }
    }

    /** Begins, once the optional services are bound. */
    @Activate
    void start() {
        worker.scheduleWithFixedDelay(heart::beat, 0, 1, TimeUnit.SECONDS);
        runs =
                worker.scheduleWithFixedDelay(
                        heart.vital(this::run), 0, interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Ends the thread, then takes the checks back. */
    @Deactivate
    void stop() throws InterruptedException {
        heart.end();
        worker.shutdownNow();
        if (!worker.awaitTermination(2, TimeUnit.SECONDS)) {
            LOG.warn("thread={} does not end, its checks are taken back anyway", ID);
        }
        checks.close();
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Usage usage() {
        return resources.latest().usage();
    }

    @Override
    public List<Heartbeat> heartbeats() {
        return List.of(heart);
    }

    @Override
    public Health health() {
        Future<?> scheduled = runs;
        if (scheduled != null && scheduled.isDone()) {
            return Health.critical("checks are not run any more; last failure: %s", lastFailure);
        }
        long age = TimeUnit.NANOSECONDS.toSeconds(nanoTime.getAsLong() - lastRunNanos);
        if (age > 3 * interval.toSeconds() + 10) {
            return Health.critical(
                    "checks have not run for %d s, interval is %d s; last failure: %s",
                    age, interval.toSeconds(), lastFailure.isEmpty() ? "none" : lastFailure);
        }
        if (!lastFailure.isEmpty()) {
            return Health.warn("%s", lastFailure);
        }
        Health machineHealth = resources.judge();
        return new Health(
                machineHealth.status(),
                String.format(
                        "%s, checks=%d%s, lastRunSecondsAgo=%d",
                        machineHealth.detail(),
                        lastCount,
                        executor == null ? " asked directly (no HealthCheckExecutor)" : "",
                        age));
    }

    /** One run. Nothing may escape: the schedule would end. */
    private void run() {
        String failure = "";
        try {
            resources.take(machine.measure());
            facts.tell(loop, errors, resources.latest(), clock.instant());
            guardEntries();
        } catch (IOException | RuntimeException | LinkageError broken) {
            failure = "the machine cannot be measured: " + broken;
        }
        try {
            heart.beat();
            checks.follow(names(), this::create);
            Map<String, Transitions.Outcome> outcomes = CheckRunner.run(executor, checks.all());
            // Our own check repeats what "resources" says, or what was logged below.
            transitions.note(outcomes, clock.instant()).stream()
                    .filter(change -> !change.check().equals(ID))
                    .forEach(change -> change.log(LOG));
            lines = transitions.lines(outcomes);
            lastCount = outcomes.size();
            lastRunNanos = nanoTime.getAsLong();
        } catch (RuntimeException | LinkageError broken) {
            failure = "checks cannot be run: " + broken;
        }
        if (!failure.equals(lastFailure) && !failure.isEmpty()) {
            LOG.warn("{}", failure);
        }
        lastFailure = failure;
    }

    /** A gate that cannot be told is closed anyway: without a loop nothing is traded. */
    private void guardEntries() {
        TradingLoop present = loop;
        if (present != null) {
            guard.take(resources.latest(), clock.instant())
                    .ifPresent(
                            fact -> {
                                if (fact instanceof EntriesSuspended suspended) {
                                    LOG.warn(
                                            "entries=suspended source={} {}",
                                            suspended.source(),
                                            suspended.reason());
                                }
                                present.publishFirst(fact);
                            });
        }
    }

    private List<String> names() {
        List<String> names = new ArrayList<>();
        Supervision known = supervision;
        if (known == null) {
            names.addAll(checks.all().keySet());
        } else {
            known.components().stream().map(ComponentStatus::id).forEach(names::add);
        }
        for (String own : OWN) {
            if (!names.contains(own)) {
                names.add(own);
            }
        }
        return names;
    }

    private HealthCheck create(String name) {
        return switch (name) {
            case ResourceCheck.NAME -> resources;
            case LoopChecks.LOOP -> loopCheck;
            case LoopChecks.JOURNAL -> journalCheck;
            case LoopChecks.RECORDING -> recordingCheck;
            default -> new ComponentCheck(name, () -> supervision);
        };
    }

    @Override
    public List<Line> lines() {
        return lines;
    }

    private static Runnable register(BundleContext context, String name, HealthCheck check) {
        Hashtable<String, Object> properties = new Hashtable<>();
        properties.put(HealthCheck.NAME, name);
        properties.put(HealthCheck.TAGS, new String[] {CheckRunner.TAG, name});
        ServiceRegistration<HealthCheck> registration =
                context.registerService(HealthCheck.class, check, properties);
        return () -> {
            try {
                registration.unregister();
            } catch (IllegalStateException alreadyGone) {
                LOG.debug("check={} was already taken back", name, alreadyGone);
            }
        };
    }
}
