package io.openbell.engine.recording;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * Lines of text as a member of a gzip file that says in an extra field of its header how long it is and which lines it holds.
 * So {@code zcat} reads the file, and a reader tells a member that was cut off from one that was changed.
 *
 * @param firstLine number of its first line
 * @param lines     how many; 0 for the member that begins a file and says what it is
 * @param text      the lines, ASCII
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Block(long firstLine, int lines, byte[] text) {

    /** Of the header. */
    static final int HEADER_BYTES = 40;

    /** No member is longer. */
    static final int LONGEST_BYTES = 16 << 20;

    private static final int TRAILER_BYTES = 8;
    private static final int FIXED_BYTES = 16;
    private static final int CHECKED_BYTES = 36;

    // gzip, deflated, with an extra field, no time, unknown system; the field "OB" of 24 bytes.
    private static final byte[] FIXED = {
        0x1f, (byte) 0x8b, 8, 4, 0, 0, 0, 0, 0, (byte) 0xff, 28, 0, 'O', 'B', 24, 0
    };

    /** What a header says. */
    record Header(int bytes, long firstLine, int lines, int packedCrc) {}

    /** What is written. */
    static ByteBuffer encode(long firstLine, int lines, byte[] text, int length) {
        Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
        byte[] packed = new byte[length + length / 1_000 + 64];
        deflater.setInput(text, 0, length);
        deflater.finish();
        int packedBytes = deflater.deflate(packed);
        deflater.end();
        int bytes = HEADER_BYTES + packedBytes + TRAILER_BYTES;
        ByteBuffer to = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
        to.put(FIXED).putInt(bytes).putLong(firstLine).putInt(lines);
        to.putInt(crc(packed, 0, packedBytes));
        to.putInt(crc(to.array(), 0, CHECKED_BYTES));
        to.put(packed, 0, packedBytes).putInt(crc(text, 0, length)).putInt(length);
        return to.flip();
    }

    /** @throws IOException if these are not the bytes of a header */
    static Header header(ByteBuffer from) throws IOException {
        byte[] bytes = new byte[HEADER_BYTES];
        from.get(bytes);
        ByteBuffer header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        Header stated =
                new Header(
                        header.getInt(FIXED_BYTES),
                        header.getLong(20),
                        header.getInt(28),
                        header.getInt(32));
        if (!Arrays.equals(bytes, 0, FIXED_BYTES, FIXED, 0, FIXED_BYTES)
                || header.getInt(CHECKED_BYTES) != crc(bytes, 0, CHECKED_BYTES)) {
            throw new IOException("no block begins here");
        }
        if (stated.bytes() < HEADER_BYTES + TRAILER_BYTES || stated.bytes() > LONGEST_BYTES) {
            throw new IOException("a block of " + stated.bytes() + " bytes is none");
        }
        return stated;
    }

    /**
     * What was written.
     *
     * @param from what stands behind the header
     * @throws IOException if it is not what was written
     */
    static Block decode(Header header, ByteBuffer from) throws IOException {
        int packedBytes = header.bytes() - HEADER_BYTES - TRAILER_BYTES;
        byte[] packed = new byte[packedBytes];
        from.order(ByteOrder.LITTLE_ENDIAN).get(packed);
        int crc = from.getInt();
        int length = from.getInt();
        if (length < 0 || length > LONGEST_BYTES) {
            throw new IOException("a text of " + length + " bytes is none");
        }
        if (header.packedCrc() != crc(packed, 0, packedBytes)) {
            throw new IOException("its checksum does not match");
        }
        byte[] text = new byte[length];
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(packed);
            int got = 0;
            while (got < length && !inflater.finished()) {
                int more = inflater.inflate(text, got, length - got);
                if (more == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
                    break;
                }
                got += more;
            }
            if (got != length || crc != crc(text, 0, length)) {
                throw new IOException("its checksum does not match");
            }
        } catch (DataFormatException changed) {
            throw new IOException("it cannot be unpacked: " + changed.getMessage(), changed);
        } finally {
            inflater.end();
        }
        return new Block(header.firstLine(), header.lines(), text);
    }

    private static int crc(byte[] bytes, int from, int length) {
        CRC32 crc = new CRC32();
        crc.update(bytes, from, length);
        return (int) crc.getValue();
    }
}
