package io.openbell.launcher.bundles;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;

/**
 * The bytes that the framework loads a bundle's classes from, where it keeps them (Felix): its own copy, or the file itself if
 * the bundle was installed by reference. A location or a download may be something else by then.
 */
final class BundleArchives {

    private static final String REFERENCE = "reference:";
    private static final String FILE = "file:";
    private static final Pattern VERSION = Pattern.compile("version(\\d{1,18})\\.(\\d{1,18})");

    /**
     * What a bundle is loaded from.
     *
     * @param inPlace it is not a copy of the framework's own
     */
    record Content(Path file, boolean inPlace) {}

    private record Revision(Path folder, long refreshes, long updates) {}

    private final Path cache;

    /** @param cache the framework's */
    BundleArchives(Path cache) {
        this.cache = cache;
    }

    /**
     * Of the latest revision of that bundle.
     *
     * @throws IOException if that is not one jar
     */
    Content of(Bundle bundle) throws IOException {
        Path folder = latest(cache.resolve("bundle" + bundle.getBundleId()));
        String location = Files.readString(folder.resolve("revision.location")).strip();
        boolean inPlace = location.startsWith(REFERENCE);
        Path file =
                inPlace
                        ? path(location.substring(REFERENCE.length()))
                        : folder.resolve("bundle.jar");
        if (!Files.isRegularFile(file)) {
            throw new IOException(file + " is no jar");
        }
        return new Content(file, inPlace);
    }

    /** As Felix reads it, to which a plus is a plus. */
    private static Path path(String location) throws IOException {
        try {
            String decoded =
                    URLDecoder.decode(location.replace("+", "%2B"), StandardCharsets.UTF_8);
            if (decoded.startsWith(FILE)) {
                return Path.of(decoded.substring(FILE.length()));
            }
            throw new IOException(location + " is no file");
        } catch (IllegalArgumentException unfit) {
            throw new IOException(location + " is no file", unfit);
        }
    }

    private static Path latest(Path archive) throws IOException {
        try (Stream<Path> files = Files.list(archive)) {
            return files.map(BundleArchives::revision)
                    .flatMap(Stream::ofNullable)
                    .max(
                            Comparator.comparingLong(Revision::refreshes)
                                    .thenComparingLong(Revision::updates))
                    .map(Revision::folder)
                    .orElseThrow(() -> new NotDirectoryException(archive + "/version*"));
        }
    }

    private static @Nullable Revision revision(Path folder) {
        Matcher name = VERSION.matcher(String.valueOf(folder.getFileName()));
        return name.matches()
                ? new Revision(folder, Long.parseLong(name.group(1)), Long.parseLong(name.group(2)))
                : null;
    }
}
