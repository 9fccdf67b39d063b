package io.openbell.api.component;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The sign of life of one thread of a component. The working thread itself beats, at least once a second while it has
 * nothing to do; never a timer in its place. The Supervisor looks several times a second and restarts the component when
 * the thread has ended, or has not beaten for {@link #LONGEST_SILENCE}.
 *
 * <p>What the thread waits for by contract (an answer of the venue: ten seconds) fits into that. Where it may take longer,
 * or belongs to somebody else, it {@linkplain #rest() rests}.
 */
public final class Heartbeat {

    /** Longer than any answer may take. */
    public static final Duration LONGEST_SILENCE = Duration.ofSeconds(15);

    private final String thread;
    private final AtomicLong beats = new AtomicLong();
    private volatile @Nullable Thread worker;
    private volatile boolean resting;
    private volatile boolean ended;
    private volatile String broken = "";

    /**
     * Of a thread that has not begun yet; it has {@link #LONGEST_SILENCE} to do so.
     *
     * @param thread its name, for people
     */
    public Heartbeat(String thread) {
        this.thread = thread;
    }

    /** The calling thread works. On the thread itself. */
    public void beat() {
        isOfThisThread();
        resting = false;
        // One writer at a time, and nobody needs the number at once.
        beats.lazySet(beats.getPlain() + 1);
    }

    /** Until its next beat the silence of the calling thread says nothing; its end still does. On the thread itself. */
    public void rest() {
        isOfThisThread();
        resting = true;
    }

    /** The thread may end from now on. Any thread. */
    public void end() {
        ended = true;
    }

    /** The same work, after a beat. What it throws counts as the end of its thread: a pool would keep it to itself. */
    public Runnable vital(Runnable work) {
        return () -> {
            beat();
            try {
                work.run();
            } catch (RuntimeException | Error fatal) {
                broken = fatal.toString();
                throw fatal;
            }
        };
    }

    /**
     * The same service, with a beat before and after each call: several questions in a row may take their time each. If it
     * rested before, it rests again.
     *
     * @param type an interface
     */
    public <T> T around(Class<T> type, T service) {
        Object beating =
                Proxy.newProxyInstance(
                        type.getClassLoader(),
                        new Class<?>[] {type},
                        (proxy, method, arguments) -> {
                            boolean rested = resting;
                            beat();
                            try {
                                return method.invoke(service, arguments);
                            } catch (InvocationTargetException thrown) {
                                Throwable cause = thrown.getCause();
                                throw cause == null ? thrown : cause;
                            } finally {
                                beat();
                                resting = rested;
                            }
                        });
        return type.cast(beating);
    }

    private void isOfThisThread() {
        Thread current = Thread.currentThread();
        if (worker != current) {
            worker = current;
        }
    }

    /** The thread's name, for people. */
    public String thread() {
        return thread;
    }

    /** How often it has beaten. Any thread. */
    public long beats() {
        return beats.get();
    }

    /** Its silence says nothing at this moment. Any thread. */
    public boolean isResting() {
        return resting || ended;
    }

    /** It has begun, and it or its work has ended although it was not to. Any thread. */
    public boolean isDead() {
        Thread known = worker;
        return !ended && (!broken.isEmpty() || (known != null && !known.isAlive()));
    }

    /** Of what its work has ended; empty if that goes on. Any thread. */
    public String broken() {
        return broken;
    }

    /** The thread, once it has beaten. */
    public Optional<Thread> worker() {
        return Optional.ofNullable(worker);
    }
}
