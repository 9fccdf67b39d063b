package io.openbell.engine;

import io.openbell.api.session.TradingMode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The first 512 bytes of a segment.
 *
 * @param mode          whose orders these are
 * @param account       the venue's number of the account
 * @param instance      drawn when the journal was created, the same in all its segments
 * @param number        1, 2, 3 ...
 * @param firstSequence of the first record in it
 * @param previousHash  SHA-256 over the previous segment, from its first byte to the end of its last record; zeros in the first
 */
@SuppressWarnings("ArrayRecordComponent") // compared by value below
record SegmentHeader(
        TradingMode mode,
        String account,
        UUID instance,
        int number,
        long firstSequence,
        byte[] previousHash) {

    static final int BYTES = 512;
    static final int HASH_BYTES = 32;
    private static final Pattern FILE = Pattern.compile("journal-[0-9]{8}\\.log");
    private static final byte[] MAGIC = "OPENBELL".getBytes(StandardCharsets.US_ASCII);
    private static final int FORMAT_VERSION = 1;
    private static final int CHECKSUM_AT = BYTES - Integer.BYTES;
    private static final int TEXTS_AT = 76;
    private static final int MAX_TEXT_BYTES = 128;

    /** The first header of a new journal. */
    static SegmentHeader first(TradingMode mode, String account) {
        return new SegmentHeader(mode, account, UUID.randomUUID(), 1, 1, new byte[HASH_BYTES]);
    }

    /** The header of the segment after this one. */
    SegmentHeader next(long sequence, byte[] hashOfThis) {
        return new SegmentHeader(mode, account, instance, number + 1, sequence, hashOfThis);
    }

    /** The name of the file. */
    String fileName() {
        return fileName(number);
    }

    /** The files of a journal by number. */
    static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> FILE.matcher(file.getFileName().toString()).matches())
                    .sorted()
                    .toList();
        }
    }

    /** The name of the file of that segment. */
    static String fileName(int number) {
        return String.format("journal-%08d.log", number);
    }

    /** {@value #BYTES} bytes. */
    ByteBuffer encode() {
        ByteBuffer bytes = ByteBuffer.allocate(BYTES);
        bytes.put(MAGIC).putInt(FORMAT_VERSION).putInt(number).putLong(firstSequence);
        bytes.putLong(instance.getMostSignificantBits());
        bytes.putLong(instance.getLeastSignificantBits());
        bytes.put(previousHash);
        putText(bytes.position(TEXTS_AT), mode.token());
        putText(bytes, account);
        return bytes.putInt(CHECKSUM_AT, checksum(bytes)).clear();
    }

    /**
     * Reads the header at the beginning of the bytes, of which there must be enough.
     *
     * @param file for the message
     */
    static SegmentHeader decode(String file, ByteBuffer from) throws DamagedJournalException {
        ByteBuffer bytes = from.slice(0, BYTES);
        byte[] magic = new byte[MAGIC.length];
        bytes.get(magic);
        if (!Arrays.equals(magic, MAGIC)) {
            throw new DamagedJournalException(
                    file, 0, "not an Openbell journal", DamagedJournalException.RESTORE);
        }
        if (bytes.getInt(CHECKSUM_AT) != checksum(bytes)) {
            throw new DamagedJournalException(
                    file, 0, "the header's checksum is wrong", DamagedJournalException.RESTORE);
        }
        int version = bytes.getInt();
        if (version != FORMAT_VERSION) {
            throw new DamagedJournalException(
                    file,
                    MAGIC.length,
                    "format version " + version + ", this program reads " + FORMAT_VERSION,
                    "start the version of Openbell that wrote it, or a newer one");
        }
        int number = bytes.getInt();
        long firstSequence = bytes.getLong();
        UUID instance = new UUID(bytes.getLong(), bytes.getLong());
        byte[] previousHash = new byte[HASH_BYTES];
        bytes.get(previousHash).position(TEXTS_AT);
        return new SegmentHeader(
                TradingMode.parse(text(bytes)),
                text(bytes),
                instance,
                number,
                firstSequence,
                previousHash);
    }

    private static void putText(ByteBuffer to, String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        if (utf8.length > MAX_TEXT_BYTES) {
            throw new IllegalArgumentException(
                    "at most " + MAX_TEXT_BYTES + " bytes, has " + utf8.length);
        }
        to.put((byte) utf8.length).put(utf8);
    }

    private static String text(ByteBuffer from) {
        byte[] utf8 = new byte[Byte.toUnsignedInt(from.get())];
        from.get(utf8);
        return new String(utf8, StandardCharsets.UTF_8);
    }

    private static int checksum(ByteBuffer bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes.slice(0, CHECKSUM_AT));
        return (int) crc.getValue();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SegmentHeader that
                && mode == that.mode
                && account.equals(that.account)
                && instance.equals(that.instance)
                && number == that.number
                && firstSequence == that.firstSequence
                && Arrays.equals(previousHash, that.previousHash);
    }

    @Override
    public int hashCode() {
        return instance.hashCode() * 31 + number;
    }
}
