package io.openbell.shell;

import io.openbell.api.engine.JournalInspector;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** One journal that is damaged, and open. */
final class FakeJournalInspector implements JournalInspector {

    static final Path FOLDER = Path.of("/home/trader/var/journal/paper-PA3XYZ");

    @Override
    public Optional<Path> openFolder() {
        return Optional.of(FOLDER);
    }

    @Override
    public Inspection verify(Path folder) throws IOException {
        if (folder.endsWith("none")) {
            throw new IOException("no journal: folder=" + folder + " has no file journal-*.log");
        }
        Segment segment =
                new Segment(
                        "journal-00000001.log",
                        1,
                        1,
                        1204,
                        1203,
                        301_870,
                        0,
                        List.of("offset=512 251 bytes are no record"));
        return new Inspection(
                folder,
                "paper",
                "PA3XYZ",
                1203,
                List.of(segment),
                List.of(
                        new Snapshot(
                                "snapshot-000000001204.json",
                                1204,
                                false,
                                "not compared, records are missing before 3")));
    }

    @Override
    public long copy(Path folder, Path target) {
        return 1203;
    }

    @Override
    public DerivedState replay(Path folder, long upTo) throws IOException {
        throw new IOException("journal=paper-PA3XYZ record 2 where 1 should be");
    }

    @Override
    public Salvage salvage(Path folder, Path target) {
        return new Salvage(
                folder,
                target,
                1203,
                List.of("journal-00000001.log: offset=763 records 1 to 1 are missing before it"));
    }
}
