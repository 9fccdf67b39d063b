package io.openbell.launcher;

import io.openbell.api.component.ComponentState;
import io.openbell.api.component.ComponentStatus;
import io.openbell.api.component.Health;
import io.openbell.api.component.Supervision;
import io.openbell.api.engine.TradingLoop;
import io.openbell.api.risk.HaltLatch;
import io.openbell.launcher.config.Configurations;
import io.openbell.launcher.config.Problem;
import io.openbell.launcher.supervisor.Catalogue;
import io.openbell.launcher.supervisor.DependencyGraph;
import io.openbell.launcher.supervisor.FailureLog;
import io.openbell.launcher.supervisor.Policy;
import io.openbell.launcher.supervisor.ScrMachinery;
import io.openbell.launcher.supervisor.Supervisor;
import io.openbell.launcher.supervisor.SupervisorCore;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The Supervisor, wired to this framework, this home and this configuration. */
final class SessionSupervision {

    private static final Logger LOG = LoggerFactory.getLogger(SessionSupervision.class);

    /** More than a halt needs to be durable and orders to be canceled. */
    private static final Duration LONGEST_END = Duration.ofSeconds(15);

    private final LaunchSettings settings;
    private final Supervisor supervisor;
    private final ScrMachinery machinery;
    private final SessionRecord record;
    private final BooleanSupplier preflightPassed;
    private final FailureLog failures;
    private final SupervisorWatchdog watchdog;
    private final Instant startedAt = Instant.now();
    private volatile @Nullable Configurations configurations;
    private volatile boolean closing;
    private volatile boolean opened;
    private volatile Supplier<String> trouble = () -> "";

    SessionSupervision(
            BundleContext context,
            ServiceComponentRuntime scr,
            LaunchSettings settings,
            HomeFolder home,
            Supervisor.Termination termination,
            Supplier<@Nullable TradingLoop> loops,
            Supplier<@Nullable HaltLatch> latches,
            BooleanSupplier preflightPassed,
            HeartbeatFile heartbeat,
            UnaryOperator<String> redact) {
        this.settings = settings;
        this.preflightPassed = preflightPassed;
        this.failures = new FailureLog(home.path().resolve(FailureLog.FILE));
        SessionHalt halt = new SessionHalt(latches);
        ReadinessPublisher readiness = new ReadinessPublisher(loops, InstantSource.system());
        this.supervisor =
                new Supervisor(
                        this::ownLine,
                        this::ownHealth,
                        termination,
                        () -> looked(readiness),
                        redact);
        this.machinery =
                new ScrMachinery(
                        context,
                        scr,
                        settings.mode(),
                        supervisor,
                        id -> {
                            Configurations known = configurations;
                            Policy policy = known == null ? null : known.policies().get(id);
                            return policy == null ? null : policy.healthEndpoint();
                        });
        this.record =
                new SessionRecord(home, supervisor, failures, halt, settings.exitOnHalt(), redact);
        this.watchdog =
                new SupervisorWatchdog(
                        supervisor::wellAtNanos,
                        System::nanoTime,
                        stall -> end(stall, home, halt),
                        heartbeat::look);
    }

    /** Something else that belongs to the launcher's own health: what is wrong, for people; empty if nothing is. */
    void warnOf(Supplier<String> told) {
        trouble = told;
    }

    Supervisor supervisor() {
        return supervisor;
    }

    /** What others are told: no session is open before the pre-flight has passed. */
    Supervision board() {
        return new PreflightedSupervision(supervisor, preflightPassed);
    }

    /** Reads who stands on whom; nothing starts yet. */
    DependencyGraph graph() throws StartException {
        try {
            return machinery.firstGraph();
        } catch (IllegalStateException cycle) {
            throw new StartException(ExitCode.CONFIGURATION, String.valueOf(cycle.getMessage()));
        }
    }

    /** Components may have started. */
    boolean isOpen() {
        return configurations != null;
    }

    /** Everything was ready at some time, and orders may have left. */
    boolean wasReady() {
        return opened;
    }

    /** Ids of the components that are installed. */
    Set<String> components() {
        return machinery.components();
    }

