package io.openbell.launcher.preflight;

import static io.openbell.launcher.preflight.Check.Finding.fail;
import static io.openbell.launcher.preflight.Check.Finding.pass;

import io.openbell.launcher.preflight.Check.Finding;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Folders that can be written, journals that nobody else writes to, and the shell's port. */
final class HomeChecks {

    private static final List<String> FOLDERS =
            List.of(
                    "etc",
                    "journal",
                    "latch",
                    "supervision",
                    "simulator",
                    "deploy",
                    "logs",
                    "run",
                    "backups");
    private static final int CONNECT_MILLIS = 1_000;

    private HomeChecks() {}

    /**
     * The checks.
     *
     * @param journalsInUse this process writes to a journal already: its lock must not be touched then
     */
    static List<Check> of(Path home, int sshPort, BooleanSupplier journalsInUse) {
        return List.of(
                new Check("folders", 74, () -> folders(home)),
                new Check("journal-lock", 73, () -> journals(home, journalsInUse)),
                new Check("ports", 69, () -> port(sshPort)));
    }

    private static Finding folders(Path home) {
        for (String name : FOLDERS) {
            Path folder = home.resolve(name);
            Path probe = folder.resolve(".writable-" + ProcessHandle.current().pid());
            try {
                Files.createDirectories(folder);
                Files.write(probe, new byte[] {'\n'});
                Files.delete(probe);
            } catch (IOException refused) {
                return fail(
                        folder + " cannot be written: " + refused,
                        "give the user who starts Openbell the right to write there");
            }
        }
        return pass(FOLDERS.size() + " folders in " + home + " can be written");
    }

    private static Finding journals(Path home, BooleanSupplier inUse) throws IOException {
        if (inUse.getAsBoolean()) {
            return pass("held by this process");
        }
        List<Path> locks = new ArrayList<>();
        try (DirectoryStream<Path> journals =
                Files.newDirectoryStream(home.resolve("journal"), Files::isDirectory)) {
            for (Path journal : journals) {
                Path lock = journal.resolve("writer.lock");
                if (Files.exists(lock)) {
                    locks.add(lock);
                }
            }
        }
        for (Path lock : locks) {
            if (!isFree(lock)) {
                return fail(
                        lock.getParent() + " is written by another process",
                        "stop it: two writers would spoil the journal");
            }
        }
        return pass(locks.isEmpty() ? "no journal yet" : locks.size() + " journals, all free");
    }

    private static boolean isFree(Path lock) throws IOException {
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE);
                FileLock held = channel.tryLock()) {
            return held != null;
        } catch (OverlappingFileLockException ours) {
            return true;
        }
    }

    private static Finding port(int sshPort) {
        try (Socket socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), sshPort),
                    CONNECT_MILLIS);
            return pass("shell on 127.0.0.1:" + sshPort);
        } catch (IOException refused) {
            return fail(
                    "the shell does not answer on 127.0.0.1:" + sshPort + ": " + refused,
                    "choose another sshPort in etc/openbell.launcher.cfg, or 0 for any free one");
        }
    }
}
