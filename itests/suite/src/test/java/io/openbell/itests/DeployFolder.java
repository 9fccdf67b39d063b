package io.openbell.itests;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;

/** The folder of strategy bundles of a running system, and its record, which is read without asking the system. */
final class DeployFolder {

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final Duration LOOK = Duration.ofMillis(10);

    private final Path folder;

    DeployFolder(Distribution openbell) {
        folder = openbell.home().resolve("deploy");
    }

    /**
     * What became of a version.
     *
     * @param state  {@code ACTIVE}, {@code REFUSED} or {@code REMOVED}
     * @param reason why it was refused
     */
    record Outcome(String state, String version, String reason) {}

    /** Puts the file there at once, and waits until it is decided. */
    Outcome drop(String file, byte[] jar) throws IOException {
        int known = record().size();
        Path fresh = folder.resolve("." + file + ".part");
        Files.write(fresh, jar);
        Files.move(fresh, folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        return next(known, file);
    }

    /** Takes it away, and waits until that is done. */
    Outcome takeAway(String file) throws IOException {
        int known = record().size();
        Files.delete(folder.resolve(file));
        return next(known, file);
    }

    private Outcome next(int known, String file) {
        return await("what becomes of " + file)
                .atMost(PATIENCE)
                .pollInterval(LOOK)
                .pollDelay(Duration.ZERO)
                .until(() -> outcome(known, file), outcome -> !outcome.state().isEmpty());
    }

    private Outcome outcome(int known, String file) throws IOException {
        List<String> lines = record();
        for (String line : lines.subList(known, lines.size())) {
            String[] fields = line.split("\t", -1);
            if (fields[5].equals(file)) {
                return new Outcome(fields[1], fields[3], fields[8]);
            }
        }
        return new Outcome("", "", "");
    }

    /** Whole lines only. */
    private List<String> record() throws IOException {
        Path record = folder.resolve(".versions/record.tsv");
        if (!Files.exists(record)) {
            return List.of();
        }
        String text = Files.readString(record);
        return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
    }
}
