package io.openbell.testkit;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** Recorded market data. It is not part of the project: the environment variable {@value #VARIABLE} names the folder. */
public final class TestData {

    /** Names the folder. */
    public static final String VARIABLE = "OPENBELL_TEST_DATA";

    private TestData() {}

    /**
     * A file of it. Without the variable the test is skipped, and says so; with it, a file that is missing fails the test.
     *
     * @param name relative to the folder
     */
    public static Path file(String name) {
        return file(System.getenv(VARIABLE), name);
    }

    static Path file(@Nullable String folder, String name) {
        if (folder == null || folder.isBlank()) {
            String reason = "SKIPPED: %s is not set, so there is no %s".formatted(VARIABLE, name);
            System.err.println(reason);
            return Assumptions.abort(reason);
        }
        Path file = Path.of(folder).resolve(name).toAbsolutePath().normalize();
        if (!Files.isRegularFile(file)) {
            return Assertions.fail("%s is set, so %s must exist".formatted(VARIABLE, file));
        }
        return file;
    }
}
