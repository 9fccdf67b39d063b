package io.openbell.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A proof of safety: short in every build, at its full figures with {@code -Pproof}. Each one writes a line of the table
 * that the build prints at its end, and that docs/proof.md keeps.
 */
public final class Proof {

    /** Set to true by {@code -Pproof}. */
    public static final String FULL = "openbell.proof";

    /** Names the file that collects the table's lines; without it they are only printed. */
    public static final String TABLE = "openbell.proof.table";

    private Proof() {}

    /** The full figures are asked for. */
    public static boolean isFull() {
        return Boolean.getBoolean(FULL);
    }

    /** How much to do: {@code brief} in every build, {@code full} for the proof. */
    public static int figure(int brief, int full) {
        return isFull() ? full : brief;
    }

    /**
     * Writes down what was shown. Call it after the assertions.
     *
     * @param goal    number of the goal, for example {@code 1}
     * @param what    what was done, with its figures and seed
     * @param result  what was found
     * @param control what was broken on purpose, and what that lost
     */
    public static void shown(int goal, String what, String result, String control) {
        String form = isFull() ? "full" : "short";
        String line = "| %d | %s | %s | %s | %s |".formatted(goal, what, form, result, control);
        System.out.println("PROOF " + line);
        String table = System.getProperty(TABLE, "");
        if (!table.isEmpty()) {
            append(Path.of(table), line);
        }
    }

    private static void append(Path table, String line) {
        try {
            Files.createDirectories(table.toAbsolutePath().getParent());
            Files.writeString(
                    table,
                    line + "\n",
                    StandardCharsets.UTF_8,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException failure) {
            throw new UncheckedIOException("proof table " + table, failure);
        }
    }
}
