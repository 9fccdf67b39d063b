package io.openbell.engine.recording;

import com.fasterxml.jackson.core.JsonGenerator;
import io.openbell.api.engine.Artifact;
import io.openbell.api.recording.RecordedLine;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes the files of one recording. Lines gather in memory until {@link #flush}. One thread. */
final class TapeWriter implements AutoCloseable {

    /** Left free in each file for the reason why there is no further one. */
    private static final int RESERVE_BYTES = 4_096;

    /** So much text makes a block. */
    private static final int BLOCK_TEXT_BYTES = 1 << 16;

    /** Asked before each new file. */
    interface Room {
        /** Why there is none; empty if there is. */
        String none(Path folder) throws IOException;
    }

    /** There is no room, or the disk refuses. */
    static final class Full extends IOException {

        private static final long serialVersionUID = 1;

        Full(String reason) {
            super(reason);
        }
    }

    private final LineCodec codec = new LineCodec();
    private final Text text = new Text();
    private final JsonGenerator json;
    private final long segmentBytes;
    private final Room room;
    private final String about;
    private Path folder;
    private @Nullable FileChannel channel;
    private int number;
    private long size;
    private long firstLine = 1;
    private int lines;
    private @Nullable RecordedLine last;
    private @Nullable RecordedLine lastFlushed;

    /** The stream's own buffer, so that it need not be copied. */
    private static final class Text extends ByteArrayOutputStream {
        byte[] bytes() {
            return buf;
        }
    }

    /**
     * A recording that begins; its folder is made.
     *
     * @param about what is said in the beginning of each file: a JSON object without its braces
     */
    TapeWriter(Path folder, long segmentBytes, String about, Room room) throws IOException {
        this.folder = folder;
        this.segmentBytes = segmentBytes;
        this.about = about;
        this.room = room;
        Files.createDirectories(folder);
        json = codec.generator(text);
    }

    Path folder() {
        return folder;
    }

    /** Gives the recording another place on the same disk. */
    void moveTo(Path other) throws IOException {
        Path parent = other.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        Files.move(folder, other);
        folder = other;
    }

    /** Adds a line, which must follow the last one. */
    void add(RecordedLine line) throws IOException {
        codec.write(line, json);
        lines++;
        last = line;
        json.flush();
        if (text.size() >= BLOCK_TEXT_BYTES) {
            flush();
        }
    }

    /**
     * Keeps it beside the files. It counts as part of the present one, so that the room that all take together stays what it
     * is; one for which there is none is left out, which its absence says to who looks for it.
     */
    void keep(Artifact artifact) throws IOException {
        Path kept = RecordingFolder.artifact(folder, artifact.sha256());
        if (channel == null) {
            next();
        }
        if (!Files.exists(kept) && size + artifact.bytes().length <= segmentBytes - RESERVE_BYTES) {
            Files.write(kept, artifact.bytes());
            size += artifact.bytes().length;
        }
    }

    /** Hands what gathered to the system. Not forced: what a power cut takes is no order. */
    void flush() throws IOException {
        json.flush();
        if (lines == 0) {
            return;
        }
        ByteBuffer block = Block.encode(firstLine, lines, text.bytes(), text.size());
        if (channel == null || size + block.remaining() > segmentBytes - RESERVE_BYTES) {
            next();
        }
        write(block);
        firstLine += lines;
        lines = 0;
        lastFlushed = last;
        text.reset();
    }

    private void next() throws IOException {
        String none = room.none(folder);
        if (!none.isEmpty()) {
            end(none);
            throw new Full(none);
        }
        close();
        number++;
        channel =
                FileChannel.open(
                        RecordingFolder.file(folder, number),
                        StandardOpenOption.CREATE_NEW,
                        StandardOpenOption.WRITE);
        size = 0;
        byte[] header =
                ("{\"recording\":1,"
                                + about
                                + ",\"file\":"
                                + number
                                + ",\"writtenAt\":\""
                                + Instant.now()
                                + "\"}\n")
                        .getBytes(StandardCharsets.US_ASCII);
        write(Block.encode(firstLine, 0, header, header.length));
    }

    /** Says in the present file why there is no further one. */
    private void end(String why) throws IOException {
        RecordedLine before = lastFlushed;
        if (before != null) {
            text.reset();
            codec.write(
                    new RecordedLine(
                            firstLine,
                            RecordedLine.Kind.GAP,
                            before.event(),
                            before.at(),
                            why,
                            Optional.empty(),
                            0),
                    json);
            json.flush();
            write(Block.encode(firstLine, 1, text.bytes(), text.size()));
        }
    }

    private void write(ByteBuffer block) throws IOException {
        FileChannel open = channel;
        if (open == null) {
            throw new IOException("closed");
        }
        size += block.remaining();
        while (block.hasRemaining()) {
            open.write(block);
        }
    }

    /** Of the file that is open. What gathered and was not flushed is lost. */
    @Override
    public void close() throws IOException {
        FileChannel open = channel;
        channel = null;
        if (open != null) {
            open.close();
        }
    }
}
