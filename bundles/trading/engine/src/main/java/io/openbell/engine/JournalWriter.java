package io.openbell.engine;

import io.openbell.api.engine.Journaled;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jctools.queues.atomic.MpscUnboundedAtomicArrayQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread "journal": writes what waits as one group, forces it to the disk, then tells. After the first error nothing is
 * written and nobody is told any more: after a failed force nobody knows what is on the disk.
 */
final class JournalWriter {

    private static final Logger LOG = LoggerFactory.getLogger(JournalWriter.class);
    private static final int LARGEST_GROUP = 1024;
    private static final long NANOS_PER_MILLISECOND = 1_000_000L;

    /**
     * An event on its way to the disk.
     *
     * @param at       when it was appended, UTC
     * @param appended the same as nanoseconds since 1970
     */
    record Append(
            Journaled event,
            Instant at,
            int type,
            long appended,
            byte[] payload,
            Runnable durable) {}

    private final JournalFolder folder;
    private final Consumer<PastEvent> reader;
    private final Consumer<Throwable> poisoned;
    private final MpscUnboundedAtomicArrayQueue<Append> queue =
            new MpscUnboundedAtomicArrayQueue<>(256);
    private final Doorbell doorbell = new Doorbell();
    private final CommitTimes times = new CommitTimes(System::nanoTime);
    private final Thread thread = new Thread(this::run, "journal");
    private SegmentWriter segment;
    private long nextSequence;
    private volatile long durableEvents;
    private volatile @Nullable Throwable failure;
    private volatile boolean closing;

    /**
     * A writer that waits for {@link #start}.
     *
     * @param reader   gets each event after it is on the disk, in order
     * @param poisoned hears once what broke it, on its thread
     */
    JournalWriter(
            JournalFolder folder,
            SegmentWriter segment,
            long nextSequence,
            Consumer<PastEvent> reader,
            Consumer<Throwable> poisoned) {
        this.poisoned = poisoned;
        this.folder = folder;
        this.segment = segment;
        this.nextSequence = nextSequence;
        this.durableEvents = nextSequence - 1;
        this.reader = reader;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Any thread; does not wait. */
    void append(Append append) {
        queue.offer(append);
        doorbell.ring();
    }

    /** What broke it, or null. */
    @Nullable Throwable failure() {
        return failure;
    }

    /** Longest of the last half to whole minute. Any thread. */
    Duration slowestCommit() {
        return times.slowest();
    }

    long durableEvents() {
        return durableEvents;
    }

    /**
     * Writes what waits, and ends the thread. Never interrupts it: that would close the file under it.
     *
     * @return whether it has ended within the limit
     */
    boolean close(Duration limit) {
        closing = true;
        doorbell.ring();
        long deadlineNanos = System.nanoTime() + limit.toNanos();
        boolean interrupted = false;
        while (thread.isAlive() && System.nanoTime() - deadlineNanos < 0) {
            try {
                thread.join(
                        Math.max(1, (deadlineNanos - System.nanoTime()) / NANOS_PER_MILLISECOND));
            } catch (InterruptedException remembered) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return !thread.isAlive();
    }

    private void run() {
        List<Append> group = new ArrayList<>();
        try {
            while (failure == null) {
                queue.drain(group::add, LARGEST_GROUP);
                if (!group.isEmpty()) {
                    writeAndTell(group);
                    group.clear();
                } else if (closing) {
                    return;
                } else {
                    Thread.interrupted(); // only closing ends this thread
                    doorbell.sleepUntil(() -> closing || !queue.isEmpty());
                }
            }
        } catch (RuntimeException | Error fatal) {
            // Of a callback, or of the JVM: nobody would write any more, and nobody would know.
            poison(fatal, group.size());
        } finally {
            closeSegment();
        }
    }

    private void writeAndTell(List<Append> group) {
        try {
            write(group);
        } catch (IOException | RuntimeException | Error broken) {
            poison(broken, group.size());
            return;
        }
        for (Append append : group) {
            durableEvents++;
            tell(append);
        }
    }

    private void poison(Throwable broken, int unwritten) {
        failure = broken;
        LOG.error(
                "journal poisoned: segment={} durableEvents={} lost={}; nothing is written any more,"
                        + " free or repair the disk and restart the process",
                segment.header().fileName(),
                durableEvents,
                unwritten + queue.size(),
                broken);
        poisoned.accept(broken);
    }

    private void write(List<Append> group) throws IOException {
        times.begin();
        for (Append append : group) {
            if (!segment.fits(append.payload().length)) {
                roll();
            }
            segment.put(nextSequence, append.type(), append.appended(), append.payload());
            nextSequence++;
        }
        segment.commit();
        times.end();
    }

    private void roll() throws IOException {
        segment.commit();
        SegmentWriter full = segment;
        segment = folder.create(full.header().next(nextSequence, full.hash()));
        full.close();
    }

    private void tell(Append append) {
        Journaled event = append.event();
        try {
            append.durable().run();
        } catch (RuntimeException broken) {
            LOG.error("event is on the disk, but its callback failed: event={}", event, broken);
        }
        try {
            reader.accept(new PastEvent(durableEvents, append.at(), event));
        } catch (RuntimeException stopped) {
            LOG.error(
                    "event is on the disk, but the loop did not take it: event={}", event, stopped);
        }
    }

    private void closeSegment() {
        try {
            segment.close();
        } catch (IOException broken) {
            LOG.warn("segment not closed: file={}", segment.header().fileName(), broken);
        }
    }
}
