package io.openbell.launcher.backup;

import io.openbell.api.engine.JournalInspector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Journals whose records are lines; a line {@code DAMAGED} is damage, and {@code NONSENSE} cannot be replayed. */
final class FakeJournals implements JournalInspector {

    static final String SEGMENT = "journal-00000001.log";

    /** Records that the next copy loses. */
    int loses;

    /** What the disk says to the next copy; empty for nothing. */
    String refuses = "";

    /** Books of a copy come to something else than its lines say. */
    boolean deceives;

    /** Done in the middle of a copy. */
    Runnable meanwhile = () -> {};

    @Override
    public Optional<Path> openFolder() {
        return Optional.empty();
    }

    @Override
    public Inspection verify(Path folder) throws IOException {
        List<String> lines = Files.readAllLines(folder.resolve(SEGMENT));
        List<String> problems =
                lines.contains("DAMAGED") ? List.of("offset=512 is no record") : List.of();
        Segment segment = new Segment(SEGMENT, 1, 1, lines.size(), lines.size(), 0, 0, problems);
        return new Inspection(folder, "paper", "PA1", lines.size(), List.of(segment), List.of());
    }

    @Override
    public long copy(Path folder, Path target) throws IOException {
        if (!refuses.isEmpty()) {
            throw new IOException(refuses);
        }
        List<String> lines = Files.readAllLines(folder.resolve(SEGMENT));
        Files.createDirectories(target);
        Files.write(target.resolve(SEGMENT), lines.subList(0, lines.size() - loses));
        meanwhile.run();
        return lines.size();
    }

    @Override
    public DerivedState replay(Path folder, long upTo) throws IOException {
        List<String> lines = Files.readAllLines(folder.resolve(SEGMENT));
        List<String> counted = lines.subList(0, (int) Math.min(upTo, lines.size()));
        if (counted.contains("NONSENSE")) {
            throw new IOException("record " + (counted.indexOf("NONSENSE") + 1) + " cannot be");
        }
        boolean isCopy = folder.toString().contains("backups");
        String books = counted + (deceives && isCopy ? " and a share more" : "");
        return new DerivedState(counted.size(), 0, 0, false, Sha256.of(books));
    }

    @Override
    public Salvage salvage(Path folder, Path target) {
        throw new UnsupportedOperationException();
    }
}
