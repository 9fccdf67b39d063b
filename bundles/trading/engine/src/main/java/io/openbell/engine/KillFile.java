package io.openbell.engine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Halts trading while a file is there: {@code $OPENBELL_HOME/etc/KILL}, looked for ten times a second on the thread
 * "kill-file", whatever loop, journal and shell do. Its first line is the reason. As long as it is there the halt cannot
 * be ended; whoever put it there takes it away. As often the latch looks whether somebody else has left a halt in its folder.
 */
final class KillFile implements AutoCloseable {

    static final String SOURCE = "kill-file";

    private static final Logger LOG = LoggerFactory.getLogger(KillFile.class);
    private static final long POLL_MILLIS = 100;
    private static final int MOST_BYTES = 400;

    private final Path file;
    private final ScheduledExecutorService poll =
            Executors.newSingleThreadScheduledExecutor(
                    work -> {
                        Thread thread = new Thread(work, "kill-file");
                        thread.setDaemon(true);
                        return thread;
                    });
    private boolean wasThere;

    KillFile(Path file) {
        this.file = file;
    }

    /** Why the halt cannot be ended; empty if the file is not there. A file that cannot be looked for is there. */
    String holds() {
        return Files.notExists(file) ? "" : "the file " + file + " is there: remove it first";
    }

    /** Looks at once, and from now on. */
    void watch(DurableLatch latch) {
        look(latch);
        poll.scheduleWithFixedDelay(
                () -> look(latch), POLL_MILLIS, POLL_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void look(DurableLatch latch) {
        try {
            boolean there = !Files.notExists(file);
            if (there && (!wasThere || !latch.isLatched())) {
                latch.latch(SOURCE, reason());
            }
            wasThere = there;
            latch.lookForMark();
        } catch (RuntimeException failure) {
            LOG.error("kill-file=not looked for", failure);
        }
    }

    private String reason() {
        try (var bytes = Files.newInputStream(file)) {
            String text = new String(bytes.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
            String first = text.lines().findFirst().orElse("").strip();
            return first.isEmpty() ? file + " is there" : first;
        } catch (IOException | RuntimeException unreadable) {
            return file + " is there and cannot be read";
        }
    }

    @Override
    public void close() {
        poll.shutdownNow();
    }
}
