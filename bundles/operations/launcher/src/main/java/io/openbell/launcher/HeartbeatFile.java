package io.openbell.launcher;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code run/heartbeat}, which the dead-man's switch reads: its count goes up when supervisor, loop, journal and gate have
 * gone on, and for no other reason. On the disk each time, so that a disk which takes nothing is silence as well. Looked for
 * and written on the thread "heartbeat"; whoever beats does not wait.
 */
final class HeartbeatFile {

    /** What must have gone on. Asked on the thread "heartbeat" alone, which it may hold up: that is silence, too. */
    interface Vitals {

        /** Since it was asked before. */
        boolean haveGoneOn();

        /** What the gate lets through, for people. */
        String gate();

        /** As of the latest look: trading is halted, and the market free of what the halt wanted gone. Asks nobody. */
        boolean isSwept();

        /** As of the latest look: whose orders these are; empty while nobody knows it. Asks nobody. */
        String account();
    }

    private static final Logger LOG = LoggerFactory.getLogger(HeartbeatFile.class);
    private static final Duration LAST_WORD = Duration.ofSeconds(2);

    private final Path file;
    private final String mode;
    private final String instance;
    private final Vitals vitals;
    private final boolean leftClean;
    private final AtomicBoolean busy = new AtomicBoolean();
    private final ExecutorService writer =
            Executors.newSingleThreadExecutor(
                    work -> {
                        Thread thread = new Thread(work, "heartbeat");
                        thread.setDaemon(true);
                        return thread;
                    });
    private volatile String state = "running";

    /** Of the thread "heartbeat". */
    private long count;

    /** Writes nothing before the first look. */
    HeartbeatFile(Path run, String mode, Instant startedAt, Vitals vitals) {
        this.file = run.resolve("heartbeat");
        this.mode = mode;
        this.instance = ProcessHandle.current().pid() + "-" + startedAt.toEpochMilli();
        this.vitals = vitals;
        this.leftClean = isClean(file);
    }

    /** Whoever wrote it last left nothing to be taken care of. */
    private static boolean isClean(Path file) {
        try {
            return Files.notExists(file)
                    || Files.readString(file)
                            .lines()
                            .anyMatch(Set.of("state=clean", "market=swept")::contains);
        } catch (IOException unreadable) {
            return false;
        }
    }

    /** The supervisor has done its work. Does not block; is passed over while the look before has not come to its end. */
    void look() {
        if (busy.compareAndSet(false, true)) {
            try {
                writer.execute(this::beat);
            } catch (RejectedExecutionException ended) {
                LOG.debug("heartbeat=ended already", ended);
            }
        }
    }

    private void beat() {
        try {
            if (vitals.haveGoneOn()) {
                count++;
                write(text(vitals.gate()));
            }
        } catch (RuntimeException failure) {
            LOG.warn("heartbeat=missed", failure);
        } finally {
            busy.set(false);
        }
    }

    /** The session ends in order from now on. */
    void closing() {
        state = "closing";
    }

    /**
     * The session has ended, in order or for a fault; nothing is written any more. One that never opened leaves behind what
     * the process before it left. Waits for the disk, two seconds at most.
     *
     * @param opened since the process began a session was open: orders may have left
     */
    void ended(boolean inOrder, boolean opened) {
        state = inOrder || (leftClean && !opened) ? "clean" : "ended";
        try {
            Future<?> done = writer.submit(this::writeLast);
            writer.shutdown();
            done.get(LAST_WORD.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException | RejectedExecutionException failed) {
            LOG.error("file=run/heartbeat last word not written", failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Nobody may be there to be asked: what was known last stands, and nothing passes a gate any more. */
    private void writeLast() {
        count++;
        write(text("none"));
    }

    private String text(String gate) {
        return "instance="
                + instance
                + "\ncount="
                + count
                + "\nstate="
                + state
                + "\ngate="
                + gate
                + "\nmarket="
                + (vitals.isSwept() ? "swept" : "open")
                + "\nmode="
                + mode
                + "\naccount="
                + vitals.account()
                + "\n";
    }

    private void write(String text) {
        Path fresh = file.resolveSibling("heartbeat.new");
        try (FileChannel channel =
                FileChannel.open(
                        fresh,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
            Files.move(
                    fresh,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException | RuntimeException failure) {
            LOG.warn("file=run/heartbeat not written", failure);
        }
    }
}
