package io.openbell.engine;

import io.openbell.api.risk.HaltTrading;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
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
    private final DerivedBooks books = new DerivedBooks();
    private final Object turn = new Object();
    private final Optional<JournalSnapshot> earlier;

    /** What today's program derives at the record of the earlier one; null before it was reached. */
    private @Nullable JournalSnapshot again;

    private long lastTaken;
    private long lastWritten;
    private @Nullable String misfit;
    private @Nullable Thread thread;
    private boolean ending;
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

    /** @throws DamagedJournalException if there was a record that is no longer there; the writer is closed */
    void requireReached(JournalFolder.Recovered found) throws IOException {
        long sequence = earlier.map(JournalSnapshot::sequence).orElse(0L);
        if (sequence > found.events()) {
            found.writer().close();
            throw new DamagedJournalException(
                    folder.file(sequence).toString(),
                    0,
                    "was written when the journal had "
                            + sequence
                            + " records; records "
                            + (found.events() + 1)
                            + " to "
                            + sequence
                            + " are missing at its end",
                    DamagedJournalException.RESTORE);
        }
    }

    /** The same past, and whoever reads it lets the books have it. One reader, from the first record. */
    JournaledPast witnessed() {
        return sequence -> {
            JournaledPast.Reading reading = past.from(sequence);
            return new JournaledPast.Reading() {
                @Override
                public List<PastEvent> next(int max, long last) throws IOException {
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
    Optional<String> disagreement() {
        synchronized (turn) {
            JournalSnapshot now = again;
            if (earlier.isEmpty() || now == null || earlier.get().isSameAs(now)) {
                return Optional.empty();
            }
            JournalSnapshot then = earlier.get();
            return Optional.of(
                    "record "
                            + then.sequence()
                            + " had come to something else on "
                            + then.at()
                            + ": "
                            + then.difference(now));
        }
    }

    /** The person has been told: no later start tells it again. */
    void settle() {
        earlier.ifPresent(
                told -> {
                    try {
                        folder.quarantine(told);
                    } catch (IOException stays) {
                        LOG.warn("snapshot={} not moved", told.sequence(), stays);
                    }
                });
    }

    /**
     * From now on a snapshot is written in these intervals, if there was anything new.
     *
     * @param durable number of the last record on the disk; any thread
     */
    void start(Duration every, LongSupplier durable) {
        Thread own = new Thread(() -> run(every, durable), "journal-snapshots");
        own.setDaemon(true);
        thread = own;
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
            } catch (IOException | RuntimeException failure) {
                LOG.warn("snapshot=not written, the records say it all", failure);
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
            if (abandoned || misfit != null || lastTaken == 0 || lastTaken <= lastWritten) {
                return;
            }
            snapshot = books.snapshot(lastTaken, clock.instant());
        }
        folder.write(snapshot);
        lastWritten = snapshot.sequence();
        LOG.debug("snapshot written: sequence={}", snapshot.sequence());
    }

    private void readOn(long durable) throws IOException {
        if (lastTaken >= durable) {
            return;
        }
        try (JournaledPast.Reading reading = past.from(lastTaken + 1)) {
            while (reading.position() <= durable && !abandoned) {
                take(reading.next(PORTION, durable), reading.position() - 1);
            }
        }
    }

    private void take(List<PastEvent> events, long upTo) {
        synchronized (turn) {
            for (PastEvent event : events) {
                compare(event.sequence() - 1);
                apply(event);
            }
            lastTaken = upTo;
            compare(upTo);
        }
    }

    private void compare(long reached) {
        if (again == null
                && misfit == null
                && earlier.isPresent()
                && earlier.get().sequence() <= reached) {
            again = books.snapshot(earlier.get().sequence(), clock.instant());
        }
    }

    private void apply(PastEvent event) {
        if (event.event() instanceof HaltTrading halt
                && halt.source().equals(FolderSalvage.SOURCE)) {
            // What was lost is known, told, and compared with the venue since.
            misfit = null;
        }
        try {
            books.take(event.event());
        } catch (RuntimeException unfit) {
            if (misfit == null) {
                misfit = "record " + event.sequence() + " cannot be: " + unfit.getMessage();
                LOG.warn("snapshots=none, since {}", misfit);
            }
        }
    }
}
