package io.openbell.engine.recording;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes recordings that are too old or take too much room, the oldest first and never the one that is being written. */
final class Retention {

    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);

    private final Path root;
    private final RecorderSettings settings;

    Retention(Path root, RecorderSettings settings) {
        this.root = root;
        this.settings = settings;
    }

    /**
     * Makes room for one more file.
     *
     * @param present the recording that is being written
     * @return why there is none; empty if there is
     */
    String makeRoom(Path present, Instant now) throws IOException {
        List<Path> others =
                RecordingFolder.all(root).stream().filter(each -> !each.equals(present)).toList();
        long total = settings.segmentBytes();
        for (Path each : RecordingFolder.all(root)) {
            total += RecordingFolder.bytes(each);
        }
        for (Path each : others) {
            long bytes = RecordingFolder.bytes(each);
            boolean old = lastWritten(each).isBefore(now.minus(settings.keep()));
            if (old || total > settings.totalBytes() || free() < needed()) {
                RecordingFolder.delete(each);
                total -= bytes;
                LOG.info(
                        "recording={} deleted bytes={} cause={}",
                        root.relativize(each),
                        bytes,
                        old ? "age" : "room");
            }
        }
        if (total > settings.totalBytes()) {
            return "recordings may take " + settings.totalBytes() + " bytes (recordingMegabytes)";
        }
        return free() < needed()
                ? "only " + free() + " bytes are free on the disk, " + needed() + " must be"
                : "";
    }

    private long needed() {
        return settings.freeBytes() + settings.segmentBytes();
    }

    private long free() throws IOException {
        return Files.getFileStore(root).getUsableSpace();
    }

    private static Instant lastWritten(Path folder) throws IOException {
        Instant last = Instant.EPOCH;
        for (Path file : RecordingFolder.files(folder)) {
            Instant written = Files.getLastModifiedTime(file).toInstant();
            last = written.isAfter(last) ? written : last;
        }
        return last;
    }
}
