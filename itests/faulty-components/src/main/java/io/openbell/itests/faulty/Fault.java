package io.openbell.itests.faulty;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** Asks the folder whether to misbehave. */
final class Fault {

    private Fault() {}

    static boolean isOrdered(String id) {
        return Files.exists(file(id));
    }

    /** Never returns; only an interrupt ends it. */
    static void hang() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException("interrupted while hanging on purpose", interrupted);
        }
    }

    /** What it shall do wrong; empty when nothing. */
    static String kind(String id) {
        Path file = file(id);
        try {
            return Files.exists(file) ? Files.readString(file).strip() : "";
        } catch (IOException gone) {
            return "";
        }
    }

    /** From now on it does as it should, its next instance too. */
    static void over(String id) {
        try {
            Files.deleteIfExists(file(id));
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private static Path file(String id) {
        return Path.of(System.getProperty("openbell.home"), "run", "faults", id);
    }
}
