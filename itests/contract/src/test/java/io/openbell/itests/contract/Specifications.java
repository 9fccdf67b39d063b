package io.openbell.itests.contract;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Alpaca's OpenAPI documents: reference data beside the test data, not part of the project. */
final class Specifications {

    private Specifications() {}

    /** Skips the test, loudly, where {@code OPENBELL_TEST_DATA} is not set; fails where it is and the file is not there. */
    static Contract read(String file) throws IOException {
        String data = System.getenv("OPENBELL_TEST_DATA");
        if (data == null || data.isBlank()) {
            System.err.println(
                    "SKIPPED: OPENBELL_TEST_DATA is not set, so nothing is held against " + file);
        }
        Assumptions.assumeTrue(data != null && !data.isBlank(), "OPENBELL_TEST_DATA is not set");
        Path specification = Path.of(data).resolveSibling("specs").resolve(file);
        if (!Files.exists(specification)) {
            throw new AssertionError("OPENBELL_TEST_DATA is set, but there is no " + specification);
        }
        return Contract.read(specification);
    }
}
