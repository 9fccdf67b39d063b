package io.openbell.deadman;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Work on the disk that must not hold up the rest: a disk that hangs may be why the system is silent. One piece at a time,
 * or a disk that hangs for days would collect threads. For one thread to ask.
 */
final class Aside {

    private @Nullable Thread busy;

    /**
     * False if it has not come to its end by then; it may do so later. At once, and nothing is begun, while an earlier piece
     * has not come to its end.
     */
    boolean within(Duration limit, Runnable work) throws InterruptedException {
        Thread before = busy;
        if (before != null && before.isAlive()) {
            return false;
        }
        Thread thread = new Thread(work, "disk");
        thread.setDaemon(true);
        thread.start();
        busy = thread;
        thread.join(limit.toMillis());
        return !thread.isAlive();
    }
}
