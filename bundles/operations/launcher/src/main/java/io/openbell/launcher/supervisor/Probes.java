package io.openbell.launcher.supervisor;

import io.openbell.api.component.Health;
import io.openbell.api.component.Heartbeat;
import io.openbell.api.component.SessionComponent;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/**
 * Asks components for their health, each on a thread of its own, "probe-" and the id. One whose answer hangs keeps its thread
 * until its next instance is asked: then it is interrupted and left. Called on the Supervisor's thread only.
 */
final class Probes {

    private static final class Line {
        private ExecutorService thread;
        private @Nullable Future<?> question;
        private volatile @Nullable Thread asks;
        private final List<Thread> left = new ArrayList<>();

        private Line(ExecutorService thread) {
            this.thread = thread;
        }

        private void leave() {
            Thread hangs = asks;
            if (hangs != null) {
                left.add(hangs);
            }
        }

        private boolean hasLeftTooMany() {
            left.removeIf(thread -> !thread.isAlive());
            return left.size() >= MOST_LEFT;
        }

        private void cameBack() {
            if (asks == Thread.currentThread()) {
                asks = null;
            }
        }
    }

    /** Threads of one component that hang in its health checks and are left; then it is not asked any more. */
    private static final int MOST_LEFT = 8;

    private final BundleContext context;
    private final Supervisor supervisor;
    private final Function<String, @Nullable URI> endpoints;
    private final Map<String, Line> lines = new HashMap<>();

    Probes(
            BundleContext context,
            Supervisor supervisor,
            Function<String, @Nullable URI> endpoints) {
        this.context = context;
        this.supervisor = supervisor;
        this.endpoints = endpoints;
    }

    void probe(String id, long epoch) {
        Line line = lines.computeIfAbsent(id, any -> new Line(thread(id)));
        Future<?> open = line.question;
        if (open != null && !open.isDone()) {
            if (line.hasLeftTooMany()) {
                Health health =
                        Health.hopeless(
                                "%d threads hang in its health checks; only a restart of the"
                                        + " process frees them",
                                MOST_LEFT);
                supervisor.happened(core -> core.answered(id, epoch, health));
                return;
            }
            line.leave();
            open.cancel(true);
            line.thread.shutdownNow();
            line.thread = thread(id);
        }
        line.question =
                line.thread.submit(
                        () -> {
                            line.asks = Thread.currentThread();
                            Health health = ask(id, epoch);
                            line.cameBack();
                            supervisor.happened(core -> core.answered(id, epoch, health));
                        });
    }

    /** Where the question that is open hangs, for people; empty if none is. */
    String whereItHangs(String id) {
        Line line = lines.get(id);
        Thread asks = line == null ? null : line.asks;
        return asks == null ? "" : Whereabouts.of(asks);
    }

    void close() {
        lines.values().forEach(line -> line.thread.shutdownNow());
    }

    private static ExecutorService thread(String id) {
        ThreadPoolExecutor executor =
                new ThreadPoolExecutor(
                        1,
                        1,
                        30,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(),
                        work -> {
                            Thread thread = new Thread(work, "probe-" + id);
                            thread.setDaemon(true);
                            return thread;
                        });
        executor.allowCoreThreadTimeOut(true);
        return executor;
    }

    private Health ask(String id, long epoch) {
        Health own;
        try {
            own = askComponent(id, epoch);
        } catch (RuntimeException | LinkageError | StackOverflowError thrown) {
            return Health.critical("its health check threw %s", Failures.of(thrown));
        } catch (InvalidSyntaxException impossible) {
            throw new IllegalArgumentException(id, impossible);
        }
        URI endpoint = endpoints.apply(id);
        if (endpoint == null || !own.isReady()) {
            return own;
        }
        Health other = EndpointProbe.ask(endpoint);
        return other.isReady() ? own : other;
    }

    private Health askComponent(String id, long epoch) throws InvalidSyntaxException {
        Collection<ServiceReference<SessionComponent>> references =
                context.getServiceReferences(
                        SessionComponent.class, "(" + SessionComponent.PROPERTY + "=" + id + ")");
        for (ServiceReference<SessionComponent> reference : references) {
            SessionComponent component = context.getService(reference);
            if (component != null) {
                try {
                    List<Heartbeat> hearts = List.copyOf(component.heartbeats());
                    supervisor.happened(core -> core.hears(id, epoch, hearts));
                    Health health = component.health();
                    return health == null ? Health.critical("its health is null") : health;
                } finally {
                    context.ungetService(reference);
                }
            }
        }
        return Health.critical("its service is not there");
    }
}
