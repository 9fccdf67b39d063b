package io.openbell.launcher.backup;

import io.openbell.api.session.Backups;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Restores the backup that somebody asked for, before a session reads anything. A restored journal is old: the halt of each
 * account in it is written down first, so that the process may die at any moment and the next start is halted. What was there
 * is kept aside; what the backup does not hold is left alone; asked again after a crash it does the same again.
 */
public final class RestoreAtStart {

    private static final String ASIDE = "restored-over";
    private static final String SCRATCH = ".restoring";

    private final Path home;

    /** For that home, of which this process has the lock. */
    public RestoreAtStart(Path home) {
        this.home = home;
    }

    /**
     * Does it, if there is a request.
     *
     * @return what was done, for people; empty without a request
     * @throws IOException if the backup is not good or the disk refuses; the request stays
     */
    public Optional<String> apply(Instant now) throws IOException {
        Path folder = home.resolve("backups");
        Path request = folder.resolve(Backups.RESTORE_REQUEST);
        if (Files.notExists(request, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(request, StandardCharsets.UTF_8);
        String wanted = lines.isEmpty() ? "" : lines.get(0).strip();
        try {
            return Optional.of(restore(folder, wanted, request, now));
        } catch (IOException refused) {
            Trees.delete(folder.resolve(SCRATCH));
            throw new IOException(
                    refused.getMessage()
                            + "; asked for by "
                            + request
                            + ": name another backup there, or remove it to start with what is here",
                    refused);
        }
    }

    private String restore(Path folder, String wanted, Path request, Instant now)
            throws IOException {
        if (wanted.isEmpty()) {
            throw new IOException("file=" + request + " names no backup");
        }
        Path named = Path.of(wanted);
        BackupStore store = new BackupStore(parent(folder.resolve(named)));
        Path archive = store.checked(wanted.substring(wanted.lastIndexOf('/') + 1));
        Path scratch = folder.resolve(SCRATCH);
        Trees.delete(scratch);
        List<String> files = BackupArchive.extract(archive, scratch);
        halt(scratch, archive.getFileName().toString(), now);
        Path aside = home.resolve(ASIDE).resolve(now.toString().replace(":", ""));
        int replaced = 0;
        for (Path unit : units(scratch, files)) {
            replaced += put(scratch.resolve(unit), unit, aside) ? 1 : 0;
        }
        Files.delete(request);
        BackupArchive.forceFolder(folder);
        Trees.delete(scratch);
        return "restored "
                + archive
                + ": "
                + files.size()
                + " files, halted"
                + (replaced == 0 ? "" : "; what they took the place of is in " + aside);
    }

    private static Path parent(Path path) {
        Path parent = path.getParent();
        return parent == null ? path : parent;
    }

    /** Whole journals, and single files of everything else. */
    private static List<Path> units(Path scratch, List<String> files) throws IOException {
        List<Path> units = new ArrayList<>();
        for (Path journal : Trees.folders(scratch.resolve(BackupContents.JOURNAL))) {
            units.add(scratch.relativize(journal));
        }
        for (String file : files) {
            if (!file.startsWith(BackupContents.JOURNAL + "/")) {
                units.add(Path.of(file));
            }
        }
        return units;
    }

    /** True if something else was there. A halt that stands is not replaced by an older one. */
    private boolean put(Path restored, Path unit, Path aside) throws IOException {
        Path place = home.resolve(unit);
        boolean there = Files.exists(place, LinkOption.NOFOLLOW_LINKS);
        if (there && unit.startsWith("latch")) {
            return false;
        }
        if (there) {
            Path kept = aside.resolve(unit);
            Files.createDirectories(kept.getParent());
            Files.move(place, kept, StandardCopyOption.ATOMIC_MOVE);
        }
        Files.createDirectories(place.getParent());
        Files.move(restored, place, StandardCopyOption.ATOMIC_MOVE);
        BackupArchive.forceFolder(parent(place));
        return there;
    }

    /** Of each account whose journal is restored; in the form of the engine's file, which halts whatever stands in it. */
    private void halt(Path scratch, String backup, Instant now) throws IOException {
        Path latch = home.resolve("latch");
        Files.createDirectories(latch);
        for (Path journal : Trees.folders(scratch.resolve(BackupContents.JOURNAL))) {
            Path file = latch.resolve("HALTED-" + journal.getFileName());
            if (Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) {
                String text =
                        "source=restore\nreason=the journal was restored from "
                                + backup
                                + ", and is older than the venue's books\nat="
                                + now
                                + "\nkeepStops=true\n";
                Files.writeString(
                        file, text, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                BackupArchive.force(file);
            }
        }
        BackupArchive.forceFolder(latch);
        BackupArchive.forceFolder(home);
    }
}
