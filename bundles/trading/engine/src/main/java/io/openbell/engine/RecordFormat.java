package io.openbell.engine;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * One record: {@code length u32 | crc32c u32 | sequence u64 | type u16 | appended i64 | payload}, big-endian. The length
 * counts what follows the checksum; the checksum covers everything but itself.
 */
final class RecordFormat {

    /** Length and checksum. */
    static final int PREFIX_BYTES = 8;

    /** Sequence, type and time. */
    static final int FIXED_BYTES = 18;

    /** Payloads are JSON documents of some hundred bytes; nothing near this limit is sound. */
    static final int MAX_PAYLOAD_BYTES = 1 << 20;

    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private RecordFormat() {}

    /**
     * A record as it stands in the file.
     *
     * @param offset   of its first byte in the segment
     * @param appended nanoseconds since 1970, UTC
     */
    @SuppressWarnings("ArrayRecordComponent") // compared by value below
    record RawRecord(int offset, long sequence, int type, long appended, byte[] payload) {

        int end() {
            return offset + size(payload.length);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof RawRecord that
                    && offset == that.offset
                    && sequence == that.sequence
                    && type == that.type
                    && appended == that.appended
                    && Arrays.equals(payload, that.payload);
        }

        @Override
        public int hashCode() {
            return Long.hashCode(sequence) * 31 + Arrays.hashCode(payload);
        }
    }

    /** Bytes of a record with that much payload. */
    static int size(int payloadBytes) {
        return PREFIX_BYTES + FIXED_BYTES + payloadBytes;
    }

    /** Appends one record to the buffer, which must have room. */
    static void write(ByteBuffer to, long sequence, int type, long appended, byte[] payload) {
        int start = to.position();
        to.putInt(FIXED_BYTES + payload.length).putInt(0);
        to.putLong(sequence).putShort((short) type).putLong(appended).put(payload);
        to.putInt(start + 4, checksum(to, start, FIXED_BYTES + payload.length));
    }

    /** The record at the offset, or null if what stands there is none. */
    static @Nullable RawRecord read(ByteBuffer from, int offset) {
        int length = plausibleLength(from, offset);
        if (length < 0 || from.getInt(offset + 4) != checksum(from, offset, length)) {
            return null;
        }
        byte[] payload = new byte[length - FIXED_BYTES];
        from.get(offset + PREFIX_BYTES + FIXED_BYTES, payload);
        return new RawRecord(
                offset,
                from.getLong(offset + 8),
                Short.toUnsignedInt(from.getShort(offset + 16)),
                from.getLong(offset + 18),
                payload);
    }

    /**
     * The length field at the offset if a record could stand there, else negative.
     */
    static int plausibleLength(ByteBuffer from, int offset) {
        if (from.limit() - offset < PREFIX_BYTES + FIXED_BYTES) {
            return -1;
        }
        int length = from.getInt(offset);
        boolean fits =
                length >= FIXED_BYTES
                        && length <= FIXED_BYTES + MAX_PAYLOAD_BYTES
                        && length <= from.limit() - offset - PREFIX_BYTES;
        return fits ? length : -1;
    }

    /** As a record states it: nanoseconds since 1970, UTC. */
    static long nanos(Instant at) {
        return Math.addExact(
                Math.multiplyExact(at.getEpochSecond(), NANOS_PER_SECOND), at.getNano());
    }

    /** The time that a record states. */
    static Instant instant(long nanos) {
        return Instant.ofEpochSecond(
                Math.floorDiv(nanos, NANOS_PER_SECOND), Math.floorMod(nanos, NANOS_PER_SECOND));
    }

    private static int checksum(ByteBuffer bytes, int offset, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes.slice(offset, 4));
        crc.update(bytes.slice(offset + PREFIX_BYTES, length));
        return (int) crc.getValue();
    }
}
