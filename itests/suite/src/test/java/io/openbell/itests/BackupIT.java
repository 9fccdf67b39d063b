package io.openbell.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A backup of a session that trades; everything is lost; the next start has it again, halted, and can be resumed. */
class BackupIT {

    private static final Duration PATIENCE = Duration.ofMinutes(4);

    @Test
    void shouldBringBackAJournalThatWasLostAndStayHaltedUntilAPersonResumes() throws Exception {
        try (Distribution openbell = Distribution.onEmptyHome("backup")) {
            openbell.configure("backups", java.util.Map.of("minFreeMegabytes", "0"));
            openbell.start();
            await().atMost(PATIENCE)
                    .until(() -> openbell.json("trading:fills").path("fills").size() >= 3);
            assertThat(openbell.json("trading:backup").path("records").asLong()).isPositive();
            assertThat(openbell.stop().exitCode()).isZero();
            Path backups = openbell.home().resolve("backups");
            String latest = newest(backups);
            String refused = openbell.openbell("restore", "openbell-20200101T000000Z.zip").output();
            assertThat(refused).contains("there is no backup");

            Path lost = openbell.home().resolve("lost");
            Files.move(openbell.home().resolve("journal"), lost);
            assertThat(openbell.openbell("restore", latest).output()).contains("at the next start");
            openbell.start();

            JsonNode status = openbell.json("trading:status");
            assertThat(status.path("gate").asText()).isEqualTo("HALTED");
            assertThat(status.path("gateDetail").asText()).contains("restore", latest);
            assertThat(executions(openbell.json("trading:fills --limit 10000"), "executionId"))
                    .containsExactlyInAnyOrderElementsOf(
                            executions(openbell.ledger(), "execution_id"));
            assertThat(backups.resolve("RESTORE")).doesNotExist();
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> {
                                Distribution.Ended resumed =
                                        openbell.tryShell("trading:resume --reason restored");
                                assertThat(resumed.exitCode()).as(resumed.output()).isZero();
                            });
            assertThat(openbell.json("trading:status").path("gate").asText())
                    .isNotEqualTo("HALTED");
        }
    }

    private static List<String> executions(JsonNode document, String key) {
        List<String> values = new ArrayList<>();
        document.path("fills").forEach(fill -> values.add(fill.path(key).asText()));
        return values;
    }

    private static String newest(Path backups) throws Exception {
        try (var files = Files.list(backups)) {
            return files.map(path -> path.getFileName().toString())
                    .filter(name -> name.endsWith(".zip"))
                    .sorted()
                    .reduce((first, second) -> second)
                    .orElseThrow();
        }
    }
}
