package io.openbell.launcher.supervisor;

import io.openbell.api.component.ComponentState;
import io.openbell.api.component.ComponentStatus;
import io.openbell.api.component.Health;
import io.openbell.api.component.Supervision;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread "supervisor" around {@link SupervisorCore}: everything that happens is put into its queue, and every decision is
 * made there. Others read snapshots.
 */
public final class Supervisor implements Supervision {

    /** Ends the process, in order. */
    public interface Termination {
        /** As {@link Supervision#shutdown}. */
        void shutdown(String source, int exitCode);
    }

    private static final Logger LOG = LoggerFactory.getLogger(Supervisor.class);
    private static final long BUSY_MILLIS = 50;
    private static final long CALM_MILLIS = 250;

    private final BlockingQueue<Consumer<SupervisorCore>> happenings = new LinkedBlockingQueue<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final List<String> startLog = new CopyOnWriteArrayList<>();
    private final List<String> stopLog = new CopyOnWriteArrayList<>();
    private final Supplier<ComponentStatus> ownLine;
    private final Supplier<Health> ownHealth;
    private final Termination termination;
    private final Runnable afterTick;
    private final UnaryOperator<String> redact;

    private volatile List<ComponentStatus> components = List.of();
    private volatile Map<String, Health> health = Map.of();
    private volatile List<String> missing = Catalogue.tradingCritical();
    private volatile boolean open;
    private volatile long wellAtNanos = System.nanoTime();

    /**
     * Does nothing before {@link #start}.
     *
     * @param ownLine   the launcher's own line of the status
     * @param ownHealth the launcher's own health
     * @param afterTick called on the thread after every look at the world
     * @param redact    takes secrets out of what people read: exceptions of components may quote anything
     */
    public Supervisor(
            Supplier<ComponentStatus> ownLine,
            Supplier<Health> ownHealth,
            Termination termination,
            Runnable afterTick,
            UnaryOperator<String> redact) {
        this.ownLine = ownLine;
        this.ownHealth = ownHealth;
        this.termination = termination;
        this.afterTick = afterTick;
        this.redact = redact;
    }

    /** Runs the core on a thread of its own until {@link #close}. */
    public void start(SupervisorCore core) {
        Thread thread = new Thread(() -> run(core), "supervisor");
        thread.setDaemon(true);
        thread.start();
    }

    /** Something happened; the core hears of it on its thread. */
    public void happened(Consumer<SupervisorCore> what) {
        happenings.add(what);
    }

    /** Trading-critical ids that are not ready, as of now. */
    public List<String> missing() {
        return missing;
    }

    /** When it last looked at the world and nothing went wrong; {@code System.nanoTime}. Any thread. */
    public long wellAtNanos() {
        return wellAtNanos;
    }

    /** It has stopped everything, and looks no more. */
    public boolean isClosed() {
        return closed.getCount() == 0;
    }

    /** Became ready; for the record. */
    public void started(String id) {
        startLog.add(id);
    }

    /** Stopped; for the record. */
    public void stopped(String id) {
        stopLog.add(id);
    }

    /** Stops everything in order, and waits for it. True if it came to an end in time. */
    public boolean stopAll(long timeoutMillis) throws InterruptedException {
        happened(SupervisorCore::close);
        return closed.await(timeoutMillis, TimeUnit.MILLISECONDS);
    }

    @Override
    public List<ComponentStatus> components() {
        List<ComponentStatus> lines = new ArrayList<>();
        lines.add(ownLine.get());
        lines.addAll(components);
        return List.copyOf(lines);
    }

    @Override
    public Map<String, Health> health() {
        Map<String, Health> answers = new LinkedHashMap<>();
        answers.put(Catalogue.LAUNCHER, ownHealth.get());
        answers.putAll(health);
        return answers;
    }

    @Override
    public boolean sessionOpen() {
        return open;
    }

    @Override
    public boolean reset(String id, String operator) {
        if (components.stream().noneMatch(line -> line.id().equals(id) && isInstalled(line))) {
            return false;
        }
        LOG.info("component={} reset=true operator={}", id, operator);
        happened(core -> core.reset(id));
        return true;
    }

    private static boolean isInstalled(ComponentStatus line) {
        return line.state() != ComponentState.NOT_INSTALLED
                && line.state() != ComponentState.NOT_IN_THIS_MODE;
    }

    @Override
    public List<String> startLog() {
        return List.copyOf(startLog);
    }

    @Override
    public List<String> stopLog() {
        return List.copyOf(stopLog);
    }

    @Override
    public void shutdown(String source, int exitCode) {
        termination.shutdown(source, exitCode);
    }

    /** As {@link #stopAll}; says so if something did not stop. */
    public void close(Duration limit) {
        try {
            if (!stopAll(limit.toMillis())) {
                LOG.error(
                        "not every component stopped within {} s; stopped={}",
                        limit.toSeconds(),
                        stopLog);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private ComponentStatus redacted(ComponentStatus line) {
        return new ComponentStatus(
                line.id(),
                line.state(),
                line.required(),
                redact.apply(line.reason()),
                line.hard(),
                line.soft(),
                line.restarts(),
                line.since());
    }

    private Health redacted(Health answer) {
        return new Health(answer.status(), redact.apply(answer.detail()), answer.permanent());
    }

    private void run(SupervisorCore core) {
        while (closed.getCount() > 0) {
            try {
                Consumer<SupervisorCore> next =
                        happenings.poll(
                                core.isBusy() ? BUSY_MILLIS : CALM_MILLIS, TimeUnit.MILLISECONDS);
                for (; next != null; next = happenings.poll()) {
                    next.accept(core);
                }
                core.tick();
                components = core.components().stream().map(this::redacted).toList();
                health =
                        core.health().entrySet().stream()
                                .collect(
                                        Collectors.toUnmodifiableMap(
                                                Map.Entry::getKey, e -> redacted(e.getValue())));
                missing = core.missing();
                open = core.isOpen();
                afterTick.run();
                wellAtNanos = System.nanoTime();
                if (core.isClosed()) {
                    closed.countDown();
                }
            } catch (InterruptedException interrupted) {
                LOG.warn("the supervisor's thread was interrupted, which nobody should do");
            } catch (RuntimeException failed) {
                missing = Catalogue.tradingCritical();
                LOG.error("the supervisor failed at one step; no new risk until one works", failed);
            }
        }
    }
}
