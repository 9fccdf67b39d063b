package io.openbell.aihftsystem;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/**
 * Unpacks a jar in memory, and no more of it than a strategy can have: one that unpacks to much more would take the memory of
 * the whole process.
 */
final class JarReader {

    private static final int LARGEST_ENTRY = 16 << 20;
    private static final long LARGEST_SUM = 256L << 20;
    private static final int MOST_ENTRIES = 20_000;

    /** Hears each file in the jar. */
    interface Visitor {
        void visit(String name, byte[] content) throws IOException;
    }

    private long sum;
    private int entries;

    private JarReader() {}

    /**
     * Tells of every file in it.
     *
     * @throws IllegalArgumentException if there is more in it than a strategy can have, or names that lead out of it
     * @throws IOException              if it cannot be unpacked to the end
     */
    static void read(byte[] jar, Visitor visitor) throws IOException {
        JarReader reader = new JarReader();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(jar))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                reader.check(entry.getName());
                visitor.visit(entry.getName(), reader.content(zip, entry.getName()));
            }
        } catch (ZipException | java.io.EOFException damaged) {
            throw new IOException(
                    "it is damaged or was not copied to the end: " + damaged.getMessage(), damaged);
        }
    }

    private void check(String name) {
        entries++;
        if (entries > MOST_ENTRIES) {
            throw new IllegalArgumentException(
                    "it holds more than " + MOST_ENTRIES + " files, which no strategy needs");
        }
        String path = name.replace('\\', '/');
        if (path.startsWith("/") || List.of(path.split("/", -1)).contains("..")) {
            throw new IllegalArgumentException(
                    "it holds a file whose name leads out of it: " + printable(name));
        }
    }

    private byte[] content(ZipInputStream zip, String name) throws IOException {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        byte[] part = new byte[8192];
        for (int got = zip.read(part); got >= 0; got = zip.read(part)) {
            sum += got;
            if (content.size() + got > LARGEST_ENTRY || sum > LARGEST_SUM) {
                throw new IllegalArgumentException(
                        "%s unpacks to more than is allowed: %d bytes for a file, %d for all of them"
                                .formatted(printable(name), LARGEST_ENTRY, LARGEST_SUM));
            }
            content.write(part, 0, got);
        }
        return content.toByteArray();
    }

    private static String printable(String name) {
        String plain = name.replaceAll("\\p{Cntrl}", "?");
        return plain.length() <= 80 ? plain : plain.substring(0, 80) + "...";
    }
}
