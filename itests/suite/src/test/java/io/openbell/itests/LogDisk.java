package io.openbell.itests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A small disk of its own for a folder of logs, that can hang and be full. Needs root, mkfs.ext4, loop devices and fsfreeze. */
final class LogDisk implements AutoCloseable {

    private static final int MEGABYTES = 32;

    private final Path folder;
    private boolean frozen;

    private LogDisk(Path folder) {
        this.folder = folder;
    }

    /**
     * Mounts it at that folder.
     *
     * @throws IOException if this machine cannot
     */
    static LogDisk at(Path folder) throws IOException {
        Files.createDirectories(folder);
        Path image = folder.resolveSibling("logs.ext4");
        try (var file =
                Files.newByteChannel(
                        image,
                        java.util.Set.of(
                                java.nio.file.StandardOpenOption.CREATE,
                                java.nio.file.StandardOpenOption.WRITE))) {
            file.position((long) MEGABYTES << 20).write(java.nio.ByteBuffer.allocate(1));
        }
        run("mkfs.ext4", "-q", "-F", "-m", "0", image.toString());
        run("mount", "-o", "loop", image.toString(), folder.toString());
        LogDisk disk = new LogDisk(folder);
        try {
            disk.hang();
            disk.answerAgain();
        } catch (IOException cannotFreeze) {
            disk.close();
            throw cannotFreeze;
        }
        return disk;
    }

    /** From now on who writes to it waits. */
    void hang() throws IOException {
        run("fsfreeze", "-f", folder.toString());
        frozen = true;
    }

    void answerAgain() throws IOException {
        run("fsfreeze", "-u", folder.toString());
        frozen = false;
    }

    /** Takes all the space that is left. */
    void fill() throws IOException {
        try (var file = Files.newOutputStream(folder.resolve("filler"))) {
            byte[] piece = new byte[512];
            while (true) {
                file.write(piece);
            }
        } catch (IOException full) {
            if (Files.getFileStore(folder).getUsableSpace() > 4096) {
                throw full;
            }
        }
    }

    /** Gives the space back. */
    void clear() throws IOException {
        Files.delete(folder.resolve("filler"));
    }

    @Override
    public void close() throws IOException {
        if (frozen) {
            answerAgain();
        }
        run("umount", "-l", folder.toString());
    }

    private static void run(String... words) throws IOException {
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException(List.of(words) + " does not end");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException(interrupted);
        }
        if (process.exitValue() != 0) {
            throw new IOException(
                    List.of(words)
                            + ": "
                            + new String(process.getInputStream().readAllBytes()).strip());
        }
    }
}
