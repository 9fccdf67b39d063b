package io.openbell.itests;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Searches everything that a session left in its home, and looks into what is packed: recordings, old logs, backups. */
final class WrittenFiles {

    private static final int GZIP = 0x1f8b;
    private static final int ZIP = 0x504b;

    private WrittenFiles() {}

    /** Names of the files with one of those texts in them, each with the text; in a packed one {@code file!entry}. */
    static List<String> with(Path home, List<String> texts) throws IOException {
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                // Karaf's copies of bundles, which were there before the session.
                if (!file.startsWith(home.resolve("cache"))
                        || file.toString().endsWith(".properties")
                        || file.toString().endsWith(".config")) {
                    search(
                            home.relativize(file).toString(),
                            Files.readAllBytes(file),
                            texts,
                            found);
                }
            }
        }
        return found;
    }

    private static void search(String name, byte[] bytes, List<String> texts, List<String> found)
            throws IOException {
        int magic = bytes.length < 2 ? 0 : (bytes[0] & 0xff) << 8 | bytes[1] & 0xff;
        if (magic == ZIP) {
            try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
                for (ZipEntry entry = zip.getNextEntry();
                        entry != null;
                        entry = zip.getNextEntry()) {
                    search(name + "!" + entry.getName(), zip.readAllBytes(), texts, found);
                }
            }
        } else if (magic == GZIP) {
            try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
                search(name + "!", gzip.readAllBytes(), texts, found);
            }
        } else {
            String all = new String(bytes, StandardCharsets.ISO_8859_1);
            texts.stream().filter(all::contains).forEach(text -> found.add(name + ": " + text));
        }
    }
}
