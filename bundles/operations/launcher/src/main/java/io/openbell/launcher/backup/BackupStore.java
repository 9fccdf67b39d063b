package io.openbell.launcher.backup;

import io.openbell.api.session.Backups.Backup;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder of backups. {@code openbell-20261128T150000Z.zip} counts once {@code openbell-20261128T150000Z.zip.sha256} stands
 * beside it, which {@code sha256sum -c} understands: it is written last, when the backup has been restored, compared and
 * replayed.
 */
final class BackupStore {

    private static final Logger LOG = LoggerFactory.getLogger(BackupStore.class);
    private static final Pattern NAME = Pattern.compile("openbell-(\\d{8}T\\d{6}Z)\\.zip");
    private static final Pattern FIGURES = Pattern.compile("# records=(\\d+) files=(\\d+) .*");
    private static final Pattern STATE = Pattern.compile("# .*\\bstate=([0-9a-f]{64})\\b.*");
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final String CHECKSUM = ".sha256";
    private static final String UNFINISHED = ".new";

    private final Path folder;

    BackupStore(Path folder) {
        this.folder = folder;
    }

    Path folder() {
        return folder;
    }

    /** Of a backup made at that second. */
    static String name(Instant at) {
        return "openbell-" + STAMP.format(at) + ".zip";
    }

    /** Where it is written before it counts. */
    Path unfinished(String name) {
        return folder.resolve(name + UNFINISHED);
    }

    /** Its file; refuses a name that is none, so that nobody leads out of the folder. */
    Path file(String name) throws IOException {
        if (!NAME.matcher(name).matches()) {
            throw new IOException(
                    "backup="
                            + name
                            + " is no name of a backup; allowed openbell-YYYYMMDDTHHMMSSZ.zip, as trading:backups lists them");
        }
        return folder.resolve(name);
    }

    /** The unfinished file is good: it gets its name, and then its checksum. */
    void publish(String name, long records, int files, String state, String reason)
            throws IOException {
        Path unfinished = unfinished(name);
        String text =
                Sha256.of(unfinished)
                        + "  "
                        + name
                        + "\n# records="
                        + records
                        + " files="
                        + files
                        + " state="
                        + state
                        + " reason="
                        + reason.replaceAll("\\s+", " ")
                        + "\n";
        Files.move(unfinished, file(name), StandardCopyOption.ATOMIC_MOVE);
        Path fresh = folder.resolve(name + CHECKSUM + UNFINISHED);
        try (FileChannel channel =
                FileChannel.open(
                        fresh,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
            java.nio.ByteBuffer bytes =
                    java.nio.ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(fresh, folder.resolve(name + CHECKSUM), StandardCopyOption.ATOMIC_MOVE);
        BackupArchive.forceFolder(folder);
    }

    /** Compares a backup with its checksum. */
    Path checked(String name) throws IOException {
        Path file = file(name);
        if (!Files.isRegularFile(file)) {
            throw new IOException("backup=" + file + " is not there");
        }
        String stated = checksumLines(name).get(0).split(" ", -1)[0];
        String found = Sha256.of(file);
        if (!found.equals(stated)) {
            throw new IOException(
                    "backup="
                            + file
                            + " is damaged: sha256="
                            + found
                            + " stated="
                            + stated
                            + "; take another one");
        }
        return file;
    }

    /** Those that count, newest first. */
    List<Backup> list() throws IOException {
        List<Backup> found = new ArrayList<>();
        for (Path file : Trees.files(folder)) {
            String name = file.getFileName().toString();
            if (NAME.matcher(name).matches() && Files.exists(folder.resolve(name + CHECKSUM))) {
                try {
                    found.add(describe(name));
                } catch (IOException damaged) {
                    // The others are as good as before.
                    LOG.warn("backup={} does not count: {}", name, damaged.getMessage());
                }
            }
        }
        Collections.reverse(found);
        return found;
    }

    Optional<Backup> newest() throws IOException {
        return list().stream().findFirst();
    }

    /** As its checksum file states. */
    Backup describe(String name) throws IOException {
        long records = -1;
        int files = 0;
        for (String line : checksumLines(name)) {
            Matcher figures = FIGURES.matcher(line);
            if (figures.matches()) {
                records = Long.parseLong(figures.group(1));
                files = Integer.parseInt(figures.group(2));
            }
        }
        return new Backup(name, at(name), Files.size(file(name)), files, records);
    }

    /** What its journals came to when it was made; empty for one from before that was asked. */
    Optional<String> state(String name) throws IOException {
        return checksumLines(name).stream()
                .map(STATE::matcher)
                .filter(Matcher::matches)
                .map(found -> found.group(1))
                .findFirst();
    }

    private List<String> checksumLines(String name) throws IOException {
        Path checksum = folder.resolve(name + CHECKSUM);
        if (!Files.isRegularFile(checksum)) {
            throw new IOException(
                    "backup="
                            + folder.resolve(name)
                            + " never counted as good: there is no "
                            + checksum.getFileName()
                            + "; take another one");
        }
        List<String> lines = Files.readAllLines(checksum, StandardCharsets.UTF_8);
        if (lines.isEmpty() || !lines.get(0).matches("[0-9a-f]{64}  .*")) {
            throw new IOException("file=" + checksum + " holds no checksum; take another backup");
        }
        return lines;
    }

    private static Instant at(String name) throws IOException {
        Matcher parts = NAME.matcher(name);
        try {
            if (parts.matches()) {
                return STAMP.parse(parts.group(1), Instant::from);
            }
        } catch (DateTimeException noTime) {
            // As if it were no name.
        }
        throw new IOException("backup=" + name + " is no name of a backup");
    }

    /** Deletes those beyond the count or the age; the newest one stays. */
    int retain(int count, Duration age, Instant now) throws IOException {
        List<Backup> all = list();
        int deleted = 0;
        for (int i = 1; i < all.size(); i++) {
            Backup backup = all.get(i);
            if (i >= count || backup.at().plus(age).isBefore(now)) {
                // The checksum first: half of it deleted, it does not count.
                Files.deleteIfExists(folder.resolve(backup.name() + CHECKSUM));
                Files.deleteIfExists(folder.resolve(backup.name()));
                deleted++;
            }
        }
        return deleted;
    }

    /** Brings a good backup into another folder, and compares it there. */
    void copyTo(BackupStore other, String name) throws IOException {
        if (!Files.isDirectory(other.folder)) {
            throw new IOException("secondTarget=" + other.folder + " is not there");
        }
        Files.copy(file(name), other.unfinished(name), StandardCopyOption.REPLACE_EXISTING);
        BackupArchive.force(other.unfinished(name));
        Files.move(
                other.unfinished(name), other.folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        Path checksum = other.folder.resolve(name + CHECKSUM);
        Path fresh = other.folder.resolve(name + CHECKSUM + UNFINISHED);
        Files.copy(folder.resolve(name + CHECKSUM), fresh, StandardCopyOption.REPLACE_EXISTING);
        BackupArchive.force(fresh);
        Files.move(fresh, checksum, StandardCopyOption.ATOMIC_MOVE);
        BackupArchive.forceFolder(other.folder);
        other.checked(name);
    }

    /** Removes what a process left unfinished. */
    void cleanUp() throws IOException {
        for (Path file : Trees.files(folder)) {
            if (file.getFileName().toString().endsWith(UNFINISHED)) {
                Files.delete(file);
            }
        }
        for (Path scratch : Trees.folders(folder)) {
            if (scratch.getFileName().toString().startsWith(".")) {
                Trees.delete(scratch);
            }
        }
    }
}
