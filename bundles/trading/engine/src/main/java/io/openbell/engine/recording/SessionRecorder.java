package io.openbell.engine.recording;

import io.openbell.api.engine.Artifact;
import io.openbell.api.engine.Recordable;
import io.openbell.api.engine.TradingEvent;
import io.openbell.api.recording.RecordedLine;
import io.openbell.api.recording.RecordedLine.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jctools.queues.atomic.SpscAtomicArrayQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records a session: the loop puts lines into a bounded queue, and the thread "session-recorder" writes them to files. The
 * loop never waits: when the queue is full, or the disk refuses, the recording ends there and says so, and trading goes on.
 */
public final class SessionRecorder implements LoopTape, StoredRecordings.Running {

    private static final Logger LOG = LoggerFactory.getLogger(SessionRecorder.class);
    private static final Duration FLUSH_EVERY = Duration.ofSeconds(1);
    private static final long PAUSE_NANOS = Duration.ofMillis(20).toNanos();
    private static final Duration CLOSE_LIMIT = Duration.ofMillis(1_500);

    /** Where a session is recorded, and under which name. */
    public record Place(Path root, String mode, String version, Instant start) {}

    private final Place place;
    private final SpscAtomicArrayQueue<RecordedLine> queue;
    private final Retention retention;
    private final RecorderSettings settings;
    private final Thread thread = new Thread(this::run, "session-recorder");
    private Supplier<Optional<Path>> journal = Optional::empty;
    private volatile @Nullable Path folder;
    private volatile boolean closing;

    // The loop's.
    private long line;
    private long lastEvent;
    private Instant lastAt = Instant.EPOCH;

    /** The number of the first line that was not taken, and why; set once. */
    private record Stop(RecordedLine at, String why) {}

    private volatile @Nullable Stop stop;

    /** A recorder that takes lines already, and writes from {@link #start} on. */
    public SessionRecorder(Place place, RecorderSettings settings) {
        this.place = place;
        this.settings = settings;
        queue = new SpscAtomicArrayQueue<>(settings.queueCapacity());
        retention = new Retention(place.root(), settings);
        thread.setDaemon(true);
    }

    /**
     * Begins to write.
     *
     * @param journal folder of the open journal, which tells the account; empty while none is open
     */
    public void start(Supplier<Optional<Path>> journal) {
        this.journal = journal;
        thread.start();
    }

    @Override
    public void add(
            Kind kind,
            long event,
            Instant now,
            String who,
            Optional<TradingEvent> what,
            long told) {
        if (stop != null) {
            return;
        }
        lastEvent = event;
        lastAt = now;
        RecordedLine next = new RecordedLine(++line, kind, event, now, who, what, told);
        if (!queue.offer(next)) {
            stop =
                    new Stop(
                            next,
                            "the disk could not keep up, "
                                    + queue.capacity()
                                    + " lines waited (recordingQueueCapacity)");
        }
    }

    @Override
    public Optional<Path> folder() {
        return Optional.ofNullable(folder);
    }

    @Override
    public String stopped() {
        Stop present = stop;
        return present == null ? "" : present.why();
    }

    private void run() {
        try (TapeWriter writer = begin()) {
            folder = writer.folder();
            LOG.info("recording={}", place.root().relativize(writer.folder()));
            record(writer);
        } catch (IOException | RuntimeException | Error failed) {
            refuse(failed);
        } finally {
            folder = null;
            queue.clear();
        }
    }

    private TapeWriter begin() throws IOException {
        Files.createDirectories(place.root());
        Path owner = place.root().resolve(place.mode() + "-" + RecordingFolder.NO_ACCOUNT);
        String about =
                "\"version\":\""
                        + place.version()
                        + "\",\"mode\":\""
                        + place.mode()
                        + "\",\"start\":\""
                        + place.start()
                        + "\"";
        return new TapeWriter(
                RecordingFolder.fresh(owner, place.start()),
                settings.segmentBytes(),
                about,
                present -> retention.makeRoom(present, Instant.now()));
    }

    private void record(TapeWriter writer) throws IOException {
        long flushAtNanos = System.nanoTime() + FLUSH_EVERY.toNanos();
        boolean named = false;
        while (true) {
            // Looked at before the queue is emptied: what was put there earlier is then written.
            Stop stopping = stop;
            boolean ending = closing;
            RecordedLine next = queue.poll();
            if (next != null) {
                keep(writer, next);
                writer.add(next);
            } else if (stopping != null) {
                gap(writer, stopping);
                return;
            } else if (ending) {
                writer.flush();
                return;
            } else {
                LockSupport.parkNanos(this, PAUSE_NANOS);
            }
            if (System.nanoTime() - flushAtNanos > 0) {
                named = named || name(writer);
                writer.flush();
                flushAtNanos = System.nanoTime() + FLUSH_EVERY.toNanos();
            }
        }
    }

    /** Before the line that names it. */
    private static void keep(TapeWriter writer, RecordedLine line) throws IOException {
        if (line.what().orElse(null) instanceof Recordable own) {
            Artifact named = own.artifact().orElse(null);
            if (named != null) {
                writer.keep(named);
            }
        }
    }

    /** Once the account is known, the recording is put under its name. */
    private boolean name(TapeWriter writer) throws IOException {
        Path known = journal.get().orElse(null);
        if (known == null) {
            return false;
        }
        Path owner = place.root().resolve(known.getFileName().toString());
        Path before = writer.folder().getParent();
        writer.moveTo(RecordingFolder.fresh(owner, place.start()));
        folder = writer.folder();
        LOG.info("recording={}", place.root().relativize(writer.folder()));
        if (before != null) {
            // Not if another one is left there.
            before.toFile().delete();
        }
        return true;
    }

    private static void gap(TapeWriter writer, Stop stopping) throws IOException {
        RecordedLine first = stopping.at();
        writer.add(
                new RecordedLine(
                        first.line(),
                        Kind.GAP,
                        first.event(),
                        first.at(),
                        stopping.why(),
                        Optional.empty(),
                        0));
        writer.flush();
        LOG.warn(
                "recording=incomplete event={} line={} cause=\"{}\"; trading goes on",
                first.event(),
                first.line(),
                stopping.why());
    }

    /** The loop is told not to put anything there any more. */
    private void refuse(Throwable failed) {
        String why =
                failed instanceof TapeWriter.Full
                        ? String.valueOf(failed.getMessage())
                        : failed.toString();
        if (stop == null) {
            stop =
                    new Stop(
                            new RecordedLine(
                                    0, Kind.GAP, 0, Instant.EPOCH, "", Optional.empty(), 0),
                            why);
        }
        if (failed instanceof TapeWriter.Full) {
            LOG.warn("recording=incomplete cause=\"{}\"; trading goes on", why);
        } else {
            LOG.error("recording=incomplete; trading goes on", failed);
        }
    }

    /**
     * Writes what waits. Takes at most a second and a half.
     *
     * @param ended the loop's thread is gone, so that this is the end of the session
     */
    public void close(boolean ended) {
        if (ended) {
            add(Kind.END, lastEvent, lastAt, "", Optional.empty(), 0);
        }
        closing = true;
        LockSupport.unpark(thread);
        try {
            thread.join(CLOSE_LIMIT.toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
