package io.openbell.launcher.backup;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * A folder as one ZIP file. Its first entry lists every other one with size and SHA-256; what is taken out is compared with
 * that list, and nothing is taken out that it does not name, that is larger than it says, or that leads out of the target.
 */
final class BackupArchive {

    static final String MANIFEST = "MANIFEST";

    private static final int LARGEST_MANIFEST = 16 << 20;

    private record Listed(long bytes, String sha256) {}

    private BackupArchive() {}

    /** Writes everything below the folder; on the disk when it returns. The number of files. */
    static int write(Path folder, Path archive) throws IOException {
        List<Path> files;
        try (Stream<Path> found = Files.walk(folder)) {
            files = found.filter(Files::isRegularFile).sorted().toList();
        }
        StringBuilder manifest = new StringBuilder();
        for (Path file : files) {
            manifest.append(Sha256.of(file)).append(' ').append(Files.size(file)).append(' ');
            manifest.append(name(folder, file)).append('\n');
        }
        try (OutputStream out =
                        Files.newOutputStream(
                                archive, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.setLevel(Deflater.BEST_SPEED);
            zip.putNextEntry(new ZipEntry(MANIFEST));
            zip.write(manifest.toString().getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
            for (Path file : files) {
                zip.putNextEntry(new ZipEntry(name(folder, file)));
                Files.copy(file, zip);
                zip.closeEntry();
            }
        }
        force(archive);
        return files.size();
    }

    /**
     * Takes everything out into a folder that is new or empty, and compares it with the list.
     *
     * @return the names of the files, in the archive's order
     * @throws IOException naming the archive and the entry, if anything is missing, too much, or another one
     */
    static List<String> extract(Path archive, Path target) throws IOException {
        Files.createDirectories(target);
        List<String> names = new ArrayList<>();
        try (ZipInputStream zip =
                new ZipInputStream(new BufferedInputStream(Files.newInputStream(archive)))) {
            Map<String, Listed> listed = manifest(archive, zip);
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                String name = entry.getName();
                Listed expected = listed.remove(name);
                if (expected == null) {
                    throw bad(archive, name, "is not in its list, or is there twice");
                }
                Path file = inside(archive, target, name);
                Files.createDirectories(file.getParent());
                copy(archive, name, zip, file, expected.bytes());
                String found = Sha256.of(file);
                if (!found.equals(expected.sha256())) {
                    throw bad(archive, name, "has another SHA-256 than its list says");
                }
                names.add(name);
            }
            if (!listed.isEmpty()) {
                throw bad(archive, listed.keySet().iterator().next(), "is missing");
            }
        } catch (IllegalArgumentException malformed) {
            throw new IOException("backup=" + archive + " is no readable archive: " + malformed);
        }
        return names;
    }

    private static Map<String, Listed> manifest(Path archive, ZipInputStream zip)
            throws IOException {
        ZipEntry first = zip.getNextEntry();
        if (first == null || !first.getName().equals(MANIFEST)) {
            throw new IOException(
                    "backup=" + archive + " is no backup: its first entry is not " + MANIFEST);
        }
        byte[] bytes = zip.readNBytes(LARGEST_MANIFEST);
        Map<String, Listed> listed = new LinkedHashMap<>();
        for (String line : new String(bytes, StandardCharsets.UTF_8).split("\n", -1)) {
            if (!line.isEmpty()) {
                String[] parts = line.split(" ", 3);
                if (parts.length != 3 || !parts[1].matches("[0-9]{1,15}")) {
                    throw bad(archive, MANIFEST, "has a line that is none: " + line);
                }
                listed.put(parts[2], new Listed(Long.parseLong(parts[1]), parts[0]));
            }
        }
        return listed;
    }

    private static Path inside(Path archive, Path target, String name) throws IOException {
        Path root = target.toAbsolutePath().normalize();
        Path file = root.resolve(name).normalize();
        boolean plain = !name.startsWith("/") && !name.contains("\\") && !name.endsWith("/");
        if (!plain || !file.startsWith(root) || file.equals(root)) {
            throw bad(archive, name, "leads out of the folder");
        }
        return file;
    }

    /** Never more than the list says, whatever the entry unpacks to. */
    private static void copy(Path archive, String name, InputStream from, Path file, long expected)
            throws IOException {
        byte[] buffer = new byte[1 << 16];
        long left = expected;
        try (OutputStream out =
                Files.newOutputStream(
                        file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            for (int count = from.read(buffer); count >= 0; count = from.read(buffer)) {
                left -= count;
                if (left < 0) {
                    throw bad(archive, name, "is larger than its list says: bytes=" + expected);
                }
                out.write(buffer, 0, count);
            }
        }
        if (left != 0) {
            throw bad(archive, name, "is shorter than its list says: bytes=" + expected);
        }
        force(file);
    }

    /** Bytes of the file are on the disk. */
    static void force(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /** Names in the folder are on the disk. */
    static void forceFolder(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static String name(Path folder, Path file) {
        return folder.relativize(file).toString().replace('\\', '/');
    }

    private static IOException bad(Path archive, String entry, String what) {
        return new IOException("backup=" + archive + " entry=" + entry + " " + what);
    }
}
