package io.openbell.engine.recording;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Where recordings stand: {@code sessions/<mode>-<account>/<start>/inputs-0001.jsonl.gz} and so on. */
final class RecordingFolder {

    /** In place of an account that is not known, or not needed. */
    static final String NO_ACCOUNT = "no-account";

    private static final Pattern FILE = Pattern.compile("inputs-[0-9]{4,}\\.jsonl\\.gz");
    private static final Pattern ARTIFACT = Pattern.compile("[0-9a-f]{64}\\.jar");
    private static final DateTimeFormatter START =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HHmmss'Z'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private RecordingFolder() {}

    /** The folder of a session that begins; it does not exist yet. */
    static Path fresh(Path owner, Instant start) {
        String name = START.format(start);
        Path folder = owner.resolve(name);
        for (int n = 2; Files.exists(folder); n++) {
            folder = owner.resolve(name + "-" + n);
        }
        return folder;
    }

    /** The file with that number, from 1. */
    static Path file(Path folder, int number) {
        return folder.resolve(String.format(Locale.ROOT, "inputs-%04d.jsonl.gz", number));
    }

    /** The files of a recording, by number. */
    static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(file -> FILE.matcher(file.getFileName().toString()).matches())
                    .sorted(Comparator.comparingInt(RecordingFolder::number))
                    .toList();
        }
    }

    /** What is kept there under that digest. */
    static Path artifact(Path folder, String sha256) {
        return folder.resolve(sha256 + ".jar");
    }

    private static List<Path> artifacts(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(file -> ARTIFACT.matcher(file.getFileName().toString()).matches())
                    .toList();
        }
    }

    static int number(Path file) {
        return Integer.parseInt(file.getFileName().toString().replaceAll("[^0-9]", ""));
    }

    /** The folders of all recordings, the oldest first. */
    static List<Path> all(Path root) throws IOException {
        List<Path> found = new ArrayList<>();
        if (!Files.isDirectory(root)) {
            return found;
        }
        for (Path owner : folders(root)) {
            found.addAll(folders(owner));
        }
        found.sort(Comparator.comparing(folder -> folder.getFileName().toString()));
        return found;
    }

    private static List<Path> folders(Path in) throws IOException {
        try (Stream<Path> all = Files.list(in)) {
            return all.filter(Files::isDirectory).toList();
        }
    }

    /** Bytes of its files, and of what is kept beside them. */
    static long bytes(Path folder) throws IOException {
        long bytes = 0;
        for (Path file : files(folder)) {
            bytes += Files.size(file);
        }
        for (Path file : artifacts(folder)) {
            bytes += Files.size(file);
        }
        return bytes;
    }

    /** Deletes a recording, and the folder of its owner if it was the last one there. */
    static void delete(Path folder) throws IOException {
        for (Path file : files(folder)) {
            Files.deleteIfExists(file);
        }
        for (Path file : artifacts(folder)) {
            Files.deleteIfExists(file);
        }
        Files.deleteIfExists(folder);
        Path owner = folder.getParent();
        if (owner != null && folders(owner).isEmpty()) {
            Files.deleteIfExists(owner);
        }
    }
}
