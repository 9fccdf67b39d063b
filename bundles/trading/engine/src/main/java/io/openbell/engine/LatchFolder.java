package io.openbell.engine;

import io.openbell.api.risk.LatchedHalt;
import io.openbell.api.session.TradingMode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder {@code latch} with a file {@code HALTED-<mode>-<account>} for each account that is halted; without the account
 * in its name while nobody knows it. That the file is there is what counts: what cannot be read, listed or understood is a
 * halt. One thread at a time.
 */
final class LatchFolder {

    private static final Logger LOG = LoggerFactory.getLogger(LatchFolder.class);
    private static final String PREFIX = "HALTED-";

    /** Stands for files that could not even be listed. */
    static final String UNLISTED = "?";

    private final Path folder;
    private final TradingMode mode;
    private final FileOpener opener;

    LatchFolder(Path folder, TradingMode mode, FileOpener opener) {
        this.folder = folder;
        this.mode = mode;
        this.opener = opener;
    }

    /** Where the halt of that account stands. */
    Path file(String account) {
        return folder.resolve(PREFIX + mode.token() + (account.isEmpty() ? "" : "-" + account));
    }

    /** Every halt of this mode by account; the key is empty where none is named. Never fails: doubt is a halt. */
    Map<String, LatchedHalt> read(Instant now) {
        Map<String, LatchedHalt> halts = new TreeMap<>();
        if (Files.notExists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return halts;
        }
        String prefix = PREFIX + mode.token();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, prefix + "*")) {
            for (Path file : files) {
                String rest = file.getFileName().toString().substring(prefix.length());
                if (rest.isEmpty() || rest.startsWith("-")) {
                    halts.put(rest.isEmpty() ? "" : rest.substring(1), read(file, now));
                }
            }
        } catch (IOException | RuntimeException unreadable) {
            LOG.error("latch=unreadable folder={}: halted", folder, unreadable);
            halts.put(UNLISTED, unreadable(folder, unreadable, now));
        }
        return halts;
    }

    /** The halt without an account, if somebody has left one. */
    Optional<LatchedHalt> mark(Instant now) {
        Path file = file("");
        return Files.notExists(file, LinkOption.NOFOLLOW_LINKS)
                ? Optional.empty()
                : Optional.of(read(file, now));
    }

    private static LatchedHalt read(Path file, Instant now) {
        try {
            Map<String, String> lines = new HashMap<>();
            for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
                int equals = line.indexOf('=');
                if (equals > 0) {
                    lines.put(line.substring(0, equals), line.substring(equals + 1));
                }
            }
            return new LatchedHalt(
                    required(lines, "source"),
                    required(lines, "reason"),
                    Instant.parse(required(lines, "at")),
                    required(lines, "keepStops").equals("true"));
        } catch (IOException | RuntimeException unreadable) {
            LOG.error("latch=unreadable file={}: halted", file, unreadable);
            return unreadable(file, unreadable, now);
        }
    }

    private static String required(Map<String, String> lines, String key) {
        String value = lines.get(key);
        if (value == null) {
            throw new DateTimeParseException(key + " is missing", "", 0);
        }
        return value;
    }

    private static LatchedHalt unreadable(Path what, Exception cause, Instant now) {
        return new LatchedHalt(
                "latch-file", what + " is there and cannot be read: " + cause, now, false);
    }

    /** Halted, on the disk when this returns. */
    void write(String account, LatchedHalt halt) throws IOException {
        Path parent = folder.toAbsolutePath().getParent();
        boolean created = Files.notExists(folder);
        Files.createDirectories(folder);
        String text =
                "source="
                        + oneLine(halt.source())
                        + "\nreason="
                        + oneLine(halt.reason())
                        + "\nat="
                        + halt.at()
                        + "\nkeepStops="
                        + halt.keepStops()
                        + "\n";
        try (FileChannel channel =
                opener.open(
                        file(account),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
            SegmentWriter.writeFully(
                    channel, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), 0);
            channel.force(true);
        }
        opener.forceFolder(folder);
        if (created && parent != null) {
            opener.forceFolder(parent);
        }
    }

    /** The note beside the halts about what the venue was told, looked for now. */
    SuspensionFile suspension(
            InstantSource clock, Supplier<String> account, ExecutorService writer) {
        return new SuspensionFile(folder, mode, opener, clock, account, writer);
    }

    /** Takes the halt of that account away, and one without an account. */
    void remove(String account) throws IOException {
        Files.deleteIfExists(file(account));
        Files.deleteIfExists(file(""));
        if (Files.exists(folder)) {
            opener.forceFolder(folder);
        }
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\p{Cntrl}+", " ");
    }
}
