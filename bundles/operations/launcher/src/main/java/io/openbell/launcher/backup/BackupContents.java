package io.openbell.launcher.backup;

import io.openbell.api.engine.JournalInspector;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a backup holds of {@code $OPENBELL_HOME}: every journal as far as it is written, halts, supervision, our configuration
 * files but those in which a secret stands, strategies with the versions that were kept and the record of which one runs. Not the venue's ledger, the market's data, logs,
 * keys and the cache: they are others', can be had again, or must not travel.
 */
final class BackupContents {

    /** Folders whose files are taken as they are. */
    static final List<String> PLAIN = List.of("latch", "supervision", "deploy", "deploy/.versions");

    static final String JOURNAL = "journal";
    static final String ETC = "etc";

    private static final Logger LOG = LoggerFactory.getLogger(BackupContents.class);
    private static final Pattern OURS = Pattern.compile("openbell\\.[A-Za-z0-9.-]+\\.cfg");
    private static final int ATTEMPTS = 5;

    private final Path home;
    private final UnaryOperator<String> redact;

    /**
     * Of that home.
     *
     * @param redact takes secrets out of a text
     */
    BackupContents(Path home, UnaryOperator<String> redact) {
        this.home = home;
        this.redact = redact;
    }

    /**
     * Copies all of it.
     *
     * @return records by journal, its folder's name
     */
    Map<String, Long> copyTo(Path target, JournalInspector inspector) throws IOException {
        Map<String, Long> records = new TreeMap<>();
        for (Path journal : Trees.folders(home.resolve(JOURNAL))) {
            String name = journal.getFileName().toString();
            if (!Trees.files(journal).isEmpty() && hasSegment(journal)) {
                records.put(name, inspector.copy(journal, target.resolve(JOURNAL).resolve(name)));
            }
        }
        copyFiles(ETC, target, this::isOursWithoutSecrets);
        for (String folder : PLAIN) {
            copyFiles(folder, target, BackupContents::isWhole);
        }
        return records;
    }

    /** The journal itself, of which a backup has a copy. */
    Path journal(String name) {
        return home.resolve(JOURNAL).resolve(name);
    }

    /** About as much as {@link #copyTo} will write, at most. */
    long estimatedBytes() throws IOException {
        long bytes = 0;
        for (Path journal : Trees.folders(home.resolve(JOURNAL))) {
            for (Path file : Trees.files(journal)) {
                bytes += Files.size(file);
            }
        }
        for (String folder : PLAIN) {
            for (Path file : Trees.files(home.resolve(folder))) {
                bytes += Files.size(file);
            }
        }
        return bytes;
    }

    private static boolean hasSegment(Path journal) throws IOException {
        return Trees.files(journal).stream()
                .anyMatch(file -> file.getFileName().toString().matches("journal-\\d+\\.log"));
    }

    private void copyFiles(String folder, Path target, Predicate<Path> wanted) throws IOException {
        for (Path file : Trees.files(home.resolve(folder))) {
            if (wanted.test(file)) {
                Path copy = target.resolve(folder).resolve(file.getFileName().toString());
                Files.createDirectories(copy.getParent());
                try {
                    Files.write(copy, stable(file));
                } catch (NoSuchFileException gone) {
                    LOG.debug("file={} went while it was copied", file, gone);
                }
            }
        }
    }

    /** Not one that is being written beside the one whose place it will take. */
    private static boolean isWhole(Path file) {
        return !file.getFileName().toString().endsWith(".new");
    }

    /** A file that is written while it is read is read again. */
    private static byte[] stable(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        for (int attempt = 1; attempt < ATTEMPTS; attempt++) {
            byte[] again = Files.readAllBytes(file);
            if (java.util.Arrays.equals(bytes, again)) {
                return bytes;
            }
            bytes = again;
        }
        throw new IOException("file=" + file + " changes too often to be copied");
    }

    private boolean isOursWithoutSecrets(Path file) {
        if (!OURS.matcher(file.getFileName().toString()).matches()) {
            return false;
        }
        try {
            String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
            if (redact.apply(text).equals(text)) {
                return true;
            }
            LOG.error("file={} holds a credential and is left out of the backup: remove it", file);
        } catch (IOException unreadable) {
            LOG.error("file={} cannot be read and is left out of the backup", file, unreadable);
        }
        return false;
    }
}
