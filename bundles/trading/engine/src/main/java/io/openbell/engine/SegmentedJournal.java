package io.openbell.engine;

import io.openbell.api.engine.Journaled;
import io.openbell.api.engine.OrderJournal;
import io.openbell.api.session.TradingMode;
import io.openbell.engine.RecordFormat.RawRecord;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The order journal as a folder of segments (docs/journal.md). Hands the past and what is on the disk to the loop. */
public final class SegmentedJournal implements OrderJournal, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SegmentedJournal.class);
    private static final Pattern ACCOUNT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final Duration CLOSE_LIMIT = Duration.ofMillis(2500);
    private static final Duration SNAPSHOT_LIMIT = Duration.ofSeconds(1);
    private static final Duration SNAPSHOT_EVERY = Duration.ofHours(1);

    private record Open(
            TradingMode mode,
            String account,
            Path folder,
            WriterLock lock,
            JournalWriter writer,
            SnapshotKeeper snapshots,
            AtomicLong events) {

        boolean isFor(TradingMode otherMode, String otherAccount) {
            return mode == otherMode && account.equals(otherAccount);
        }
    }

    private final Path root;
    private final int segmentBytes;
    private final InstantSource clock;
    private final EventLoop loop;
    private final FileOpener opener;
    private final Duration snapshotEvery;
    private final EventCodec codec = new EventCodec();
    private final OpeningThread openings = new OpeningThread();
    private final Object closing = new Object();
    private volatile JournalFailure failure = JournalFailure.UNHEARD;
    private volatile @Nullable Open open;
    private volatile boolean closed;

    /**
     * A journal that waits for {@link #open}.
     *
     * @param root         folder of all journals, one subfolder each; created when needed
     * @param segmentBytes size of a segment, at least 4096; the largest event must fit
     * @param clock        stamps the records
     * @param loop         receives the past, and each event once it is on the disk
     */
    public SegmentedJournal(Path root, int segmentBytes, InstantSource clock, EventLoop loop) {
        this(root, segmentBytes, clock, loop, FileChannel::open);
    }

    SegmentedJournal(
            Path root, int segmentBytes, InstantSource clock, EventLoop loop, FileOpener opener) {
        this(root, segmentBytes, clock, loop, opener, SNAPSHOT_EVERY);
    }

    /** @param snapshotEvery how often what the journal comes to is written down */
    SegmentedJournal(
            Path root,
            int segmentBytes,
            InstantSource clock,
            EventLoop loop,
            FileOpener opener,
            Duration snapshotEvery) {
        if (segmentBytes < 4096) {
            throw new IllegalArgumentException(
                    "segmentBytes must be at least 4096, was " + segmentBytes);
        }
        this.root = root;
        this.segmentBytes = segmentBytes;
        this.clock = clock;
        this.loop = loop;
        this.opener = opener;
        this.snapshotEvery = snapshotEvery;
    }

    @Override
    public long open(TradingMode mode, String account) throws IOException {
        if (loop.isLoopThread()) {
            throw new IllegalStateException("the journal cannot be opened on the loop's thread");
        }
        long events = openings.await(() -> openOnce(mode, account));
        Open present = open;
        if (present == null || !present.isFor(mode, account)) {
            throw new IllegalStateException(
                    "the journal was closed meanwhile, or another one opened");
        }
        return events;
    }

    private long openOnce(TradingMode mode, String account) throws IOException {
        Open present = open;
        if (closed) {
            throw new IllegalStateException("the journal was closed");
        }
        if (present != null && !present.isFor(mode, account)) {
            throw new IllegalStateException("another journal is open: folder=" + present.folder());
        }
        return present == null ? openOrReport(mode, account) : present.events().get();
    }

    private long openOrReport(TradingMode mode, String account) throws IOException {
        try {
            return openNew(mode, account);
        } catch (IOException refused) {
            failure.refused(refused);
            throw refused;
        }
    }

    private long openNew(TradingMode mode, String account) throws IOException {
        if (!ACCOUNT.matcher(account).matches()) {
            throw new IOException(
                    "the account names the journal's folder and must be 1 to 64 of A-Z a-z 0-9 . _ -, was '"
                            + account
                            + "'");
        }
        Path path = root.resolve(mode.token() + "-" + account);
        Files.createDirectories(path);
        opener.forceFolder(root);
        WriterLock lock = WriterLock.acquire(path);
        JournalFolder folder = new JournalFolder(path, mode, account, segmentBytes, opener);
        SnapshotFolder written = new SnapshotFolder(path, opener);
        Optional<JournalSnapshot> latest;
        JournalFolder.Recovered recovered;
        try {
            latest = written.latest(SegmentedJournal::passedOver);
            recovered = folder.recover(this::requireKnown, written.leastRecords());
        } catch (IOException | RuntimeException refused) {
            lock.close();
            throw refused;
        }
        long events = recovered.events();
        JournalWriter writer =
                new JournalWriter(
                        folder, recovered.writer(), events + 1, loop::deliver, this::poisoned);
        writer.start();
        JournaledPast past = new RecordedPast(folder.segments(), codec);
        SnapshotKeeper snapshots = new SnapshotKeeper(written, latest, past, clock);
        // Writable before the past is told: whoever hears the end of it may append at once.
        open = new Open(mode, account, path, lock, writer, snapshots, new AtomicLong(events));
        try {
            loop.restore(past, snapshots.witnessed(() -> closed), events);
        } catch (IOException | RuntimeException refused) {
            // Some have heard a part of the past: this process must not try again.
            closed = true;
            giveUp();
            throw refused;
        }
        LOG.info("journal open: folder={} recovered={}", path, events);
        if (!lock.poison().isEmpty() && failure.foundPoisoned(lock.poison())) {
            lock.markSound();
        }
        if (isSettled(snapshots)) {
            snapshots.start(snapshotEvery, writer::durableEvents);
        }
        return events;
    }

    private static void passedOver(Path snapshot, IOException reason) {
        LOG.warn("snapshot=passed over file={} {}", snapshot, reason.getMessage());
    }

    /** False if nobody could be told of a disagreement: then the snapshot stays, and the next start tells it. */
    private boolean isSettled(SnapshotKeeper snapshots) {
        String otherwise = snapshots.disagreement();
        if (otherwise.isEmpty()) {
            return true;
        }
        LOG.error("journal=comes to something else than was written down: {}", otherwise);
        if (failure.foundOtherwise(otherwise)) {
            snapshots.settle();
            return true;
        }
        return false;
    }

    private void requireKnown(Path file, RawRecord record) throws DamagedJournalException {
        if (closed) {
            throw new CancellationException("the journal was closed while it was being opened");
        }
        try {
            codec.requireKnown(record.type());
        } catch (IllegalArgumentException unknown) {
            throw RecordedPast.unreadable(file, record, String.valueOf(unknown.getMessage()));
        }
    }

    /** On the journal's thread. Trading halts first: the mark goes to the disk that is broken, which may not answer. */
    private void poisoned(Throwable cause) {
        failure.poisoned("journal poisoned by " + cause);
        Open present = open;
        if (present != null) {
            try {
                present.lock().markPoisoned(String.valueOf(cause));
            } catch (IOException | RuntimeException deaf) {
                LOG.error("the disk does not even take the mark that it failed", deaf);
            }
        }
    }

    /** Who is told when it cannot be used any more; before anybody opens it. */
    void onFailure(JournalFailure listener) {
        failure = listener;
    }

    @Override
    public void append(Journaled event, Runnable durable) {
        Open present = open;
        if (present == null) {
            throw new IllegalStateException("the journal is not open");
        }
        Throwable failure = present.writer().failure();
        if (failure != null) {
            throw new IllegalStateException(
                    "the journal is poisoned, free or repair the disk and restart the process: folder="
                            + present.folder(),
                    failure);
        }
        byte[] payload = codec.encode(event);
        int limit =
                Math.min(
                        RecordFormat.MAX_PAYLOAD_BYTES,
                        segmentBytes - SegmentHeader.BYTES - RecordFormat.size(0));
        if (payload.length > limit) {
            throw new IllegalArgumentException(
                    "event too large for the journal: bytes="
                            + payload.length
                            + " max="
                            + limit
                            + " type="
                            + event.getClass().getSimpleName());
        }
        Instant now = clock.instant();
        present.events().incrementAndGet();
        present.writer()
                .append(
                        new JournalWriter.Append(
                                event,
                                now,
                                codec.number(event),
                                RecordFormat.nanos(now),
                                payload,
                                durable));
        loop.appended(event);
    }

    /** Of the open journal; empty while none is. Any thread. */
    Optional<Path> folder() {
        return Optional.ofNullable(open).map(Open::folder);
    }

    @Override
    public boolean isWritable() {
        Open present = open;
        return present != null && present.writer().failure() == null;
    }

    @Override
    public Duration slowestCommit() {
        Open present = open;
        return present == null ? Duration.ZERO : present.writer().slowestCommit();
    }

    @Override
    public String describe() {
        Open present = open;
        if (present == null) {
            return "not open";
        }
        Throwable failure = present.writer().failure();
        return "folder="
                + present.folder()
                + " events="
                + present.writer().durableEvents()
                + (failure == null ? "" : " poisoned=\"" + failure + "\"");
    }

    /** Writes what waits, and gives the folder up. Takes at most about 6 seconds; it cannot be opened again. */
    @Override
    public void close() {
        closed = true;
        if (openings.awaitEnd(CLOSE_LIMIT)) {
            giveUp();
        } else {
            LOG.error("the disk does not answer, the journal is still being opened");
        }
    }

    private void giveUp() {
        synchronized (closing) {
            Open present = open;
            open = null;
            if (present == null) {
                return;
            }
            try {
                if (!present.writer().close(CLOSE_LIMIT)) {
                    present.snapshots().abandon();
                    LOG.error("the disk does not answer, journal left: {}", present.folder());
                    return;
                }
                if (present.writer().failure() == null) {
                    present.snapshots().close(SNAPSHOT_LIMIT);
                } else {
                    present.snapshots().abandon();
                }
                present.lock().close();
            } catch (IOException broken) {
                LOG.warn("journal's lock not given up: folder={}", present.folder(), broken);
            }
            loop.forgetPast();
            LOG.info("journal closed: folder={}", present.folder());
        }
    }
}
