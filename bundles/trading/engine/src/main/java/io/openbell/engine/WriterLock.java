package io.openbell.engine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** At most one process writes to a journal. The file {@code writer.lock} is locked, and says by whom. */
final class WriterLock implements AutoCloseable {

    private static final String FILE = "writer.lock";

    /**
     * The system's locks belong to processes, and closing any channel of the file gives them up: within this process the
     * file must not even be opened twice.
     */
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final FileChannel channel;

    private WriterLock(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /** @throws IOException naming the holder, if there is one */
    static WriterLock acquire(Path journalFolder) throws IOException {
        Path folder = journalFolder.toRealPath();
        if (!HELD_HERE.add(folder)) {
            throw refused(folder, holder());
        }
        boolean acquired = false;
        FileChannel channel = null;
        try {
            channel =
                    FileChannel.open(
                            folder.resolve(FILE),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE);
            if (!tryLock(channel)) {
                throw refused(folder, Files.readString(folder.resolve(FILE)).strip());
            }
            channel.truncate(0);
            ByteBuffer holder = ByteBuffer.wrap((holder() + "\n").getBytes(StandardCharsets.UTF_8));
            SegmentWriter.writeFully(channel, holder, 0);
            acquired = true;
            return new WriterLock(folder, channel);
        } finally {
            if (!acquired) {
                HELD_HERE.remove(folder);
                if (channel != null) {
                    channel.close();
                }
            }
        }
    }

    private static boolean tryLock(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException anotherInThisProcess) {
            return false;
        }
    }

    private static String holder() {
        return "pid="
                + ProcessHandle.current().pid()
                + " user="
                + System.getProperty("user.name", "?")
                + " since="
                + ProcessHandle.current().info().startInstant().map(Instant::toString).orElse("?");
    }

    private static IOException refused(Path folder, String holder) {
        return new IOException(
                "journal is in use: folder="
                        + folder
                        + " holder: "
                        + holder
                        + "; to do: stop that process first (./openbell stop), or set OPENBELL_HOME to another folder");
    }

    /** Gives it up. The file stays; it means nothing without the lock. */
    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            HELD_HERE.remove(folder);
        }
    }
}
