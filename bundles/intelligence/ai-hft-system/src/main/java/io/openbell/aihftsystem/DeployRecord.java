package io.openbell.aihftsystem;

import io.openbell.api.view.StrategyDeployment.State;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What became of which content of which file, a line each, in {@code deploy/.versions/record.tsv}: Karaf's cache is
 * disposable, this is not. Lines are only added; one that a crash cut off is left out.
 */
final class DeployRecord {

    private static final Logger LOG = LoggerFactory.getLogger(DeployRecord.class);
    private static final int FIELDS = 9;

    /**
     * One line.
     *
     * @param sha256     of the version
     * @param file       name of the file in the folder
     * @param fileSha256 of what lies in that file; another one after a rollback
     */
    record Entry(
            Instant at,
            State state,
            String bundle,
            String version,
            String sha256,
            String file,
            String fileSha256,
            List<String> strategies,
            String reason) {}

    private final Path file;

    DeployRecord(Path file) {
        this.file = file;
    }

    List<Entry> read() throws IOException {
        List<Entry> entries = new ArrayList<>();
        if (Files.exists(file)) {
            for (String line : Files.readString(file).lines().toList()) {
                String[] fields = line.split("\t", -1);
                try {
                    if (fields.length != FIELDS) {
                        throw new IllegalArgumentException(fields.length + " fields");
                    }
                    entries.add(
                            new Entry(
                                    Instant.parse(fields[0]),
                                    State.valueOf(fields[1]),
                                    fields[2],
                                    fields[3],
                                    fields[4],
                                    fields[5],
                                    fields[6],
                                    fields[7].isEmpty()
                                            ? List.of()
                                            : List.of(fields[7].split(",", -1)),
                                    fields[8]));
                } catch (IllegalArgumentException | DateTimeException torn) {
                    LOG.warn("file={} has an unreadable line, left out: {}", file, line, torn);
                }
            }
        }
        return entries;
    }

    /** On the disk when this returns. */
    void add(Entry entry) throws IOException {
        String line =
                String.join(
                                "\t",
                                entry.at().toString(),
                                entry.state().name(),
                                entry.bundle(),
                                entry.version(),
                                entry.sha256(),
                                entry.file().replaceAll("\\s", " "),
                                entry.fileSha256(),
                                String.join(",", entry.strategies()),
                                entry.reason().replaceAll("\\s+", " "))
                        + "\n";
        Files.createDirectories(file.toAbsolutePath().getParent());
        try (FileChannel channel =
                FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.APPEND,
                        StandardOpenOption.WRITE)) {
            // A line that a crash cut off must not take this one with it.
            ByteBuffer bytes =
                    ByteBuffer.wrap(
                            ((endsWithinALine() ? "\n" : "") + line)
                                    .getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    private boolean endsWithinALine() throws IOException {
        long size = Files.size(file);
        if (size == 0) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer last = ByteBuffer.allocate(1);
            channel.read(last, size - 1);
            return last.get(0) != '\n';
        }
    }
}
