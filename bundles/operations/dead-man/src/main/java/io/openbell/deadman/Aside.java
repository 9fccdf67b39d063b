package io.openbell.deadman;

import java.time.Duration;

/** Work on the disk that must not hold up the rest: a disk that hangs may be why the system is silent. */
final class Aside {

    private Aside() {}

    /** False if it has not come to its end by then; it may do so later. */
    static boolean within(Duration limit, Runnable work) throws InterruptedException {
        Thread thread = new Thread(work, "disk");
        thread.setDaemon(true);
        thread.start();
        thread.join(limit.toMillis());
        return !thread.isAlive();
    }
}
