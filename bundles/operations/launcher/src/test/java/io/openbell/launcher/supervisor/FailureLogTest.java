package io.openbell.launcher.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FailureLogTest {

    private static final Instant START = Instant.parse("2025-01-15T14:30:00Z");

    @TempDir Path folder = Path.of("");

    private FailureLog log() {
        FailureLog log = new FailureLog(folder.resolve(FailureLog.FILE));
        log.open(Instant.EPOCH);
        return log;
    }

    private java.util.Map<String, java.util.List<Instant>> read(Instant from) {
        return new FailureLog(folder.resolve(FailureLog.FILE)).open(from);
    }

    @Test
    void shouldKeepFailuresOverARestart() {
        FailureLog log = log();
        log.failed("a", START, "dead\nsecond line");
        log.failed("b", START.plusSeconds(1), "");
        log.failed("a", START.plusSeconds(2), "dead");

        assertThat(read(START))
                .containsEntry("a", java.util.List.of(START, START.plusSeconds(2)))
                .containsEntry("b", java.util.List.of(START.plusSeconds(1)));
    }

    @Test
    void shouldNotCountWhatWasRefundedOrForgivenOrIsOld() {
        FailureLog log = log();
        log.failed("a", START, "dead");
        log.failed("a", START.plusSeconds(9), "because of b");
        log.refunded("a");
        log.failed("b", START.plusSeconds(9), "dead");
        log.forgiven("b");
        log.failed("c", START.minusSeconds(1), "dead");

        assertThat(read(START).get("a")).containsExactly(START);
        assertThat(read(START).get("b")).isEmpty();
        assertThat(read(START).get("c")).isEmpty();
    }

    @Test
    void shouldReadPastALineThatAKillCutInTwo() throws Exception {
        log().failed("a", START, "dead");
        Files.writeString(
                folder.resolve(FailureLog.FILE), "FAILED 2025-01-1", StandardOpenOption.APPEND);

        log().failed("b", START, "dead");

        assertThat(read(START)).containsOnlyKeys("a", "b");
    }

    @Test
    void shouldShortenALongFileAndKeepTheLatest() throws Exception {
        log().failed("a", START, "dead");
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 1_100; i++) {
            lines.append("FAILED ").append(START.plusSeconds(i)).append(" a dead\n");
        }
        Files.writeString(folder.resolve(FailureLog.FILE), lines);

        read(START);

        assertThat(Files.readAllLines(folder.resolve(FailureLog.FILE))).hasSize(500);
        assertThat(read(START).get("a")).last().isEqualTo(START.plusSeconds(1_099));
    }

    @Test
    void shouldGoOnWhereTheFileCannotBeWritten() throws Exception {
        Files.createDirectories(folder.resolve(FailureLog.FILE));

        FailureLog log = log();
        log.failed("a", START, "dead");

        assertThat(read(START)).isEmpty();
    }
}