    /** From now on components start, and changes of the configuration take effect. */
    void open(DependencyGraph graph, Configurations checked) throws IOException {
        configurations = checked;
        SupervisorCore core =
                new SupervisorCore(
                        machinery,
                        System::nanoTime,
                        InstantSource.system(),
                        () -> ThreadLocalRandom.current().nextDouble(),
                        settings.mode(),
                        record);
        core.graph(graph);
        core.policies(checked.policies());
        core.remember(failures.open(Instant.now().minus(FailureLog.KEPT)));
        supervisor.start(core);
        watchdog.start();
        checked.watch(
                id ->
                        supervisor.happened(
                                running -> {
                                    running.policies(checked.policies());
                                    running.configured(id);
                                }));
    }

    /** From now on the trading loop hears that nothing is ready: the gate takes no new risk. */
    void closeGate() {
        closing = true;
    }

    /** Stops every component in order; the ids of those that did not stop by then are returned. */
    List<String> close(Duration limit) {
        closing = true;
        Configurations known = configurations;
        if (known != null) {
            known.close();
            supervisor.close(limit);
        }
        watchdog.close();
        machinery.close();
        // One may have been restarted: it has stopped if it did so as often as it started.
        List<String> started = supervisor.startLog();
        List<String> stopped = supervisor.stopLog();
        return started.stream()
                .distinct()
                .filter(id -> times(started, id) > times(stopped, id))
                .toList();
    }

    private static int times(List<String> ids, String id) {
        return Collections.frequency(ids, id);
    }

    /** Ids in the order in which they stopped, each where it stopped for the last time. */
    List<String> stopOrder() {
        Set<String> order = new LinkedHashSet<>();
        for (String id : supervisor.stopLog()) {
            order.remove(id);
            order.add(id);
        }
        return List.copyOf(order);
    }

    /** Nobody can stop the components in order any more. Whatever else hangs, a disk for example, the process goes. */
    private static void end(String stall, HomeFolder home, SessionHalt halt) {
        Thread words = new Thread(() -> lastWords(stall, home, halt), "supervisor-stalled");
        words.setDaemon(true);
        words.start();
        try {
            words.join(LONGEST_END.toMillis());
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(ExitCode.INTERNAL);
    }

    private static void lastWords(String stall, HomeFolder home, SessionHalt halt) {
        halt.because(stall);
        LOG.error("session=ends exitCode={} reason=\"{}\"", ExitCode.INTERNAL, stall);
        try {
            home.write("exit-code", ExitCode.INTERNAL + "\n");
        } catch (IOException unwritable) {
            LOG.error("file=run/exit-code cannot be written", unwritable);
        }
        halt.settle();
    }

    private void looked(ReadinessPublisher readiness) {
        boolean passed = preflightPassed.getAsBoolean();
        List<String> missing =
                new ArrayList<>(closing ? Catalogue.tradingCritical() : supervisor.missing());
        if (!passed) {
            missing.add(0, "pre-flight");
        }
        if (missing.isEmpty()) {
            // Before anybody hears of it: from then on orders may leave.
            opened = true;
        }
        readiness.publish(missing, System.nanoTime());
        if (passed) {
            record.looked();
        }
    }

    private Health ownHealth() {
        Configurations known = configurations;
        List<Problem> problems = known == null ? List.of() : known.problems();
        String other = trouble.get();
        return problems.isEmpty()
                ? other.isEmpty() ? Health.ok("configuration in effect") : Health.warn("%s", other)
                : Health.warn(
                        "configuration refused, what was in effect stays: %s%s",
                        problems.get(0),
                        problems.size() == 1 ? "" : " (and " + (problems.size() - 1) + " more)");
    }

    private ComponentStatus ownLine() {
        Health health = ownHealth();
        boolean well = health.status() == Health.Status.OK;
        return new ComponentStatus(
                Catalogue.LAUNCHER,
                well ? ComponentState.RUNNING : ComponentState.WARNING,
                true,
                well ? "" : health.detail(),
                List.of(),
                List.of(),
                0,
                startedAt);
    }
}
