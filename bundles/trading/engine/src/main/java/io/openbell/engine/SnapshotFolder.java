package io.openbell.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/** The snapshots beside the segments of one journal: {@code snapshots/snapshot-<sequence>.json}, the latest few. */
final class SnapshotFolder {

    /** So many are kept. */
    static final int KEPT = 8;

    private static final String NAME = "snapshots";
    private static final String FILES = "snapshot-*.json";
    private static final String UNFINISHED = "unfinished.new";
    private static final String QUARANTINE = "quarantine";
    private static final int LARGEST_BYTES = 64 << 20;

    private final Path journal;
    private final Path folder;
    private final FileOpener opener;
    private final SnapshotForm form = new SnapshotForm();

    /** @param journal folder of the segments */
    SnapshotFolder(Path journal, FileOpener opener) {
        this.journal = journal;
        this.folder = journal.resolve(NAME);
        this.opener = opener;
    }

    /**
     * The newest one that is whole. What is not is passed over, since the records say it all.
     *
     * @param passedOver hears of those, with the reason
     */
    Optional<JournalSnapshot> latest(BiConsumer<Path, IOException> passedOver) throws IOException {
        for (Path file : files()) {
            try {
                return Optional.of(read(file));
            } catch (IOException unusable) {
                passedOver.accept(file, unusable);
            }
        }
        return Optional.empty();
    }

    /** How many records the journal had when the newest whole one was written, of whatever version; 0 if there is none. */
    long leastRecords() throws IOException {
        for (Path file : files()) {
            try {
                return form.sequence(bytes(file));
            } catch (IOException unusable) {
                // An older one may tell.
            }
        }
        return 0;
    }

    /** @throws IOException if it is not whole, of another version or of another sequence than its name says */
    JournalSnapshot read(Path file) throws IOException {
        JournalSnapshot snapshot = form.decode(bytes(file));
        if (!file(snapshot.sequence()).getFileName().equals(file.getFileName())) {
            throw new IOException("is snapshot " + snapshot.sequence() + " under another name");
        }
        return snapshot;
    }

    private static byte[] bytes(Path file) throws IOException {
        if (Files.size(file) > LARGEST_BYTES) {
            throw new IOException("larger than any snapshot");
        }
        return Files.readAllBytes(file);
    }

    /** Newest first; empty if there are none. */
    List<Path> files() throws IOException {
        List<Path> found = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, FILES)) {
                files.forEach(found::add);
            } catch (DirectoryIteratorException unreadable) {
                throw unreadable.getCause();
            }
        }
        found.sort(Comparator.comparing(Path::getFileName).reversed());
        return found;
    }

    /** The file of that snapshot, whether it is there or not. */
    Path file(long sequence) {
        return folder.resolve(String.format("snapshot-%012d.json", sequence));
    }

    /** Whole or not at all; then the oldest go. */
    void write(JournalSnapshot snapshot) throws IOException {
        Files.createDirectories(folder);
        Path unfinished = folder.resolve(UNFINISHED);
        try {
            put(unfinished, form.encode(snapshot));
            Files.move(unfinished, file(snapshot.sequence()), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(unfinished);
        }
        opener.forceFolder(folder);
        List<Path> all = files();
        for (Path old : all.subList(Math.min(KEPT, all.size()), all.size())) {
            Files.deleteIfExists(old);
        }
    }

    private void put(Path file, byte[] bytes) throws IOException {
        try (FileChannel channel =
                opener.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
            SegmentWriter.writeFully(channel, ByteBuffer.wrap(bytes), 0);
            channel.force(true);
        }
    }

    /**
     * Puts all of them aside, for people; no later start looks at them.
     *
     * @param why stands beside them, in {@code difference-<sequence>.txt}
     */
    void quarantine(long sequence, String why) throws IOException {
        Path quarantine = journal.resolve(QUARANTINE);
        Files.createDirectories(quarantine);
        put(
                quarantine.resolve(String.format("difference-%012d.txt", sequence)),
                (why + '\n').getBytes(UTF_8));
        for (Path file : files()) {
            Files.move(
                    file,
                    quarantine.resolve(file.getFileName()),
                    StandardCopyOption.REPLACE_EXISTING);
        }
        opener.forceFolder(quarantine);
        opener.forceFolder(folder);
    }
}
