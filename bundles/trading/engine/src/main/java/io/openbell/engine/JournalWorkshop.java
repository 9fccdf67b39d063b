package io.openbell.engine;

import io.openbell.api.engine.JournalInspector;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/** Inspection and salvage for whoever asks, in the running system or without one. */
final class JournalWorkshop implements JournalInspector {

    private final Supplier<Optional<Path>> open;
    private final int segmentBytes;
    private final InstantSource clock;

    /**
     * A workshop.
     *
     * @param open         the folder of the journal that is open
     * @param segmentBytes size of the segments of a new journal
     */
    JournalWorkshop(Supplier<Optional<Path>> open, int segmentBytes, InstantSource clock) {
        this.open = open;
        this.segmentBytes = segmentBytes;
        this.clock = clock;
    }

    @Override
    public Optional<Path> openFolder() {
        return open.get();
    }

    @Override
    public Inspection verify(Path folder) throws IOException {
        return new FolderInspection(new EventCodec()).of(folder);
    }

    @Override
    public long copy(Path folder, Path target) throws IOException {
        return FolderCopy.of(folder, target);
    }

    @Override
    public DerivedState replay(Path folder, long upTo) throws IOException {
        return new JournalReplay(new EventCodec(), upTo).of(folder);
    }

    @Override
    public Salvage salvage(Path folder, Path target) throws IOException {
        return new FolderSalvage(new EventCodec(), segmentBytes, clock.instant())
                .of(folder, target);
    }
}
