package io.openbell.itests.faulty;

import io.openbell.api.component.Heartbeat;
import io.openbell.api.component.SessionComponent;
import io.openbell.itests.faulty.OwnFields.Slot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/**
 * Does something to the real components: makes their health checks throw, hang or lock up, their threads die or stand
 * still, their deactivation take long. Each order ends with the instance that it was done to.
 */
@Component(immediate = true, service = Saboteur.class)
public final class Saboteur {

    private final BundleContext context;
    private final Orders orders;
    private final List<Worker> hanging = new ArrayList<>();

    /** Waits for orders. */
    @Activate
    public Saboteur(BundleContext context) {
        this.context = context;
        this.orders = new Orders(this::obey);
    }

    @Deactivate
    void close() {
        orders.close();
    }

    private String obey(String[] words) {
        if (words[0].equals("resume")) {
            hanging.forEach(Worker::goOn);
            hanging.clear();
            return "";
        }
        if (words[0].equals("all-threads")) {
            return Thread.getAllStackTraces().keySet().stream()
                    .map(thread -> thread.getId() + ":" + thread.getName())
                    .distinct()
                    .collect(Collectors.joining(";"));
        }
        String id = words[1];
        if (id.equals("engine")) {
            Worker.named(words[2]).die();
            return words[2];
        }
        SessionComponent component = component(id);
        return switch (words[0]) {
            case "threads" ->
                    component.heartbeats().stream()
                            .map(Heartbeat::thread)
                            .collect(Collectors.joining(" "));
            case "exception" ->
                    inHealth(
                            component,
                            () -> {
                                throw new IllegalStateException("thrown on purpose");
                            });
            case "hang" -> inHealth(component, Fault::hang);
            case "deadlock" ->
                    inHealth(component, () -> new Deadlock().enter("deadlock-" + component.id()));
            case "thread-death" -> death(component, Worker.of(component, words[2]));
            case "thread-hang" -> {
                Worker worker = Worker.of(component, words[2]);
                worker.hang();
                hanging.add(worker);
                yield words[2];
            }
            case "bundle-stop" -> stop(FrameworkUtil.getBundle(component.getClass()));
            case "slow-stop" -> slowStop(component, Long.parseLong(words[2]));
            default -> throw new IllegalArgumentException(words[0]);
        };
    }

    /** As somebody's bundle:stop would; how long ago it began is part of the answer. */
    private static String stop(Bundle bundle) {
        Instant begun = Instant.now();
        try {
            bundle.stop();
        } catch (BundleException refused) {
            throw new IllegalStateException(refused);
        }
        return bundle.getSymbolicName() + " " + begun;
    }

    /** By an error in its own code; where Netty would catch that, by one that hits it while it waits for its sockets. */
    private String death(SessionComponent component, Worker worker) {
        if (worker.waitsForSockets()) {
            worker.die();
            return worker.name();
        }
        Strike strike = new Strike(worker, () -> orders.note("survived", worker.name()));
        for (Slot slot : OwnFields.of(component)) {
            Interception.before(slot, strike);
        }
        strike.await();
        return worker.name();
    }

    /** On the Supervisor's probe only: others who call the same go on undisturbed. */
    private static String inHealth(SessionComponent component, Runnable fault) {
        Slot slot =
                Interception.onTheWayOf(component::health, OwnFields.of(component))
                        .orElseThrow(
                                () ->
                                        new IllegalStateException(
                                                "its health check calls nobody else"));
        String probe = "probe-" + component.id();
        Interception.before(
                slot,
                () -> {
                    if (Thread.currentThread().getName().equals(probe)) {
                        fault.run();
                    }
                });
        return slot.toString();
    }

    /** Whatever its deactivation calls first takes that long. */
    private String slowStop(SessionComponent component, long millis) {
        String permit = "permit-" + component.id();
        AtomicBoolean once = new AtomicBoolean();
        for (Slot slot : OwnFields.of(component)) {
            Interception.before(
                    slot,
                    () -> {
                        if (Thread.currentThread().getName().equals(permit)
                                && once.compareAndSet(false, true)) {
                            Instant begun = Instant.now();
                            pause(millis);
                            orders.note("slow-stop", slot + " " + begun + " " + Instant.now());
                        }
                    });
        }
        return "";
    }

    /** An interrupt does not shorten it. */
    private static void pause(long millis) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        boolean interrupted = false;
        for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
            try {
                TimeUnit.NANOSECONDS.sleep(left);
            } catch (InterruptedException meant) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private SessionComponent component(String id) {
        try {
            for (ServiceReference<SessionComponent> reference :
                    context.getServiceReferences(
                            SessionComponent.class,
                            "(" + SessionComponent.PROPERTY + "=" + id + ")")) {
                SessionComponent component = context.getService(reference);
                if (component != null) {
                    // Not held on to: the component must be free to go.
                    context.ungetService(reference);
                    return component;
                }
            }
        } catch (InvalidSyntaxException impossible) {
            throw new IllegalArgumentException(id, impossible);
        }
        throw new IllegalStateException(id + " is not there");
    }
}
