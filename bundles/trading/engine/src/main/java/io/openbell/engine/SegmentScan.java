package io.openbell.engine;

import io.openbell.engine.RecordFormat.RawRecord;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What the bytes of one segment say.
 *
 * @param header    valid
 * @param count     records before the end, without a gap
 * @param end       offset behind the last record
 * @param tornBytes how many bytes after the end belong to a record that was being written when the process was cut off; 0
 *                  after a clean end
 */
record SegmentScan(SegmentHeader header, int count, int end, int tornBytes) {

    /** Sequence numbers this far ahead are garbage that looks like a record. */
    private static final long FARTHEST_JUMP = 100_000_000L;

    /** Sees each record that is whole, in order. */
    @FunctionalInterface
    interface Visitor {
        /** @throws DamagedJournalException if the program must not go on with such a record */
        void visit(RawRecord record) throws DamagedJournalException;
    }

    /** The sequence number that follows. */
    long nextSequence() {
        return header.firstSequence() + count;
    }

    /**
     * Reads a segment.
     *
     * @param file  for messages
     * @param bytes the whole file, from 0 to its limit; at least a header
     * @throws DamagedJournalException if anything but its tail is broken
     */
    static SegmentScan of(String file, ByteBuffer bytes, Visitor visitor)
            throws DamagedJournalException {
        SegmentHeader header = SegmentHeader.decode(file, bytes);
        int end = SegmentHeader.BYTES;
        long sequence = header.firstSequence();
        for (RawRecord next = RecordFormat.read(bytes, end);
                next != null;
                next = RecordFormat.read(bytes, end)) {
            if (next.sequence() != sequence) {
                throw new DamagedJournalException(
                        file,
                        end,
                        "sequence gap: expected " + sequence + ", found " + next.sequence(),
                        DamagedJournalException.RESTORE);
            }
            visitor.visit(next);
            end = next.end();
            sequence++;
        }
        int written = lastNonZero(bytes, end) + 1;
        if (written > end) {
            refuseIfARecordFollows(file, bytes, end, written, sequence);
        }
        return new SegmentScan(
                header, (int) (sequence - header.firstSequence()), end, Math.max(0, written - end));
    }

    private static void refuseIfARecordFollows(
            String file, ByteBuffer bytes, int end, int written, long sequence)
            throws DamagedJournalException {
        RawRecord later = firstRecordAfter(bytes, end, written, sequence);
        if (later != null) {
            throw new DamagedJournalException(
                    file,
                    end,
                    "record "
                            + sequence
                            + " is damaged, and record "
                            + later.sequence()
                            + " after it at offset "
                            + later.offset()
                            + " is not",
                    DamagedJournalException.RESTORE);
        }
    }

    /** The first whole record behind the offset whose number is at least that; null if there is none. */
    static @Nullable RawRecord firstRecordAfter(
            ByteBuffer bytes, int end, int written, long sequence) {
        for (int offset = end + 1; offset < written; offset++) {
            if (RecordFormat.plausibleLength(bytes, offset) < 0) {
                continue;
            }
            long ahead = bytes.getLong(offset + RecordFormat.PREFIX_BYTES) - sequence;
            if (ahead < 0 || ahead > FARTHEST_JUMP) {
                continue;
            }
            RawRecord later = RecordFormat.read(bytes, offset);
            if (later != null) {
                return later;
            }
        }
        return null;
    }

    /** Offset of the last byte that is not zero; below {@code from} if there is none from there on. */
    static int lastNonZero(ByteBuffer bytes, int from) {
        int at = bytes.limit() - 1;
        while (at - from >= Long.BYTES && bytes.getLong(at - Long.BYTES + 1) == 0) {
            at -= Long.BYTES;
        }
        while (at >= from && bytes.get(at) == 0) {
            at--;
        }
        return at;
    }
}
