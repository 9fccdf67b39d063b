package io.openbell.engine;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps books of everything that is on the disk, apart from the components that trade by it, and writes down from time to
 * time what they come to. The next start derives the same again, or a person looks before anything is traded. Reads
 * the disk on its own thread "journal-snapshots"; nobody waits for it, and its failures are told and change nothing.
 */
final class SnapshotKeeper {

    private static final Logger LOG = LoggerFactory.getLogger(SnapshotKeeper.class);
    private static final int PORTION = 512;

    private final SnapshotFolder folder;
    private final JournaledPast past;
    private final InstantSource clock;
    private final Optional<JournalSnapshot> earlier;
    private final Object turn = new Object();

    // What follows is changed within "turn".
    private final DerivedBooks books = new DerivedBooks();
    private @Nullable Thread thread;
    private long lastTaken;
    private long lastWritten;
    private boolean ending;

    /** What the earlier one says and the records do not, once its record was reached; empty before, and if they agree. */
    private String disagreement = "";

    private boolean compared;
    private volatile boolean abandoned;

    /**
     * Nothing is taken yet.
     *
     * @param earlier the latest that was written before
     * @param past    what is on the disk; may grow
     */
    SnapshotKeeper(
            SnapshotFolder folder,
            Optional<JournalSnapshot> earlier,
            JournaledPast past,
            InstantSource clock) {
        this.folder = folder;
        this.earlier = earlier;
        this.past = past;
        this.clock = clock;
    }

    /**
     * The same past, and whoever reads it lets the books have it. One reader, from the first record.
     *
     * @param ended true once nobody wants it any more; reading then ends with a {@link CancellationException}
     */
    JournaledPast witnessed(BooleanSupplier ended) {
        return sequence -> {
            JournaledPast.Reading reading = past.from(sequence);
            return new JournaledPast.Reading() {
                @Override
                public List<PastEvent> next(int max, long last) throws IOException {
                    if (ended.getAsBoolean()) {
                        throw new CancellationException("closed while its past was read");
                    }
                    List<PastEvent> events = reading.next(max, last);
                    take(events, reading.position() - 1);
                    return events;
                }

                @Override
                public long position() {
                    return reading.position();
                }

                @Override
                public void close() {
                    reading.close();
                }
            };
        };
    }

    /** What the earlier snapshot says and the records do not, in words; empty if they agree or there was none. */
    String disagreement() {
        synchronized (turn) {
            return disagreement;
        }
    }

    /** A person is told: no later start tells it again, and from now on today's result counts. */
    void settle() {
        try {
            folder.quarantine(earlier.map(JournalSnapshot::sequence).orElse(0L), disagreement());
            wrote(0);
            write(lastTaken());
        } catch (IOException | RuntimeException stays) {
            LOG.warn("snapshots not put aside, the next start tells it again", stays);
        }
    }

    /**
     * From now on a snapshot is written in these intervals, if there was anything new.
     *
     * @param durable number of the last record on the disk; any thread
     */
    void start(Duration every, LongSupplier durable) {
        Thread own = new Thread(() -> run(every, durable), "journal-snapshots");
        own.setDaemon(true);
        synchronized (turn) {
            thread = own;
        }
        own.start();
    }

    /** Writes the last one. Waits that long for it at most, and then gives it up. */
    void close(Duration limit) {
        Thread own;
        synchronized (turn) {
            ending = true;
            own = thread;
            turn.notifyAll();
        }
        try {
            if (own != null) {
                own.join(limit.toMillis());
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        abandoned = true;
    }

    /** Nothing is written any more. */
    void abandon() {
        abandoned = true;
        close(Duration.ofMillis(1));
    }

    private void run(Duration every, LongSupplier durable) {
        boolean last = false;
        while (!last && !abandoned) {
            last = isEndingAfter(every);
            try {
                write(durable.getAsLong());
            } catch (DamagedJournalException damaged) {
                LOG.error("snapshots=none any more, the journal rots on the disk", damaged);
                return;
            } catch (IOException | RuntimeException failure) {
                LOG.warn("snapshot=not written, the records say it all", failure);
            } catch (Error fatal) {
                LOG.error("snapshots=none any more", fatal);
                return;
            }
        }
    }

    private boolean isEndingAfter(Duration time) {
        synchronized (turn) {
            long untilNanos = System.nanoTime() + time.toNanos();
            long left = time.toMillis();
            try {
                while (!ending && left > 0) {
                    turn.wait(left);
                    left = (untilNanos - System.nanoTime()) / 1_000_000;
                }
            } catch (InterruptedException hurried) {
                return true;
            }
            return ending;
        }
    }

    /** Reads on up to that record, and writes down what it comes to. */
    void write(long durable) throws IOException {
        readOn(durable);
        JournalSnapshot snapshot;
        synchronized (turn) {
            if (abandoned || !books.misfit().isEmpty() || lastTaken <= lastWritten) {
                return;
            }
            snapshot = books.snapshot(lastTaken, clock.instant());
        }
        folder.write(snapshot);
        wrote(snapshot.sequence());
        LOG.debug("snapshot written: sequence={}", snapshot.sequence());
    }

    private void wrote(long sequence) {
        synchronized (turn) {
            lastWritten = sequence;
        }
    }

    private long lastTaken() {
        synchronized (turn) {
            return lastTaken;
        }
    }

    private void readOn(long durable) throws IOException {
        long taken = lastTaken();
        if (taken >= durable) {
            return;
        }
        try (JournaledPast.Reading reading = past.from(taken + 1)) {
            while (reading.position() <= durable && !abandoned) {
                take(reading.next(PORTION, durable), reading.position() - 1);
            }
        }
    }

    private void take(List<PastEvent> events, long upTo) {
        synchronized (turn) {
            for (PastEvent event : events) {
                compareAt(event.sequence() - 1);
                boolean sound = books.misfit().isEmpty();
                books.take(event.sequence(), event.event());
                if (sound && !books.misfit().isEmpty()) {
                    LOG.warn("snapshots=none, since {}", books.misfit());
                }
            }
            lastTaken = upTo;
            compareAt(upTo);
        }
    }

    /** Once, behind the record of the earlier one: who wrote it had no record that cannot be. */
    private void compareAt(long reached) {
        if (compared || earlier.isEmpty() || earlier.get().sequence() > reached) {
            return;
        }
        compared = true;
        JournalSnapshot then = earlier.get();
        JournalSnapshot now = books.snapshot(then.sequence(), clock.instant());
        if (!books.misfit().isEmpty() || !then.isSameAs(now)) {
            disagreement =
                    "snapshot "
                            + then.sequence()
                            + " of "
                            + then.at()
                            + ": "
                            + (books.misfit().isEmpty() ? then.difference(now) : books.misfit());
        }
        lastWritten = then.sequence();
    }
}
