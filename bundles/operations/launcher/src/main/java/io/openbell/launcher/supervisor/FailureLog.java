package io.openbell.launcher.supervisor;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Failures of components, kept over restarts of the process: a new process must not give restarts back. One line each,
 * {@code FAILED <time> <id> <reason>}, {@code REFUNDED - <id>} or {@code FORGIVEN - <id>}; on the disk when the method
 * returns. A file that cannot be written keeps nobody from restarting; that is logged. On the Supervisor's thread.
 */
public final class FailureLog {

    /** Below the home. */
    public static final String FILE = "supervision/failures.log";

    /** Older failures do not matter. */
    public static final Duration KEPT = RestartBudget.WINDOW;

    private static final Logger LOG = LoggerFactory.getLogger(FailureLog.class);
    private static final int MOST_LINES = 1_000;

    private final Path file;

    /** Reads and writes nothing yet. */
    public FailureLog(Path file) {
        this.file = file;
    }

    /**
     * Reads what earlier processes wrote, and drops the oldest lines of a long file.
     *
     * @return times of the failures that count and are not before {@code from}, by component
     */
    public Map<String, List<Instant>> open(Instant from) {
        Map<String, List<Instant>> failures = new HashMap<>();
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            String text =
                    Files.exists(file)
                            ? new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                            : "";
            List<String> lines = text.lines().toList();
            lines.forEach(line -> read(line, failures));
            failures.values().forEach(times -> times.removeIf(at -> at.isBefore(from)));
            if (lines.size() > MOST_LINES) {
                shorten(lines.subList(lines.size() - MOST_LINES / 2, lines.size()));
            } else if (!text.isEmpty() && !text.endsWith("\n")) {
                append("");
            }
        } catch (IOException unreadable) {
            LOG.error(
                    "file={} cannot be read; failures before this start do not count",
                    file,
                    unreadable);
        }
        return failures;
    }

    /** A failure that counts. */
    public void failed(String id, Instant at, String reason) {
        append("FAILED " + at + " " + id + " " + reason);
    }

    /** The latest failure of the component does not count. */
    public void refunded(String id) {
        append("REFUNDED - " + id);
    }

    /** No failure of the component counts. */
    public void forgiven(String id) {
        append("FORGIVEN - " + id);
    }

    private void append(String line) {
        byte[] bytes = (line.replaceAll("\\R", " ") + "\n").getBytes(StandardCharsets.UTF_8);
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(false);
        } catch (IOException unwritable) {
            LOG.error("file={} cannot be written: line=\"{}\"", file, line, unwritable);
        }
    }

    private void shorten(List<String> kept) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.write(fresh, kept);
        Files.move(
                fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** A line that a kill cut in two says nothing. */
    private static void read(String line, Map<String, List<Instant>> failures) {
        String[] words = line.split(" ", 4);
        if (words.length < 3) {
            return;
        }
        List<Instant> times = failures.computeIfAbsent(words[2], id -> new ArrayList<>());
        switch (words[0]) {
            case "FAILED" -> {
                try {
                    times.add(Instant.parse(words[1]));
                } catch (DateTimeParseException damaged) {
                    LOG.warn("line=\"{}\" is damaged and does not count", line);
                }
            }
            case "REFUNDED" -> {
                if (!times.isEmpty()) {
                    times.remove(times.size() - 1);
                }
            }
            case "FORGIVEN" -> times.clear();
            default -> LOG.warn("line=\"{}\" is damaged and does not count", line);
        }
    }
}
