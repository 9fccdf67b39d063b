package io.openbell.itests.faulty;

import io.openbell.api.component.Health;
import io.openbell.api.component.SessionComponent;
import java.util.concurrent.TimeUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.propertytypes.SatisfyingConditionTarget;

/**
 * Does wrong what its file says: {@code exception} and {@code hang} in its health, {@code thread-death} of its worker,
 * {@code deadlock} of its worker with another thread, {@code slow-stop} (eight seconds, once its worker has died). Its worker
 * takes all there is of {@code heap}, {@code metaspace}, {@code direct-memory} or {@code native-threads}.
 */
@Component(
        immediate = true,
        configurationPid = "openbell.misbehaving",
        service = {SessionComponent.class, Misbehaving.class},
        property = SessionComponent.PROPERTY + "=misbehaving")
@SatisfyingConditionTarget("(osgi.condition.id=openbell.permit.misbehaving)")
public final class Misbehaving implements SessionComponent {

    private static final String ID = "misbehaving";

    private final Object lock = new Object();
    private final Greed greed = new Greed();
    private volatile boolean stopsSlowly;
    private volatile boolean stopped;

    /** Misbehaves later. */
    @Activate
    public Misbehaving() {
        Thread worker = new Thread(this::work, "misbehaving-work");
        worker.setDaemon(true);
        worker.start();
    }

    /** Ends its thread. */
    @Deactivate
    public void close() {
        stopped = true;
        greed.letGo();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(stopsSlowly ? 8 : 0);
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Health health() {
        switch (Fault.kind(ID)) {
            case "exception" -> throw new IllegalStateException("thrown on purpose");
            case "hang" -> Fault.hang();
            default -> {
                synchronized (lock) {
                    return Health.ok("instance %s", Integer.toHexString(hashCode()));
                }
            }
        }
        return Health.ok("came back");
    }

    private void work() {
        while (!stopped) {
            String kind = Fault.kind(ID);
            switch (kind) {
                case "slow-stop", "thread-death" -> {
                    stopsSlowly = kind.equals("slow-stop");
                    Fault.over(ID);
                    throw new IllegalStateException("died on purpose");
                }
                case "deadlock" -> {
                    Fault.over(ID);
                    synchronized (lock) {
                        new Deadlock().enter("misbehaving-other");
                    }
                }
                case "heap", "metaspace", "direct-memory", "native-threads" -> {
                    Fault.over(ID);
                    greed.take(kind);
                }
                default -> pause();
            }
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(50);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
