package io.openbell.engine;

import io.openbell.api.engine.JournalInspector.Salvage;
import io.openbell.api.risk.HaltTrading;
import io.openbell.api.session.TradingMode;
import io.openbell.engine.RecordFormat.RawRecord;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Copies what is whole in a damaged journal into a new one. The records are numbered anew, because a journal has no gaps;
 * what they say and when they were appended stays. The last record is a halt.
 */
final class FolderSalvage {

    /** Who halts at the end of a salvaged journal. */
    static final String SOURCE = "journal-salvage";

    private static final int MOST_NAMED = 3;

    private final EventCodec codec;
    private final int segmentBytes;
    private final Instant now;
    private final List<String> lost = new ArrayList<>();
    private @Nullable SegmentHeader identity;
    private @Nullable SegmentWriter writer;
    private Path target = Path.of("");

    /** Number of the last record that was taken, in the damaged journal. */
    private long lastTaken;

    private long kept;

    /** @param now when the halt begins, UTC */
    FolderSalvage(EventCodec codec, int segmentBytes, Instant now) {
        this.codec = codec;
        this.segmentBytes = segmentBytes;
        this.now = now;
    }

    /** Once. */
    Salvage of(Path folder, Path into) throws IOException {
        List<Path> files = SegmentHeader.files(folder);
        if (files.isEmpty()) {
            throw new IOException("no journal: folder=" + folder + " has no file journal-*.log");
        }
        WriterLock.refuseIfHeld(folder);
        requireEmpty(folder, into);
        Files.createDirectories(into);
        target = into;
        try {
            identity = identity(folder, files);
            for (Path file : files) {
                take(SegmentSurvey.of(file, read(file)));
            }
            compareWithSnapshots(folder);
            halt(folder);
        } finally {
            closeWriter();
        }
        return new Salvage(folder, into, kept, lost);
    }

    private static void requireEmpty(Path folder, Path into) throws IOException {
        if (into.toAbsolutePath().normalize().startsWith(folder.toAbsolutePath().normalize())) {
            throw new IOException("target must be another folder than the journal's: " + into);
        }
        if (Files.exists(into)) {
            try (Stream<Path> contents = Files.list(into)) {
                if (contents.findAny().isPresent()) {
                    throw new IOException("target must be new or empty, is not: " + into);
                }
            }
        }
    }

    /** Whose journal it is: the first header that can be read says it, else the folder's name. */
    private static SegmentHeader identity(Path folder, List<Path> files) throws IOException {
        for (Path file : files) {
            SegmentHeader header = SegmentSurvey.of(file, read(file)).header();
            if (header != null) {
                return SegmentHeader.first(header.mode(), header.account());
            }
        }
        String name = folder.toAbsolutePath().normalize().getFileName().toString();
        int dash = name.indexOf('-');
        try {
            return SegmentHeader.first(
                    TradingMode.parse(name.substring(0, Math.max(0, dash))),
                    name.substring(dash + 1));
        } catch (IllegalArgumentException nameless) {
            throw new IOException(
                    "no header can be read, and the folder's name is not <mode>-<account>: "
                            + folder,
                    nameless);
        }
    }

    private void take(SegmentSurvey found) throws IOException {
        SegmentHeader header = found.header();
        SegmentHeader own = identity;
        if (header == null) {
            lost.add(found.name() + ": " + found.headerProblem());
        } else if (own != null
                && (header.mode() != own.mode() || !header.account().equals(own.account()))) {
            lost.add(
                    String.format(
                            "%s: left out, belongs to mode=%s account=%s",
                            found.name(), header.mode().token(), header.account()));
            return;
        }
        for (RawRecord record : found.records()) {
            take(found.name(), record);
        }
        if (found.tornBytes() > 0) {
            lost.add(
                    String.format(
                            "%s: offset=%d %d bytes behind record %d are no record",
                            found.name(), found.end(), found.tornBytes(), lastTaken));
        }
    }

    /** What is missing at the end leaves no gap. */
    private void compareWithSnapshots(Path folder) throws IOException {
        long counted = new SnapshotFolder(folder, FileChannel::open).leastRecords();
        if (counted > lastTaken) {
            lost.add(
                    String.format(
                            "records %d to %d are missing at the end; snapshots/ says what was held then",
                            lastTaken + 1, counted));
        }
    }

    private void take(String name, RawRecord record) throws IOException {
        if (record.sequence() <= lastTaken) {
            lost.add(
                    String.format(
                            "%s: offset=%d record %d stands behind record %d, left out",
                            name, record.offset(), record.sequence(), lastTaken));
            return;
        }
        if (record.sequence() > lastTaken + 1) {
            lost.add(
                    String.format(
                            "%s: offset=%d records %d to %d are missing before it",
                            name, record.offset(), lastTaken + 1, record.sequence() - 1));
        }
        lastTaken = record.sequence();
        put(record.type(), record.appended(), record.payload());
    }

    private void put(int type, long appended, byte[] payload) throws IOException {
        SegmentWriter present = writer;
        if (present == null) {
            present = create(identity());
        } else if (!present.fits(payload.length)) {
            present.commit();
            SegmentHeader next = present.header().next(kept + 1, present.hash());
            present.close();
            present = create(next);
        }
        kept++;
        present.put(kept, type, appended, payload);
    }

    private SegmentHeader identity() {
        SegmentHeader known = identity;
        if (known == null) {
            throw new IllegalStateException("asked for before it is known");
        }
        return known;
    }

    private SegmentWriter create(SegmentHeader header) throws IOException {
        SegmentWriter created =
                SegmentWriter.create(target, header, segmentBytes, FileChannel::open);
        writer = created;
        return created;
    }

    private void halt(Path folder) throws IOException {
        String what =
                lost.isEmpty()
                        ? "nothing lost"
                        : "lost: "
                                + String.join(
                                        "; ", lost.subList(0, Math.min(MOST_NAMED, lost.size())));
        HaltTrading halt =
                new HaltTrading(
                        SOURCE,
                        "salvaged " + kept + " records of " + folder.getFileName() + ", " + what,
                        now);
        put(codec.number(halt), RecordFormat.nanos(now), codec.encode(halt));
        SegmentWriter present = writer;
        if (present != null) {
            present.commit();
        }
        kept--; // the halt is ours
    }

    private void closeWriter() throws IOException {
        SegmentWriter present = writer;
        if (present != null) {
            present.close();
        }
    }

    private static ByteBuffer read(Path file) throws IOException {
        return WholeFile.read(file);
    }
}
