package io.openbell.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.openbell.testkit.Proof;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * B100: a component takes all there is of a kind of memory. Without heap or metaspace nobody can go on: the process ends with
 * its code, and the next one goes on from the journal. Without direct memory or threads it is the component that fails.
 */
class ExhaustionIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String FAULTY = "misbehaving";
    private static final int OUT_OF_MEMORY = 3;
    private static final Path CGROUP = Path.of("/sys/fs/cgroup/pids");
    private static final Distribution OPENBELL = Distribution.onEmptyHome("exhausted");

    static List<String> fatal() {
        return Proof.isFull() ? List.of("heap", "metaspace") : List.of("heap");
    }

    @AfterAll
    static void stop() {
        OPENBELL.close();
    }

    @ParameterizedTest
    @MethodSource("fatal")
    void shouldEndWithItsCodeAndGoOnInTheNextProcessWhenNobodyCan(String kind) throws Exception {
        OPENBELL.close();
        // With the collector that the start script chooses: each has its own way to run out.
        OPENBELL.secret(
                "OPENBELL_JAVA_OPTS", "-XX:TieredStopAtLevel=1 -Xmx300m -XX:MaxMetaspaceSize=140m");
        Path output = OPENBELL.home().resolve("foreground.out");
        Process process = OPENBELL.launch(output, "start");
        await().atMost(PATIENCE).until(() -> isTrading());
        FaultyComponents.install(OPENBELL);

        FaultyComponents.order(OPENBELL, FAULTY, kind);

        assertThat(process.waitFor(2, TimeUnit.MINUTES)).as("ended").isTrue();
        assertThat(process.exitValue()).isEqualTo(OUT_OF_MEMORY);
        OPENBELL.start();
        OPENBELL.awaitTrading();
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(ours()).containsAll(theVenues()));
    }

    @Test
    void shouldRestartTheComponentAloneThatTakesAllDirectMemory() throws Exception {
        assumeThat(Proof.isFull()).as("SKIPPED: -Pproof runs it").isTrue();
        OPENBELL.close();
        OPENBELL.secret(
                "OPENBELL_JAVA_OPTS", Distribution.JAVA_OPTIONS + " -XX:MaxDirectMemorySize=100m");
        OPENBELL.start();
        OPENBELL.awaitTrading();
        FaultyComponents.install(OPENBELL);
        await().atMost(PATIENCE).until(() -> OPENBELL.restarts().containsKey(FAULTY));

        assertOnlyItRestarts("direct-memory", "Cannot reserve");
    }

    @Test
    void shouldRestartTheComponentAloneThatTakesAllThreads() throws Exception {
        assumeThat(Proof.isFull()).as("SKIPPED: -Pproof runs it").isTrue();
        assumeThat(Files.isWritable(CGROUP))
                .as("SKIPPED: a limit on threads needs root and the pids cgroup")
                .isTrue();
        OPENBELL.close();
        OPENBELL.start();
        OPENBELL.awaitTrading();
        FaultyComponents.install(OPENBELL);
        await().atMost(PATIENCE).until(() -> OPENBELL.restarts().containsKey(FAULTY));
        int threads = new RunningProcess(OPENBELL.process()).threads();
        Path group = Files.createDirectory(CGROUP.resolve("openbell-" + OPENBELL.process().pid()));
        try {
            Files.writeString(
                    group.resolve("cgroup.procs"), String.valueOf(OPENBELL.process().pid()));
            Files.writeString(group.resolve("pids.max"), String.valueOf(threads + 50));

            assertOnlyItRestarts("native-threads", "unable to create native thread");
        } finally {
            Files.writeString(group.resolve("pids.max"), "max");
            OPENBELL.close();
            Files.delete(group);
        }
    }

    private static void assertOnlyItRestarts(String kind, String reason) throws IOException {
        Map<String, Integer> before = OPENBELL.restarts();

        FaultyComponents.order(OPENBELL, FAULTY, kind);

        await().atMost(PATIENCE)
                .until(() -> Integer.valueOf(1).equals(OPENBELL.restarts().get(FAULTY)));
        assertThat(Files.readString(OPENBELL.home().resolve("supervision/failures.log")))
                .contains(reason);
        Map<String, Integer> expected = new java.util.TreeMap<>(before);
        expected.put(FAULTY, 1);
        OPENBELL.awaitTrading();
        assertThat(OPENBELL.restarts()).isEqualTo(expected);
    }

    private static boolean isTrading() {
        try {
            return OPENBELL.tryShell("trading:status --json").output().contains("\"ACTIVE\"");
        } catch (RuntimeException notYet) {
            return false;
        }
    }

    private static TreeSet<String> ours() {
        TreeSet<String> ids = new TreeSet<>();
        for (JsonNode order : OPENBELL.json("trading:orders --all --limit 10000").path("orders")) {
            ids.add(order.path("orderId").asText());
        }
        return ids;
    }

    private static TreeSet<String> theVenues() {
        TreeSet<String> ids = new TreeSet<>();
        for (JsonNode order : OPENBELL.ledger().path("orders")) {
            ids.add(order.path("client_order_id").asText());
        }
        return ids;
    }
}
