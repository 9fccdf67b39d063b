package io.openbell.loggingsystem;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the log folder: can it be written, is there space, and does the log grow when something is logged. Does I/O;
 * one thread.
 */
final class LogFolder {

    /**
     * What was found.
     *
     * @param healthy logs are kept
     * @param detail  for people, with figures
     * @param at      when it was looked at
     */
    record Finding(boolean healthy, String detail, Instant at) {}

    private record FileState(Instant modified, long bytes, @Nullable Object identity) {}

    private static final long MEGABYTE = 1024 * 1024;

    /** One look may fall between counting an event and writing it; two in a row cannot. */
    private static final int LOOKS_UNTIL_STUCK = 2;

    private final Path folder;
    private final Path log;
    private final long minFreeBytes;
    private @Nullable FileState last;
    private long eventsAtGrowth;
    private int looksWithoutGrowth;

    LogFolder(Path folder, String logName, long minFreeBytes) {
        this.folder = folder;
        this.log = folder.resolve(logName);
        this.minFreeBytes = minFreeBytes;
    }

    /**
     * Looks now.
     *
     * @param events logged since start, taken before the call
     */
    Finding look(long events, Instant now) {
        try {
            tryToWrite();
            long free = Files.getFileStore(folder).getUsableSpace();
            @Nullable FileState state = state();
            if (isStuck(state, events)) {
                return bad(
                        now,
                        "%s does not grow: %d events were logged since its last change",
                        log,
                        events - eventsAtGrowth);
            }
            if (free < minFreeBytes) {
                return bad(
                        now,
                        "log disk is nearly full: folder=%s, freeMegabytes=%d, minFreeMegabytes=%d; remove old files"
                                + " or lower minFreeMegabytes",
                        folder,
                        free / MEGABYTE,
                        minFreeBytes / MEGABYTE);
            }
            return new Finding(true, describe(state, free, now), now);
        } catch (IOException refused) {
            return bad(now, "log folder cannot be written: folder=%s, reason=%s", folder, refused);
        }
    }

    private void tryToWrite() throws IOException {
        Path probe = folder.resolve(".writable");
        Files.write(probe, new byte[] {'\n'});
        Files.delete(probe);
    }

    private boolean isStuck(@Nullable FileState state, long events) {
        if (!Objects.equals(state, last)) {
            last = state;
            eventsAtGrowth = events;
            looksWithoutGrowth = 0;
        } else if (events > eventsAtGrowth) {
            looksWithoutGrowth++;
        }
        return looksWithoutGrowth >= LOOKS_UNTIL_STUCK;
    }

    private @Nullable FileState state() throws IOException {
        try {
            BasicFileAttributes file = Files.readAttributes(log, BasicFileAttributes.class);
            return new FileState(file.lastModifiedTime().toInstant(), file.size(), file.fileKey());
        } catch (NoSuchFileException notYet) {
            return null;
        }
    }

    private String describe(@Nullable FileState state, long free, Instant now) {
        if (state == null) {
            return String.format("nothing logged yet, freeMegabytes=%d", free / MEGABYTE);
        }
        return String.format(
                "bytes=%d, lastWriteSecondsAgo=%d, freeMegabytes=%d",
                state.bytes(),
                Math.max(0, Duration.between(state.modified(), now).toSeconds()),
                free / MEGABYTE);
    }

    private static Finding bad(Instant now, String format, Object... arguments) {
        return new Finding(false, String.format(format, arguments), now);
    }
}
