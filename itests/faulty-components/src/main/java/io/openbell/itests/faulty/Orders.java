package io.openbell.itests.faulty;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Takes orders from a file, one at a time, and writes into another one when each was done, or why it cannot be. */
final class Orders implements AutoCloseable {

    private static final long LOOK_MILLIS = 20;

    private final Path folder = Path.of(System.getProperty("openbell.home"), "run", "sabotage");
    private final Function<String[], String> work;
    private final Thread thread = new Thread(this::run, "saboteur");
    private volatile boolean closed;

    Orders(Function<String[], String> work) {
        this.work = work;
        thread.setDaemon(true);
        thread.start();
    }

    /** For the test to read. */
    void note(String name, String text) {
        try {
            Files.createDirectories(folder);
            Path fresh = folder.resolve(name + ".new");
            Files.writeString(fresh, text);
            Files.move(fresh, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }

    private void run() {
        Path file = folder.resolve("order");
        while (!closed) {
            try {
                if (Files.exists(file)) {
                    String[] words = Files.readString(file).strip().split(" ");
                    Files.delete(file);
                    note("answer", answer(words));
                }
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            } catch (InterruptedException over) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** {@code done, when, what} or {@code cannot, when, why}. */
    private String answer(String[] words) {
        try {
            String what = work.apply(words);
            return "done " + Instant.now() + " " + what;
        } catch (RuntimeException impossible) {
            return "cannot " + Instant.now() + " " + impossible.getMessage();
        }
    }
}
