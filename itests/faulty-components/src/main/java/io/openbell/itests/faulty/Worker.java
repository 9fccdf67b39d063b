package io.openbell.itests.faulty;

import io.openbell.api.component.Heartbeat;
import io.openbell.api.component.SessionComponent;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** A thread of a component, which dies or stands still. */
final class Worker {

    /** Where a thread waits that has nothing to do, and so holds no lock that others need. */
    private static final Set<String> IDLE = Set.of("park", "wait", "sleep", "epollWait", "poll");

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final Thread thread;

    private Worker(Thread thread) {
        this.thread = thread;
    }

    static Worker of(SessionComponent component, String name) {
        for (Heartbeat heart : component.heartbeats()) {
            if (heart.thread().equals(name)) {
                return new Worker(
                        heart.worker()
                                .orElseThrow(() -> new IllegalStateException("has not begun")));
            }
        }
        throw new IllegalStateException("no thread " + name);
    }

    /** Any thread of the process. */
    static Worker named(String name) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals(name))
                .findFirst()
                .map(Worker::new)
                .orElseThrow(() -> new IllegalStateException("no thread " + name));
    }

    String name() {
        return thread.getName();
    }

    boolean isCurrent() {
        return Thread.currentThread() == thread;
    }

    /** An event loop, between two events. */
    boolean waitsForSockets() {
        return List.of(thread.getStackTrace()).stream()
                .anyMatch(frame -> frame.getClassName().startsWith("io.netty.channel.nio."));
    }

    /** Where it waits in a lock of java.util.concurrent, that may be unusable afterwards. */
    @SuppressWarnings({"deprecation", "removal"})
    void die() {
        awaitIdle();
        thread.stop();
    }

    /** Stands still wherever it is, as a process does after SIGSTOP. */
    @SuppressWarnings({"deprecation", "removal"})
    void hang() {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (true) {
            awaitIdle();
            thread.suspend();
            if (isIdle()) {
                return;
            }
            thread.resume();
            if (System.nanoTime() > end) {
                throw new IllegalStateException(thread.getName() + " is never idle");
            }
        }
    }

    /** Goes on, and finds that it is not wanted any more. */
    @SuppressWarnings({"deprecation", "removal"})
    void goOn() {
        thread.resume();
    }

    private void awaitIdle() {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (!isIdle()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException(thread.getName() + " is never idle");
            }
            Thread.onSpinWait();
        }
    }

    private boolean isIdle() {
        StackTraceElement[] stack = thread.getStackTrace();
        return stack.length > 0 && IDLE.contains(stack[0].getMethodName());
    }
}
