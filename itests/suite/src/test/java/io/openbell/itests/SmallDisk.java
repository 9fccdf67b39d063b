package io.openbell.itests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A small disk of its own for a folder, that can hang, be full, and have an error behind which it takes no writes. Needs root,
 * mkfs.ext4, loop devices and fsfreeze.
 */
final class SmallDisk implements AutoCloseable {

    private final Path folder;
    private final Path image;
    private boolean frozen;

    private SmallDisk(Path folder, Path image) {
        this.folder = folder;
        this.image = image;
    }

    /**
     * Mounts it at that folder.
     *
     * @throws IOException if this machine cannot
     */
    static SmallDisk at(Path folder, int megabytes) throws IOException {
        Files.createDirectories(folder);
        Path image = folder.resolveSibling(folder.getFileName() + ".ext4");
        try (var file =
                Files.newByteChannel(
                        image,
                        java.util.Set.of(
                                java.nio.file.StandardOpenOption.CREATE,
                                java.nio.file.StandardOpenOption.WRITE))) {
            file.position((long) megabytes << 20).write(java.nio.ByteBuffer.allocate(1));
        }
        run("mkfs.ext4", "-q", "-F", "-m", "0", image.toString());
        SmallDisk disk = new SmallDisk(folder, image);
        disk.mount();
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

    private void mount() throws IOException {
        run("mount", "-o", "loop,errors=remount-ro", image.toString(), folder.toString());
    }

    /** The file system finds an error in itself: from now on nobody can write. */
    void failReadOnly() throws IOException {
        String device =
                Files.readAllLines(Path.of("/proc/mounts")).stream()
                        .map(line -> line.split(" "))
                        .filter(words -> words[1].equals(folder.toString()))
                        .map(words -> words[0].replace("/dev/", ""))
                        .findFirst()
                        .orElseThrow(() -> new IOException(folder + " is not mounted"));
        Files.writeString(Path.of("/sys/fs/ext4", device, "trigger_fs_error"), "1");
    }

    /** Checked and mounted again, as somebody would who was called. */
    void repair() throws IOException {
        run("umount", folder.toString());
        try {
            run("e2fsck", "-f", "-y", image.toString());
        } catch (IOException mended) {
            // It says by its exit code that it found the error.
        }
        mount();
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
