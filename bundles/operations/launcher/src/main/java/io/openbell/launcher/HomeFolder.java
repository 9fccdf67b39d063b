package io.openbell.launcher;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code $OPENBELL_HOME}: its folders, the lock on it, and the small files in {@code run/} that scripts read. */
final class HomeFolder {

    private static final List<String> FOLDERS =
            List.of(
                    "etc",
                    "journal",
                    "market",
                    "deploy",
                    "backups",
                    "logs",
                    "run",
                    "simulator",
                    "supervision",
                    "cache");

    private final Path home;
    private @Nullable FileChannel lockFile;

    HomeFolder(Path home) {
        this.home = home;
    }

    Path path() {
        return home;
    }

    Path etc() {
        return home.resolve("etc");
    }

    Path run() {
        return home.resolve("run");
    }

    /** Creates what is missing, takes the home for this process, and removes what an earlier one left in {@code run/}. */
    void open() throws StartException {
        try {
            for (String folder : FOLDERS) {
                Files.createDirectories(home.resolve(folder));
            }
            FileChannel channel =
                    FileChannel.open(
                            run().resolve("openbell.lock"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
            if (!lock(channel)) {
                channel.close();
                throw new StartException(
                        ExitCode.ALREADY_RUNNING,
                        "another process runs on " + home + "; stop it with ./openbell stop");
            }
            lockFile = channel;
            for (String stale :
                    List.of("start-order.txt", "stop-order.txt", "session.state", "exit-code")) {
                Files.deleteIfExists(run().resolve(stale));
            }
        } catch (IOException unwritable) {
            throw new StartException(
                    ExitCode.DISK, "the home folder " + home + " cannot be written: " + unwritable);
        }
    }

    private static boolean lock(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException ours) {
            return false;
        }
    }

    /** Gives the home back; for a launcher that is replaced while the process goes on. */
    void close() throws IOException {
        FileChannel channel = lockFile;
        if (channel != null) {
            channel.close();
        }
    }

    /** Replaces a file in {@code run/} at once, so that a reader sees the old or the new one. */
    void write(String name, String text) throws IOException {
        Path fresh = run().resolve(name + ".new");
        Files.writeString(fresh, text);
        Files.move(
                fresh,
                run().resolve(name),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    /** Adds a line to a file in {@code run/}. */
    void append(String name, String line) throws IOException {
        Files.write(
                run().resolve(name),
                (line + "\n").getBytes(StandardCharsets.UTF_8),
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }
}
