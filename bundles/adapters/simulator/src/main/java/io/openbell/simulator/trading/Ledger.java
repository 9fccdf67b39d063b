package io.openbell.simulator.trading;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.BufferedReader;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The exchange's memory: one JSON object per line, only ever appended. A line is handed to the operating system before
 * anybody is told of it, so that a killed process forgets nothing it answered for; it does not outlive a power cut. One
 * process at a time.
 */
public final class Ledger implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Ledger.class);
    private static final ObjectMapper JSON = mapper();

    private final Path file;
    private final FileChannel channel;
    private long lines;

    private Ledger(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Reads what is there into the books, oldest first, then is ready to append.
     *
     * @throws IOException if the file cannot be read or written, is in use, or holds a line that is no entry
     */
    public static Ledger open(Path file, Books books) throws IOException {
        Path folder = file.getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        FileChannel channel =
                FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() == null) {
                throw new IOException(file + " is in use by another process");
            }
            Ledger ledger = new Ledger(file, channel);
            ledger.replay(books::apply);
            return ledger;
        } catch (OverlappingFileLockException inUse) {
            channel.close();
            throw new IOException(file + " is in use by this process", inUse);
        } catch (IOException | RuntimeException failure) {
            channel.close();
            throw failure;
        }
    }

    private void replay(Consumer<LedgerEntry> replay) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        int begin = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                replay.accept(parse(new String(bytes, begin, i - begin, StandardCharsets.UTF_8)));
                begin = i + 1;
            }
        }
        if (begin < bytes.length) {
            // The process died inside a write: nobody was told of this line.
            LOG.warn(
                    "ledger ended inside a line file={} bytesDropped={}",
                    file,
                    bytes.length - begin);
            channel.truncate(begin);
        }
        channel.position(begin);
    }

    private LedgerEntry parse(String line) throws IOException {
        lines++;
        try {
            return JSON.readValue(line, LedgerEntry.class);
        } catch (JsonProcessingException malformed) {
            throw new IOException(
                    file
                            + " line "
                            + lines
                            + " is no ledger entry; move the file away to begin with a new account",
                    malformed);
        }
    }

    /**
     * Appends one entry and returns when the operating system has it.
     *
     * @throws IOException if it has not; the file is as before
     */
    public void append(LedgerEntry entry) throws IOException {
        ByteBuffer line =
                ByteBuffer.wrap(
                        (JSON.writeValueAsString(entry) + '\n').getBytes(StandardCharsets.UTF_8));
        long before = channel.position();
        try {
            while (line.hasRemaining()) {
                channel.write(line);
            }
            lines++;
        } catch (IOException failure) {
            channel.truncate(before);
            throw failure;
        }
    }

    /** All entries again, oldest first, with those that are appended meanwhile. */
    Reader reader() throws IOException {
        return new Reader(Files.newBufferedReader(file, StandardCharsets.UTF_8));
    }

    /** Reads entries while others are appended. */
    final class Reader implements AutoCloseable {

        private final BufferedReader text;
        private long read;

        private Reader(BufferedReader text) {
            this.text = text;
        }

        boolean hasNext() {
            return read < lines;
        }

        LedgerEntry next() throws IOException {
            read++;
            return JSON.readValue(text.readLine(), LedgerEntry.class);
        }

        @Override
        public void close() throws IOException {
            text.close();
        }
    }

    /** Entries behind that many lines, as they stand in the file, at most so many. */
    public List<JsonNode> since(long line, int most) throws IOException {
        List<JsonNode> found = new ArrayList<>();
        try (Stream<String> all = Files.lines(file, StandardCharsets.UTF_8)) {
            Iterator<String> wanted = all.skip(line).limit(most).iterator();
            while (wanted.hasNext()) {
                found.add(JSON.readTree(wanted.next()));
            }
        }
        return found;
    }

    /** Entries so far. */
    public long lines() {
        return lines;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private static ObjectMapper mapper() {
        SimpleModule module = new SimpleModule();
        addText(module, Instant.class, Instant::toString, Instant::parse);
        addText(module, LocalDate.class, LocalDate::toString, LocalDate::parse);
        addText(module, BigDecimal.class, BigDecimal::toPlainString, BigDecimal::new);
        return new ObjectMapper()
                .registerModule(module)
                .setDefaultPropertyInclusion(JsonInclude.Include.NON_NULL);
    }

    private static <T> void addText(
            SimpleModule module,
            Class<T> type,
            Function<T, String> write,
            Function<String, T> read) {
        module.addSerializer(
                type,
                new StdSerializer<T>(type) {
                    private static final long serialVersionUID = 1L;

                    @Override
                    public void serialize(T value, JsonGenerator out, SerializerProvider provider)
                            throws IOException {
                        out.writeString(write.apply(value));
                    }
                });
        module.addDeserializer(
                type,
                new StdDeserializer<T>(type) {
                    private static final long serialVersionUID = 1L;

                    @Override
                    public T deserialize(JsonParser in, DeserializationContext context)
                            throws IOException {
                        try {
                            return read.apply(in.getText());
                        } catch (RuntimeException malformed) {
                            throw context.weirdStringException(
                                    in.getText(), type, "not " + type.getSimpleName());
                        }
                    }
                });
    }
}
