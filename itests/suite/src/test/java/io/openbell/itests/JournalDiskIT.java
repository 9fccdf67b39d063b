package io.openbell.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** B98: the disk of the journal takes no writes any more, as ext4 does behind an error, while the session trades. */
@Timeout(300)
class JournalDiskIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int NO_JOURNAL = 74;

    /** A segment of the journal takes 64 from the beginning. */
    private static final int MEGABYTES = 200;

    @Test
    void shouldCancelEndAndStayHaltedWhenTheJournalsDiskTakesNoWrites() throws Exception {
        try (Distribution openbell = Distribution.onEmptyHome("journal-disk");
                SmallDisk disk = mounted(openbell.home().resolve("journal"))) {
            Process process = openbell.launch(openbell.home().resolve("start.out"), "start");
            await().atMost(PATIENCE).ignoreExceptions().until(() -> fills(openbell) > 2);
            openbell.shell("trading:order buy KO 10 --limit 60.70");
            await().atMost(PATIENCE).until(() -> open(openbell) > 0);

            failReadOnly(disk);

            assertThat(process.waitFor(2, TimeUnit.MINUTES)).as("ended").isTrue();
            assertThat(process.exitValue()).isEqualTo(NO_JOURNAL);
            assertThat(String.join("\n", openbell.lines("logs/openbell.log")))
                    .contains("journal poisoned by java.io.IOException: Read-only file system");
            assertThat(openbell.lines("simulator/ledger.jsonl"))
                    .as("canceled before the process ended")
                    .anyMatch(line -> line.contains("\"canceled\""));

            disk.repair();
            openbell.start();
            JsonNode status = openbell.json("trading:status");
            assertThat(status.path("gate").asText()).as("%s", status).isEqualTo("HALTED");
            assertThat(open(openbell)).as("orders that rest at the venue").isZero();
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(ours(openbell)).isEqualTo(theirs(openbell)));
            assertThat(openbell.json("trading:journal-verify").path("sound").asBoolean()).isTrue();
            assertThat(openbell.stop().exitCode()).isZero();
        }
    }

    private static SmallDisk mounted(Path folder) {
        try {
            return SmallDisk.at(folder, MEGABYTES);
        } catch (IOException cannot) {
            abort("SKIPPED: a disk that fails needs root, mkfs.ext4 and loop devices: " + cannot);
            throw new IllegalStateException(cannot);
        }
    }

    private static void failReadOnly(SmallDisk disk) {
        try {
            disk.failReadOnly();
        } catch (IOException cannot) {
            abort("SKIPPED: this kernel makes no error in a file system: " + cannot);
        }
    }

    private static int fills(Distribution openbell) {
        return openbell.ledger().path("fills").size();
    }

    private static int open(Distribution openbell) {
        return openbell.exchange("/v2/orders?status=open").size();
    }

    private static TreeSet<String> ours(Distribution openbell) {
        return executions(openbell.json("trading:fills --limit 10000"), "executionId");
    }

    private static TreeSet<String> theirs(Distribution openbell) {
        return executions(openbell.ledger(), "execution_id");
    }

    private static TreeSet<String> executions(JsonNode document, String key) {
        TreeSet<String> ids = new TreeSet<>();
        for (JsonNode fill : document.path("fills")) {
            ids.add(fill.path(key).asText());
        }
        return ids;
    }
}
