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
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * At most one process writes to a journal. The file {@code writer.lock} is locked, and says by whom. It also remembers that
 * the journal was poisoned: its bytes have their place on the disk from the beginning, so that a full disk takes the mark,
 * too.
 */
final class WriterLock implements AutoCloseable {

    private static final String FILE = "writer.lock";
    private static final String POISONED = "POISONED ";
    private static final int BYTES = 512;

    /**
     * The system's locks belong to processes, and closing any channel of the file gives them up: within this process the
     * file must not even be opened twice.
     */
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final FileChannel channel;
    private final String poison;

    private WriterLock(Path folder, FileChannel channel, String poison) {
        this.folder = folder;
        this.channel = channel;
        this.poison = poison;
    }

    /** @throws IOException naming the holder, if there is one */
    static WriterLock acquire(Path journalFolder) throws IOException {
        Path folder = journalFolder.toRealPath();
        if (!HELD_HERE.add(folder)) {
            throw new JournalInUseException(folder, holder());
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
                throw new JournalInUseException(
                        folder, Files.readString(folder.resolve(FILE)).strip());
            }
            WriterLock lock = new WriterLock(folder, channel, poison(channel));
            lock.write(lock.poison);
            acquired = true;
            return lock;
        } finally {
            if (!acquired) {
                HELD_HERE.remove(folder);
                if (channel != null) {
                    channel.close();
                }
            }
        }
    }

    /** Reads through the locked channel: to close another one would give the lock up. */
    private static String poison(FileChannel locked) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(BYTES);
        while (bytes.hasRemaining() && locked.read(bytes, bytes.position()) > 0) {
            // A read may give less than it is asked for.
        }
        String text = new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
        int at = text.indexOf(POISONED);
        return at < 0 ? "" : text.substring(at + POISONED.length()).strip();
    }

    /** Why an earlier process could not go on writing, and nobody has taken note of it since; empty if all is well. */
    String poison() {
        return poison;
    }

    /** Remembers that the journal was poisoned until {@link #markSound}. */
    void markPoisoned(String reason) throws IOException {
        write(reason.replace('\n', ' '));
    }

    /** The poisoning is known elsewhere, and need not be remembered here. */
    void markSound() throws IOException {
        write("");
    }

    private void write(String reason) throws IOException {
        String text = holder() + "\n" + (reason.isEmpty() ? "" : POISONED + reason);
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        ByteBuffer line = ByteBuffer.allocate(BYTES);
        Arrays.fill(line.array(), (byte) ' ');
        line.put(utf8, 0, Math.min(utf8.length, BYTES - 1)).put(BYTES - 1, (byte) '\n').clear();
        SegmentWriter.writeFully(channel, line, 0);
        channel.truncate(BYTES).force(true);
    }

    /**
     * Refuses while somebody writes to the journal.
     *
     * @throws JournalInUseException naming the holder
     */
    static void refuseIfHeld(Path journalFolder) throws IOException {
        Path folder = journalFolder.toRealPath();
        if (HELD_HERE.contains(folder)) {
            throw new JournalInUseException(folder, holder());
        }
        Path file = folder.resolve(FILE);
        if (Files.isWritable(file)) {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                if (!tryLock(channel)) {
                    throw new JournalInUseException(folder, Files.readString(file).strip());
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
