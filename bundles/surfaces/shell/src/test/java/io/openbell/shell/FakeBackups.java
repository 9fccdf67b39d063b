package io.openbell.shell;

import io.openbell.api.session.Backups;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** One good backup; making another one works unless the disk refuses. */
final class FakeBackups implements Backups {

    static final Backup GOOD =
            new Backup("openbell-20261128T150000Z.zip", Samples.NOW, 48_210, 17, 1203);

    /** What the disk says; empty for nothing. */
    String refuses = "";

    /** Names that the next start is to restore. */
    final List<String> requested = new ArrayList<>();

    @Override
    public Backup backUp(String reason) throws IOException {
        if (!refuses.isEmpty()) {
            throw new IOException(refuses);
        }
        return GOOD;
    }

    @Override
    public List<Backup> list() {
        return List.of(GOOD);
    }

    @Override
    public Backup verify(String name) throws IOException {
        if (!name.equals(GOOD.name())) {
            throw new IOException("backup=" + name + " is not there");
        }
        return GOOD;
    }

    @Override
    public Backup restoreAtNextStart(String name) throws IOException {
        Backup good = verify(name);
        requested.add(name);
        return good;
    }

    @Override
    public State state() {
        return new State(1, 0, 0, Samples.NOW, refuses);
    }
}
