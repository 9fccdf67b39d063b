package io.openbell.launcher.backup;

import io.openbell.api.engine.JournalInspector;
import io.openbell.api.engine.JournalInspector.DerivedState;
import io.openbell.api.engine.JournalInspector.Inspection;
import io.openbell.api.session.Backups.Backup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Makes one backup after the other: copies, packs, unpacks into a scratch folder, compares every file, reads every entry of
 * every journal there, and replays it into orders, positions and halts, which must be those that the journal itself comes to.
 * Only then it counts. One thread at a time.
 */
final class BackupMaker {

    private static final String MAKING = ".making";
    private static final String CHECKING = ".checking";
    private static final long MEBIBYTE = 1 << 20;

    /**
     * What was unpacked.
     *
     * @param records by journal, its folder's name
     * @param states  what each comes to
     */
    private record Restored(Map<String, Long> records, Map<String, DerivedState> states) {

        long sum() {
            return records.values().stream().mapToLong(Long::longValue).sum();
        }

        /** Of all states together. */
        String digest() {
            return Sha256.of(states.toString());
        }
    }

    private final BackupStore store;
    private final BackupContents contents;

    BackupMaker(BackupStore store, BackupContents contents) {
        this.store = store;
        this.contents = contents;
    }

    /**
     * Makes one.
     *
     * @param minFreeMegabytes what must be left on the disk beyond it: the journal needs its room
     * @throws IOException if it is not good; nothing of it is left
     */
    Backup make(JournalInspector inspector, Instant now, String reason, long minFreeMegabytes)
            throws IOException {
        Files.createDirectories(store.folder());
        store.cleanUp();
        requireRoom(minFreeMegabytes);
        Path making = store.folder().resolve(MAKING);
        try {
            Files.createDirectories(making);
            Map<String, Long> records = contents.copyTo(making, inspector);
            String name = freeName(now);
            int files = BackupArchive.write(making, store.unfinished(name));
            Restored restored = check(name, store.unfinished(name), inspector);
            if (!restored.records().equals(records)) {
                throw new IOException(
                        "backup="
                                + name
                                + " restores to other journals: records="
                                + restored.records()
                                + " expected="
                                + records);
            }
            compareWithTheJournals(name, restored, inspector);
            store.publish(name, restored.sum(), files, restored.digest(), reason);
            return store.describe(name);
        } finally {
            store.cleanUp();
        }
    }

    /** Proves an old one good. */
    Backup verify(String name, JournalInspector inspector) throws IOException {
        try {
            String found = check(name, store.checked(name), inspector).digest();
            String stated = store.state(name).orElse(found);
            if (!found.equals(stated)) {
                throw new IOException(
                        "backup="
                                + name
                                + " replays to another state than when it was made: state="
                                + found
                                + " stated="
                                + stated
                                + "; take another one");
            }
            return store.describe(name);
        } finally {
            Trees.delete(store.folder().resolve(CHECKING));
        }
    }

    /** Unpacks, reads and replays everything. */
    private Restored check(String name, Path archive, JournalInspector inspector)
            throws IOException {
        Path checking = store.folder().resolve(CHECKING);
        Trees.delete(checking);
        BackupArchive.extract(archive, checking);
        Restored restored = new Restored(new TreeMap<>(), new TreeMap<>());
        for (Path journal : Trees.folders(checking.resolve(BackupContents.JOURNAL))) {
            Inspection found = inspector.verify(journal);
            if (!found.isSound()) {
                throw new IOException(
                        "the journal in the backup is damaged: journal="
                                + journal.getFileName()
                                + " "
                                + problems(found));
            }
            String folder = journal.getFileName().toString();
            restored.records().put(folder, found.records());
            restored.states().put(folder, replay(name, journal, inspector));
        }
        return restored;
    }

    private static DerivedState replay(String name, Path journal, JournalInspector inspector)
            throws IOException {
        try {
            return inspector.replay(journal, Long.MAX_VALUE);
        } catch (IOException | RuntimeException nonsense) {
            throw new IOException(
                    "backup=" + name + " cannot be replayed: " + nonsense.getMessage(), nonsense);
        }
    }

    private void compareWithTheJournals(String name, Restored restored, JournalInspector inspector)
            throws IOException {
        for (Map.Entry<String, DerivedState> each : restored.states().entrySet()) {
            DerivedState inBackup = each.getValue();
            DerivedState here =
                    inspector.replay(contents.journal(each.getKey()), inBackup.lastSequence());
            if (!inBackup.equals(here)) {
                throw new IOException(
                        "backup="
                                + name
                                + " replays to another state than the journal: journal="
                                + each.getKey()
                                + " backup="
                                + inBackup
                                + " journal="
                                + here);
            }
        }
    }

    private static List<String> problems(Inspection found) {
        return found.segments().stream()
                .flatMap(
                        segment ->
                                segment.problems().stream()
                                        .map(problem -> segment.file() + ": " + problem))
                .limit(3)
                .toList();
    }

    /** Of two in one second the later one takes the next second's name. */
    private String freeName(Instant now) throws IOException {
        Instant at = now;
        while (Files.exists(store.file(BackupStore.name(at)))) {
            at = at.plusSeconds(1);
        }
        return BackupStore.name(at);
    }

    private void requireRoom(long minFreeMegabytes) throws IOException {
        long usable = Files.getFileStore(store.folder()).getUsableSpace() / MEBIBYTE;
        // Once copied, once packed, once unpacked.
        long needed = minFreeMegabytes + 3 * contents.estimatedBytes() / MEBIBYTE;
        if (usable < needed) {
            throw new IOException(
                    "no room for a backup: freeMegabytes="
                            + usable
                            + " needed="
                            + needed
                            + " (minFreeMegabytes="
                            + minFreeMegabytes
                            + " stay for the journal); free some, or keep fewer (keepDays, keepCount)");
        }
    }
}
