package io.openbell.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.openbell.testkit.Proof;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a machine does to a running system: it sleeps, and it has no file handles left. Nobody is restarted for that. */
@InSharedDistribution
class MachineFaultsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int ASLEEP_SECONDS = Proof.figure(20, 60);

    private final Distribution openbell;

    MachineFaultsIT(Distribution openbell) {
        this.openbell = openbell;
    }

    /** B101. */
    @Test
    void shouldTradeOnlyByFreshDataAndRestartNobodyAfterASleep() throws Exception {
        openbell.awaitTrading();
        Map<String, Integer> restarts = openbell.restarts();
        int before = suspensions().size();
        String process = String.valueOf(openbell.process().pid());

        try {
            tool("kill", "-STOP", process);
            TimeUnit.SECONDS.sleep(ASLEEP_SECONDS);
        } finally {
            tool("kill", "-CONT", process);
        }

        await().atMost(PATIENCE)
                .untilAsserted(
                        () ->
                                assertThat(suspensions().stream().skip(before))
                                        .as("entries while quotes were old")
                                        .contains("stream-gap"));
        openbell.awaitTrading();
        assertThat(openbell.restarts()).isEqualTo(restarts);
    }

    /** B99. What is open stays open, and who cannot connect again must not enter the market. */
    @Test
    void shouldSuspendEntriesWhileNoFileCanBeOpened() throws Exception {
        String process = String.valueOf(openbell.process().pid());
        assumeThat(Path.of("/usr/bin/prlimit")).as("a tool that limits handles").exists();
        openbell.awaitTrading();
        Map<String, Integer> restarts = openbell.restarts();
        String limit = softLimit();
        int before = suspensions().size();
        try {
            // Fewer than are open: some of them are about to be closed.
            tool("prlimit", "--pid", process, "--nofile=" + (openFiles() - 10) + ":");

            await().atMost(PATIENCE)
                    .untilAsserted(
                            () ->
                                    assertThat(suspensions().stream().skip(before))
                                            .contains("resources"));
        } finally {
            tool("prlimit", "--pid", process, "--nofile=" + limit + ":");
        }
        openbell.awaitTrading();
        assertThat(openbell.restarts()).isEqualTo(restarts);
    }

    /** Sources of what suspended entries, as they were logged. */
    private List<String> suspensions() throws IOException {
        return openbell.lines("logs/openbell.log").stream()
                .filter(line -> line.contains("entries=suspended source="))
                .map(line -> line.replaceFirst(".*entries=suspended source=(\\S+).*", "$1"))
                .toList();
    }

    private long openFiles() throws IOException {
        try (Stream<Path> files =
                Files.list(Path.of("/proc", String.valueOf(openbell.process().pid()), "fd"))) {
            return files.count();
        }
    }

    private String softLimit() throws IOException {
        return Files.readAllLines(
                        Path.of("/proc", String.valueOf(openbell.process().pid()), "limits"))
                .stream()
                .filter(line -> line.startsWith("Max open files"))
                .map(line -> line.split("\\s+")[3])
                .findFirst()
                .orElseThrow();
    }

    private static void tool(String... words) throws Exception {
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as("%s: %s", String.join(" ", words), output).isZero();
    }
}
