package io.openbell.launcher.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import io.openbell.api.view.Preflight.Row;
import io.openbell.api.view.Preflight.Verdict;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MachineChecksTest {

    private static final Instant NOW = Instant.parse("2026-11-02T14:30:00Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    java         | 16 | 2 | 1.0 | 1024 | 4096 | 5000 | 4096 | FAIL | 69 | Java 16; allowed 17 to 23
                    java         | 24 | 2 | 1.0 | 1024 | 4096 | 5000 | 4096 | FAIL | 69 | Java 24; allowed 17 to 23
                    java         | 17 | 2 | 1.0 | 1024 | 4096 | 5000 | 4096 | PASS | 69 | Java 17
                    cpu          | 17 | 1 | 0.1 | 1024 | 4096 | 5000 | 4096 | WARN | 0  | 1 processors, load 0.1; wanted 2
                    cpu          | 17 | 2 | 8.1 | 1024 | 4096 | 5000 | 4096 | WARN | 0  | 2 processors, load 8.1
                    cpu          | 17 | 2 | -1  | 1024 | 4096 | 5000 | 4096 | PASS | 0  | 2 processors
                    memory       | 17 | 2 | 1.0 | 16   | 4096 | 5000 | 4096 | FAIL | 69 | heap 16 MiB, free 900 of 4096 MiB; the heap needs 192 MiB
                    memory       | 17 | 2 | 1.0 | 1024 | 1200 | 5000 | 4096 | WARN | 69 | wanted 512 MiB beside the heap
                    memory       | 17 | 2 | 1.0 | 1024 | -1   | 5000 | 4096 | PASS | 69 | heap 1024 MiB
                    disk         | 17 | 2 | 1.0 | 1024 | 4096 | 99   | 4096 | FAIL | 74 | free 99 of 20000 MiB; needed 100
                    disk         | 17 | 2 | 1.0 | 1024 | 4096 | 499  | 4096 | WARN | 74 | wanted 500
                    disk         | 17 | 2 | 1.0 | 1024 | 4096 | 500  | 4096 | PASS | 74 | free 500
                    file-handles | 17 | 2 | 1.0 | 1024 | 4096 | 5000 | 300  | FAIL | 69 | 100 of 300 in use; 256 must be free
                    file-handles | 17 | 2 | 1.0 | 1024 | 4096 | 5000 | 1023 | WARN | 69 | wanted 1024
                    file-handles | 17 | 2 | 1.0 | 1024 | 4096 | 5000 | -1   | SKIPPED | 69 | does not tell
                    """)
    void shouldJudgeTheMachine(
            String check,
            int java,
            int processors,
            double load,
            long heap,
            long memory,
            long disk,
            long files,
            Verdict verdict,
            int exitCode,
            String reason)
            throws Exception {
        Machine machine =
                new Machine(
                        java, processors, load, heap, 900, memory, disk, 20_000, 100, files, NOW);

        Row row = row(machine, check);

        assertThat(row.verdict()).isEqualTo(verdict);
        assertThat(row.exitCode()).isEqualTo(exitCode);
        assertThat(row.reason()).contains(reason);
        assertThat(row.remedy().isEmpty())
                .isEqualTo(verdict == Verdict.PASS || verdict == Verdict.SKIPPED);
    }

    @ParameterizedTest
    @CsvSource({
        "1970-01-01T00:00:05Z, WARN",
        "2099-06-01T00:00:00Z, WARN",
        "2026-11-02T14:30:00Z, PASS"
    })
    void shouldDoubtAYearThatCannotBe(Instant now, Verdict verdict) throws Exception {
        Machine machine = new Machine(17, 2, 1, 1024, 900, 4096, 5000, 20_000, 100, 4096, now);

        assertThat(row(machine, "clock").verdict()).isEqualTo(verdict);
    }

    @Test
    void shouldMeasureTheMachineItRunsOn(@TempDir Path home) throws Exception {
        Machine machine = Machine.measure(home);

        assertThat(machine.javaFeature()).isGreaterThanOrEqualTo(17);
        assertThat(machine.disk()).isPositive();
        assertThat(machine.heapMax()).isPositive();
        assertThat(machine.maxFiles()).isGreaterThan(machine.openFiles());
    }

    private static Row row(Machine machine, String name) throws InterruptedException {
        List<Check> checks =
                MachineChecks.of(() -> machine).stream()
                        .filter(check -> check.name().equals(name))
                        .toList();
        return new Checks(text -> text).run(checks, Duration.ofMinutes(1)).get(0);
    }
}
