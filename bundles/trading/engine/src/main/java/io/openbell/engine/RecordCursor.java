package io.openbell.engine;

import io.openbell.engine.RecordFormat.RawRecord;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads records one after the other, over segments, while others are being appended. Asked only for what is on the disk
 * already; each checksum is checked again. One thread.
 */
final class RecordCursor implements AutoCloseable {

    private static final int WINDOW_BYTES = 1 << 16;
    private static final int LARGEST_BYTES = RecordFormat.size(RecordFormat.MAX_PAYLOAD_BYTES);

    private final NavigableMap<Long, Path> segments;
    private long sequence;
    private @Nullable FileChannel channel;
    private Path file = Path.of("");

    /** A part of the file; what is read next stands at its position. */
    private ByteBuffer window = ByteBuffer.allocate(WINDOW_BYTES).limit(0);

    /** Offset in the file of the window's first byte. */
    private long windowAt;

    /**
     * Before the record with that number.
     *
     * @param segments files by the number of their first record; may grow
     */
    RecordCursor(NavigableMap<Long, Path> segments, long sequence) throws IOException {
        this.segments = segments;
        Map.Entry<Long, Path> segment = segments.floorEntry(sequence);
        if (segment == null) {
            throw new IOException("no segment holds record " + sequence);
        }
        enter(segment.getValue());
        for (this.sequence = segment.getKey(); this.sequence < sequence; this.sequence++) {
            take();
        }
    }

    /** Its number. */
    long sequence() {
        return sequence;
    }

    /** The file it stands in. */
    Path file() {
        return file;
    }

    /** The next record, which must be on the disk. */
    RawRecord next() throws IOException {
        Path nextSegment = segments.get(sequence);
        if (nextSegment != null && !nextSegment.equals(file)) {
            enter(nextSegment);
        }
        RawRecord record = take();
        sequence++;
        return record;
    }

    private void enter(Path segment) throws IOException {
        close();
        file = segment;
        channel = FileChannel.open(segment, StandardOpenOption.READ);
        windowAt = SegmentHeader.BYTES;
        window.clear().limit(0);
    }

    private RawRecord take() throws IOException {
        long offset = windowAt + window.position();
        RawRecord record = read();
        if (record == null) {
            // The window may be older than the record.
            windowAt = offset;
            window.clear().limit(0);
            record = read();
        }
        if (record == null || record.sequence() != sequence) {
            throw new DamagedJournalException(
                    file.toString(),
                    offset,
                    "record " + sequence + " was whole and can no longer be read",
                    DamagedJournalException.RESTORE);
        }
        window.position(record.end());
        return record;
    }

    /** The record at the window's position, or null if none stands there. */
    private @Nullable RawRecord read() throws IOException {
        if (!fill(RecordFormat.size(0))) {
            return null;
        }
        long length = Integer.toUnsignedLong(window.getInt(window.position()));
        int needed = (int) Math.min(RecordFormat.PREFIX_BYTES + length, LARGEST_BYTES);
        return fill(needed) ? RecordFormat.read(window, window.position()) : null;
    }

    /** True if that many bytes stand at the window's position now. */
    private boolean fill(int bytes) throws IOException {
        FileChannel open = channel;
        if (open == null || window.remaining() >= bytes) {
            return open != null;
        }
        ByteBuffer larger = ByteBuffer.allocate(Math.max(WINDOW_BYTES, bytes));
        windowAt += window.position();
        larger.put(window);
        while (larger.hasRemaining() && open.read(larger, windowAt + larger.position()) > 0) {
            // A read may give less than it is asked for.
        }
        window = larger.flip();
        return window.remaining() >= bytes;
    }

    @Override
    public void close() throws IOException {
        FileChannel open = channel;
        channel = null;
        if (open != null) {
            open.close();
        }
    }
}
