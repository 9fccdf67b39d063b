package io.openbell.engine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Appends to one segment. The file has its full size from the beginning, filled with zeros, so that an append changes no
 * metadata. One thread.
 */
final class SegmentWriter implements AutoCloseable {

    private static final int BUFFER_BYTES = 1 << 16;
    private static final int ZEROS_BYTES = 1 << 20;
    private static final int FRUITLESS_WRITES = 1000;

    private final SegmentHeader header;
    private final FileChannel channel;
    private final MessageDigest digest;
    private ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
    private final int segmentBytes;
    private int end;

    private SegmentWriter(
            SegmentHeader header,
            FileChannel channel,
            MessageDigest digest,
            int end,
            int segmentBytes) {
        this.header = header;
        this.channel = channel;
        this.digest = digest;
        this.end = end;
        this.segmentBytes = segmentBytes;
    }

    /** Creates the file. It appears under its name only once it is complete and on the disk. */
    static SegmentWriter create(
            Path folder, SegmentHeader header, int segmentBytes, FileOpener opener)
            throws IOException {
        Path file = folder.resolve(header.fileName());
        Path unfinished = folder.resolve(header.fileName() + ".new");
        Files.deleteIfExists(unfinished);
        ByteBuffer head = header.encode();
        FileChannel channel =
                opener.open(unfinished, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try {
            writeFully(channel, head.duplicate(), 0);
            fillWithZeros(channel, SegmentHeader.BYTES, segmentBytes);
            channel.force(true);
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
            opener.forceFolder(folder);
        } catch (IOException | RuntimeException failure) {
            closeAfter(failure, channel);
            throw failure;
        }
        MessageDigest digest = sha256();
        digest.update(head);
        return new SegmentWriter(header, channel, digest, SegmentHeader.BYTES, segmentBytes);
    }

    /**
     * Goes on behind the last record.
     *
     * @param written   the file from its beginning to the end of its last record
     * @param tornBytes what stands behind it and is cut off
     */
    static SegmentWriter resume(
            Path folder,
            SegmentHeader header,
            ByteBuffer written,
            int tornBytes,
            int segmentBytes,
            FileOpener opener)
            throws IOException {
        int end = written.remaining();
        FileChannel channel =
                opener.open(folder.resolve(header.fileName()), StandardOpenOption.WRITE);
        try {
            if (tornBytes > 0) {
                channel.truncate(end);
            }
            fillWithZeros(channel, channel.size(), segmentBytes);
            // What was read may be in the system's cache only: written, but cut off before it was
            // forced.
            channel.force(true);
        } catch (IOException | RuntimeException failure) {
            closeAfter(failure, channel);
            throw failure;
        }
        MessageDigest digest = sha256();
        digest.update(written);
        return new SegmentWriter(header, channel, digest, end, segmentBytes);
    }

    SegmentHeader header() {
        return header;
    }

    /** A record with that much payload has room in what is left. */
    boolean fits(int payloadBytes) {
        return end + RecordFormat.size(payloadBytes) <= segmentBytes;
    }

    /** Adds a record that fits; it is on the disk after {@link #commit}. */
    void put(long sequence, int type, long appended, byte[] payload) throws IOException {
        int size = RecordFormat.size(payload.length);
        if (buffer.remaining() < size) {
            flush();
        }
        if (buffer.capacity() < size) {
            buffer = ByteBuffer.allocateDirect(size);
        }
        int start = buffer.position();
        RecordFormat.write(buffer, sequence, type, appended, payload);
        digest.update(buffer.slice(start, size));
        end += size;
    }

    /** Returns once everything is on the disk. */
    void commit() throws IOException {
        flush();
        channel.force(false);
    }

    /** SHA-256 from the first byte to the end of the last record. Nothing can be added afterwards. */
    byte[] hash() {
        return digest.digest();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private void flush() throws IOException {
        buffer.flip();
        writeFully(channel, buffer, end - buffer.remaining());
        buffer.clear();
    }

    /** A write may take less than it is given, without an error, when the disk runs full. */
    static void writeFully(FileChannel channel, ByteBuffer bytes, long position)
            throws IOException {
        long at = position;
        int fruitless = 0;
        while (bytes.hasRemaining()) {
            int taken = channel.write(bytes, at);
            at += taken;
            fruitless = taken == 0 ? fruitless + 1 : 0;
            if (fruitless == FRUITLESS_WRITES) {
                throw new IOException("the disk takes no bytes at offset " + at);
            }
        }
    }

    private static void fillWithZeros(FileChannel channel, long from, long to) throws IOException {
        ByteBuffer zeros = ByteBuffer.allocate((int) Math.min(ZEROS_BYTES, Math.max(0, to - from)));
        for (long at = from; at < to; at += zeros.limit()) {
            zeros.clear().limit((int) Math.min(zeros.capacity(), to - at));
            writeFully(channel, zeros, at);
        }
    }

    private static void closeAfter(Exception failure, FileChannel channel) {
        try {
            channel.close();
        } catch (IOException second) {
            failure.addSuppressed(second);
        }
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
