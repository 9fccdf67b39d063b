package io.openbell.launcher.supervisor;

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

    private volatile List<ComponentStatus> components = List.of();
    private volatile Map<String, Health> health = Map.of();
    private volatile List<String> missing = Catalogue.tradingCritical();
    private volatile boolean open;

    /**
     * Does nothing before {@link #start}.
     *
     * @param ownLine   the launcher's own line of the status
     * @param ownHealth the launcher's own health
     * @param afterTick called on the thread after every look at the world
     */
    public Supervisor(
            Supplier<ComponentStatus> ownLine,
            Supplier<Health> ownHealth,
            Termination termination,
            Runnable afterTick) {
        this.ownLine = ownLine;
        this.ownHealth = ownHealth;
        this.termination = termination;
        this.afterTick = afterTick;
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
                components = core.components();
                health = Map.copyOf(core.health());
                missing = core.missing();
                open = core.isOpen();
                afterTick.run();
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
