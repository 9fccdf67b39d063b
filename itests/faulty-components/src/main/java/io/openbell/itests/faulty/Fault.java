package io.openbell.itests.faulty;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** Asks the folder whether to misbehave. */
final class Fault {

    private Fault() {}

    static boolean isOrdered(String id) {
        return Files.exists(Path.of(System.getProperty("openbell.home"), "run", "faults", id));
    }

    /** Never returns; only an interrupt ends it. */
    static void hang() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException("interrupted while hanging on purpose", interrupted);
        }
    }
}
