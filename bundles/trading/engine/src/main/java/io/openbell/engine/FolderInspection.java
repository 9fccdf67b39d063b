package io.openbell.engine;

import io.openbell.api.engine.JournalInspector.Inspection;
import io.openbell.api.engine.JournalInspector.Segment;
import io.openbell.api.engine.Journaled;
import io.openbell.engine.RecordFormat.RawRecord;
import io.openbell.engine.SegmentSurvey.Gap;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks a journal from its first byte to its last and lists everything that is wrong, where recovery stops at the first. */
final class FolderInspection {

    private final EventCodec codec;
    private final List<Segment> segments = new ArrayList<>();
    private @Nullable SegmentHeader identity;
    private @Nullable SnapshotInspection snapshots;

    /** What the segment before lets us expect of the next header; null if it is damaged or there is none. */
    private @Nullable SegmentHeader expected;

    private int number;
    private long nextSequence = 1;

    FolderInspection(EventCodec codec) {
        this.codec = codec;
    }

    /** Reads everything. Once. */
    Inspection of(Path folder) throws IOException {
        List<Path> files = SegmentHeader.files(folder);
        if (files.isEmpty()) {
            throw new IOException("no journal: folder=" + folder + " has no file journal-*.log");
        }
        SnapshotInspection written = new SnapshotInspection(folder);
        snapshots = written;
        long records = 0;
        for (int i = 0; i < files.size(); i++) {
            ByteBuffer bytes = WholeFile.read(files.get(i));
            Segment segment = check(files.get(i), bytes, i == files.size() - 1);
            segments.add(segment);
            records += segment.records();
        }
        SegmentHeader known = identity;
        return new Inspection(
                folder,
                known == null ? "?" : known.mode().token(),
                known == null ? "?" : known.account(),
                records,
                segments,
                written.result());
    }

    private Segment check(Path file, ByteBuffer bytes, boolean last) {
        SegmentSurvey found = SegmentSurvey.of(file, bytes);
        SegmentHeader header = found.header();
        List<String> problems = new ArrayList<>();
        number++;
        if (header == null) {
            if (!last || bytes.limit() >= SegmentHeader.BYTES) {
                problems.add(found.headerProblem());
            }
        } else {
            checkHeader(found.name(), header, problems);
        }
        checkRecords(found, problems);
        if (found.tornBytes() > 0 && !last) {
            problems.add(
                    at(found.end())
                            + found.tornBytes()
                            + " bytes are no record, and another segment follows");
        }
        List<RawRecord> records = found.records();
        expected =
                header != null && found.isWhole()
                        ? header.next(nextSequence, hash(bytes, found.end()))
                        : null;
        return new Segment(
                found.name(),
                header == null ? 0 : header.number(),
                records.isEmpty() ? 0 : records.get(0).sequence(),
                records.isEmpty() ? 0 : records.get(records.size() - 1).sequence(),
                records.size(),
                found.end(),
                found.tornBytes(),
                problems);
    }

    private void checkHeader(String name, SegmentHeader header, List<String> problems) {
        SegmentHeader known = identity;
        if (known == null) {
            identity = header;
        } else if (header.mode() != known.mode() || !header.account().equals(known.account())) {
            problems.add(
                    at(0)
                            + String.format(
                                    "belongs to mode=%s account=%s",
                                    header.mode().token(), header.account()));
        }
        if (!header.fileName().equals(name)) {
            problems.add(at(0) + "is " + header.fileName() + " under another name");
        }
        if (header.number() != number) {
            problems.add(at(0) + "segment " + number + " is missing before it");
            number = header.number();
        } else if (expected != null && !header.equals(expected)) {
            problems.add(at(0) + "does not continue the segment before it (sequence, hash)");
        }
    }

    private void checkRecords(SegmentSurvey found, List<String> problems) {
        for (Gap gap : found.gaps()) {
            problems.add(at(gap.offset()) + gap.bytes() + " bytes are no record");
        }
        for (RawRecord record : found.records()) {
            if (record.sequence() != nextSequence) {
                problems.add(
                        at(record.offset())
                                + "record "
                                + record.sequence()
                                + " where "
                                + nextSequence
                                + " should be");
            }
            nextSequence = record.sequence() + 1;
            try {
                Journaled event = codec.decode(record.type(), record.payload());
                if (snapshots != null) {
                    snapshots.take(record.sequence(), event);
                }
            } catch (IllegalArgumentException unreadable) {
                problems.add(
                        at(record.offset())
                                + "record "
                                + record.sequence()
                                + ": "
                                + unreadable.getMessage());
            }
        }
    }

    private static String at(int offset) {
        return "offset=" + offset + " ";
    }

    private static byte[] hash(ByteBuffer bytes, int end) {
        MessageDigest digest = SegmentWriter.sha256();
        digest.update(bytes.slice(0, end));
        return digest.digest();
    }
}
