package io.openbell.engine;

import io.openbell.engine.RecordFormat.RawRecord;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that can be found in a segment that may be damaged: where recovery refuses, this looks for the next record
 * that is whole.
 *
 * @param file          where it stands
 * @param header        or null if it cannot be read
 * @param headerProblem why not; empty if it can
 * @param records       whole ones, in the order of the file
 * @param gaps          bytes between them that are no record
 * @param end           offset behind the last whole record
 * @param tornBytes     how many bytes behind the end are not zero
 */
record SegmentSurvey(
        Path file,
        @Nullable SegmentHeader header,
        String headerProblem,
        List<RawRecord> records,
        List<Gap> gaps,
        int end,
        int tornBytes) {

    /** So many bytes that are no record. */
    record Gap(int offset, int bytes) {}

    /** @param bytes the whole file, from 0 to its limit */
    static SegmentSurvey of(Path file, ByteBuffer bytes) {
        SegmentHeader header = null;
        String problem = "";
        try {
            if (bytes.limit() < SegmentHeader.BYTES) {
                problem = "offset=" + bytes.limit() + " ends within its header";
            } else {
                header = SegmentHeader.decode(file.getFileName().toString(), bytes);
            }
        } catch (DamagedJournalException | IllegalArgumentException unreadable) {
            problem = "offset=0 " + reason(unreadable);
        }
        List<RawRecord> records = new ArrayList<>();
        List<Gap> gaps = new ArrayList<>();
        int end = Math.min(SegmentHeader.BYTES, bytes.limit());
        int written = Math.max(end, SegmentScan.lastNonZero(bytes, end) + 1);
        while (end < written) {
            RawRecord next = RecordFormat.read(bytes, end);
            if (next == null) {
                next = SegmentScan.firstRecordAfter(bytes, end, written, 0);
                if (next == null) {
                    break;
                }
                gaps.add(new Gap(end, next.offset() - end));
            }
            records.add(next);
            end = next.end();
        }
        return new SegmentSurvey(file, header, problem, records, gaps, end, written - end);
    }

    private static String reason(Exception unreadable) {
        return unreadable instanceof DamagedJournalException damaged
                ? damaged.reason()
                : String.valueOf(unreadable.getMessage());
    }

    /** Its name. */
    String name() {
        return file.getFileName().toString();
    }

    /** Nothing is missing between its records. */
    boolean isWhole() {
        return header != null && gaps.isEmpty();
    }
}
