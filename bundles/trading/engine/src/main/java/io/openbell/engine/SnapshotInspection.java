package io.openbell.engine;

import io.openbell.api.engine.JournalInspector.Snapshot;
import io.openbell.api.engine.Journaled;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Compares every snapshot of a journal with what its records come to, while these are read in order. Once. */
final class SnapshotInspection {

    private final TreeMap<Long, JournalSnapshot> awaited = new TreeMap<>();
    private final TreeMap<String, Snapshot> found = new TreeMap<>();
    private final SnapshotFolder folder;
    private final DerivedBooks books = new DerivedBooks();
    private String missing = "";
    private long last;

    SnapshotInspection(Path journal) throws IOException {
        folder = new SnapshotFolder(journal, FileChannel::open);
        for (Path file : folder.files()) {
            try {
                JournalSnapshot snapshot = folder.read(file);
                awaited.put(snapshot.sequence(), snapshot);
            } catch (IOException unreadable) {
                String name = file.getFileName().toString();
                found.put(
                        name,
                        new Snapshot(name, 0, false, "unreadable: " + unreadable.getMessage()));
            }
        }
    }

    /** The next record. */
    void take(long sequence, Journaled event) {
        compareUpTo(sequence - 1);
        if (sequence != last + 1 && missing.isEmpty()) {
            missing = "records are missing before " + sequence;
        }
        last = sequence;
        books.take(sequence, event);
    }

    /** After the last record. */
    List<Snapshot> result() {
        compareUpTo(last);
        awaited.values()
                .forEach(
                        snapshot ->
                                put(
                                        snapshot,
                                        false,
                                        "records "
                                                + (last + 1)
                                                + " to "
                                                + snapshot.sequence()
                                                + " are missing at the end of the journal"));
        return new ArrayList<>(found.values());
    }

    private void compareUpTo(long sequence) {
        while (!awaited.isEmpty() && awaited.firstKey() <= sequence) {
            JournalSnapshot then = awaited.pollFirstEntry().getValue();
            String obstacle = missing.isEmpty() ? books.misfit() : missing;
            if (!obstacle.isEmpty()) {
                put(then, false, "not compared, " + obstacle);
                continue;
            }
            JournalSnapshot now = books.snapshot(then.sequence(), Instant.EPOCH);
            boolean same = then.isSameAs(now);
            put(then, same, same ? "" : then.difference(now));
        }
    }

    private void put(JournalSnapshot snapshot, boolean agrees, String problem) {
        String name = folder.file(snapshot.sequence()).getFileName().toString();
        found.put(name, new Snapshot(name, snapshot.sequence(), agrees, problem));
    }
}
