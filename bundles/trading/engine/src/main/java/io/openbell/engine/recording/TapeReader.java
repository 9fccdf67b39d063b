package io.openbell.engine.recording;

import io.openbell.api.recording.RecordedLine;
import io.openbell.api.recording.RecordedLine.Kind;
import io.openbell.engine.recording.Block.Header;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the files of a recording from the beginning, while it may be written to. What stands at the very end and is no block
 * is a tear; everything else that is not what was written is damage. One thread.
 */
final class TapeReader implements AutoCloseable {

    private final LineCodec codec = new LineCodec();
    private final Iterator<Path> files;
    private final Deque<String> texts = new ArrayDeque<>();
    private Path file = Path.of("");
    private @Nullable FileChannel channel;
    private long offset;
    private int number;
    private long nextLine = 1;
    private boolean ended;
    private boolean skipping;
    private @Nullable Header latest;
    private long latestAt;
    private Path latestIn = file;

    TapeReader(Path folder) throws IOException {
        List<Path> present = RecordingFolder.files(folder);
        if (present.isEmpty()) {
            throw new IOException("nothing was recorded yet in " + folder);
        }
        files = present.iterator();
    }

    /** An end or the reason for a gap was read. */
    boolean isEnded() {
        return ended;
    }

    /** The next line; empty at the end of what can be read. */
    Optional<RecordedLine> next() throws IOException {
        while (texts.isEmpty()) {
            if (!nextBlock()) {
                return Optional.empty();
            }
        }
        String text = texts.remove();
        RecordedLine line;
        try {
            line = codec.read(text);
        } catch (IllegalArgumentException foreign) {
            throw new IOException(
                    file
                            + ": line "
                            + nextLine
                            + " is whole, but this program cannot read it, another version wrote it: "
                            + foreign.getMessage(),
                    foreign);
        }
        if (line.line() != nextLine) {
            throw new IOException(
                    file + ": line " + nextLine + " is missing, line " + line.line() + " follows");
        }
        nextLine++;
        ended |= line.kind() == Kind.END || line.kind() == Kind.GAP;
        return Optional.of(line);
    }

    /** The last line that can be read; what stands between is not looked at. Nothing can be read after it. */
    Optional<RecordedLine> last() throws IOException {
        texts.clear();
        skipping = true;
        while (nextBlock()) {
            // Only the headers are looked at.
        }
        skipping = false;
        Header header = latest;
        if (header == null) {
            return Optional.empty();
        }
        nextLine = header.firstLine();
        file = latestIn;
        try (FileChannel open = FileChannel.open(latestIn, StandardOpenOption.READ)) {
            offset = latestAt;
            take(open, header);
        }
        RecordedLine last = null;
        while (!texts.isEmpty()) {
            last = next().orElse(null);
        }
        return Optional.ofNullable(last);
    }

    /** False at the end. */
    private boolean nextBlock() throws IOException {
        FileChannel open = channel;
        if (open == null || offset >= open.size()) {
            return enter() && nextBlock();
        }
        ByteBuffer header = read(open, offset, Block.HEADER_BYTES);
        if (header.remaining() < Block.HEADER_BYTES) {
            return torn(open);
        }
        Header stated;
        try {
            stated = Block.header(header);
        } catch (IOException none) {
            if (isZeroFrom(open)) {
                return torn(open);
            }
            throw damaged(none.getMessage());
        }
        if (open.size() - offset < stated.bytes()) {
            return torn(open);
        }
        if (!skipping && stated.firstLine() != nextLine) {
            throw damaged(
                    "line " + nextLine + " is missing, line " + stated.firstLine() + " follows");
        }
        if (stated.lines() > 0) {
            latest = stated;
            latestAt = offset;
            latestIn = file;
        }
        if (!skipping) {
            take(open, stated);
        }
        offset += stated.bytes();
        return true;
    }

    private void take(FileChannel open, Header stated) throws IOException {
        ByteBuffer rest =
                read(open, offset + Block.HEADER_BYTES, stated.bytes() - Block.HEADER_BYTES);
        Block block;
        try {
            block = Block.decode(stated, rest);
        } catch (IOException changed) {
            throw damaged(
                    "the block of lines "
                            + stated.firstLine()
                            + " to "
                            + (stated.firstLine() + stated.lines() - 1)
                            + " is not what was written, "
                            + changed.getMessage());
        }
        if (block.lines() > 0) {
            String text = new String(block.text(), StandardCharsets.US_ASCII);
            text.lines().forEach(texts::add);
        }
    }

    /** Begins the next file; false if there is none. */
    private boolean enter() throws IOException {
        if (!files.hasNext()) {
            return false;
        }
        close();
        file = files.next();
        number++;
        if (RecordingFolder.number(file) != number) {
            throw new IOException(
                    "file "
                            + RecordingFolder.file(file.resolveSibling(""), number)
                            + " is missing");
        }
        channel = FileChannel.open(file, StandardOpenOption.READ);
        offset = 0;
        return channel.size() > 0 || files.hasNext();
    }

    /** The process ended in the middle of a block: nothing may follow. */
    private boolean torn(FileChannel open) throws IOException {
        if (files.hasNext()) {
            throw damaged("a block is cut off, though another file follows");
        }
        offset = open.size();
        return false;
    }

    private boolean isZeroFrom(FileChannel open) throws IOException {
        for (long at = offset; at < open.size(); at += 1 << 16) {
            ByteBuffer bytes = read(open, at, 1 << 16);
            while (bytes.hasRemaining()) {
                if (bytes.get() != 0) {
                    return false;
                }
            }
        }
        return true;
    }

    private IOException damaged(@Nullable String reason) {
        return new IOException(file + " at offset " + offset + ": " + reason);
    }

    private static ByteBuffer read(FileChannel from, long offset, int bytes) throws IOException {
        ByteBuffer buffer =
                ByteBuffer.allocate((int) Math.max(0, Math.min(bytes, from.size() - offset)));
        while (buffer.hasRemaining() && from.read(buffer, offset + buffer.position()) > 0) {
            // A read may give less than it is asked for.
        }
        return buffer.flip();
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
