package io.openbell.itests.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.openbell.api.broker.Comparison;
import io.openbell.api.risk.Release;
import io.openbell.api.risk.ResumeTrading;
import io.openbell.api.risk.StillHalted;
import io.openbell.engine.LatchedEngine;
import io.openbell.testkit.Proof;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Goal 5: a halt survives every kill of the process, and whatever is tried to get around the operator. */
class LatchProofTest {

    private static final long SEED = 20261128;
    private static final int RESTARTS = Proof.figure(3, 200);

    /** What somebody does to the home of a halted process, which does not run. */
    private interface Attempt {
        void on(Path home) throws Exception;
    }

    @TempDir Path folder;

    @Test
    void shouldStillBeHaltedAfterEveryKillOfTheProcess() throws Exception {
        Path home = folder.resolve("home");
        Random random = new Random(SEED);
        Process first = child(home, "disk");
        BufferedReader firstSays = says(first);
        assertThat(firstSays.readLine()).isEqualTo("latched=false");
        assertThat(firstSays.readLine()).isEqualTo("halted");
        kill(first);
        int latched = 0;
        for (int restart = 0; restart < RESTARTS; restart++) {
            Process next = child(home, "disk");
            latched += "latched=true".equals(says(next).readLine()) ? 1 : 0;
            // From here on it writes the halt down again and again: this hits it in the middle.
            TimeUnit.MICROSECONDS.sleep(random.nextInt(30_000));
            kill(next);
        }
        assertThat(latched).isEqualTo(RESTARTS);
        assertThat(isLatchedAfterAKillOfALatchInMemory()).isFalse();
        Proof.shown(
                5,
                "kill -9 of " + RESTARTS + " processes while they write their halt, seed " + SEED,
                latched + " of " + RESTARTS + " restarts found themselves halted",
                "a latch in memory is found open");
    }

    private boolean isLatchedAfterAKillOfALatchInMemory() throws Exception {
        Path home = folder.resolve("memory");
        Process memory = child(home, "memory");
        BufferedReader says = says(memory);
        says.readLine();
        assertThat(says.readLine()).isEqualTo("halted");
        kill(memory);
        Process after = child(home, "disk");
        String said = says(after).readLine();
        kill(after);
        return "latched=true".equals(said);
    }

    private static Process child(Path home, String kind) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LatchedEngine.Child.class.getName(),
                        home.toString(),
                        kind)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static BufferedReader says(Process process) {
        return new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    private static void kill(Process process) throws InterruptedException {
        process.destroyForcibly();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void shouldStayHaltedWhateverIsTriedButARelease() throws Exception {
        Map<String, Attempt> attempts = new LinkedHashMap<>();
        attempts.put("restart", home -> {});
        attempts.put("configuration changed", LatchProofTest::changeConfiguration);
        attempts.put("latch file deleted", home -> Files.delete(LatchedEngine.file(home)));
        attempts.put("folder of the latch deleted", home -> delete(home.resolve("latch")));
        attempts.put("latch file emptied", home -> Files.writeString(file(home), ""));
        attempts.put("latch file unreadable", LatchProofTest::makeUnreadable);
        attempts.put("journal deleted", home -> delete(home.resolve("journal")));
        attempts.put("journal of before the halt restored", LatchProofTest::restoreJournal);
        attempts.put("resumption journaled by a program", LatchProofTest::journalResumption);
        attempts.put("kill file put there and taken away", LatchProofTest::touchKillFile);
        attempts.put("released on comparisons of before", home -> release(home, -60));
        for (Map.Entry<String, Attempt> attempt : attempts.entrySet()) {
            Path home = folder.resolve(attempt.getKey().replace(' ', '-'));
            halt(home);
            attempt.getValue().on(home);
            assertThat(isHalted(home)).as(attempt.getKey()).isTrue();
        }
        Path released = folder.resolve("released");
        halt(released);
        release(released, 0);
        assertThat(isHalted(released)).as("released by an operator").isFalse();

        Proof.shown(
                5,
                attempts.size() + " ways around: " + String.join(", ", attempts.keySet()),
                "0 end the halt",
                "an operator's release on fresh comparisons ends it");
    }

    private static Path file(Path home) {
        return LatchedEngine.file(home);
    }

    private static void halt(Path home) throws Exception {
        try (LatchedEngine engine = new LatchedEngine(home).open()) {
            copy(home.resolve("journal"), home.resolve("backup"));
            engine.latch().latch("proof", "halted");
            assertThat(engine.latch().awaitDurable(Duration.ofSeconds(10))).isTrue();
            await().until(() -> Files.exists(file(home)));
        }
    }

    private static boolean isHalted(Path home) throws Exception {
        try (LatchedEngine engine = new LatchedEngine(home).open()) {
            return engine.latch().isLatched();
        }
    }

    private static void changeConfiguration(Path home) throws IOException {
        Files.createDirectories(home.resolve("etc"));
        Files.writeString(home.resolve("etc/openbell.engine.cfg"), "segmentMegabytes = 32\n");
    }

    private static void restoreJournal(Path home) throws IOException {
        delete(home.resolve("journal"));
        copy(home.resolve("backup"), home.resolve("journal"));
    }

    private static void makeUnreadable(Path home) throws IOException {
        Files.delete(file(home));
        Files.createDirectory(file(home));
    }

    private static void journalResumption(Path home) throws Exception {
        try (LatchedEngine engine = new LatchedEngine(home).open()) {
            CountDownLatch durable = new CountDownLatch(1);
            engine.journal()
                    .append(
                            new ResumeTrading("a program", "why not", Instant.now()),
                            durable::countDown);
            assertThat(durable.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static void touchKillFile(Path home) throws Exception {
        Path killFile = home.resolve("etc/KILL");
        Files.createDirectories(killFile.getParent());
        Files.createFile(killFile);
        try (LatchedEngine engine = new LatchedEngine(home).open()) {
            Files.delete(killFile);
            TimeUnit.MILLISECONDS.sleep(300);
            assertThat(engine.latch().isLatched()).isTrue();
        }
    }

    /** Asks for a release on comparisons that were begun so many seconds after the request. */
    private static void release(Path home, long seconds) throws Exception {
        try (LatchedEngine engine = new LatchedEngine(home).open()) {
            Instant requested = Instant.now();
            Instant compared = requested.plusSeconds(seconds);
            List<Comparison> evidence =
                    List.of(
                            new Comparison(Comparison.ORDERS, compared, 0, List.of()),
                            new Comparison(Comparison.POSITIONS, compared, 0, List.of()));
            try {
                engine.latch()
                        .release(
                                new Release(
                                        "ann",
                                        "mended",
                                        LatchedEngine.ACCOUNT,
                                        requested,
                                        evidence));
            } catch (StillHalted refused) {
                assertThat(seconds).isNegative();
            }
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file));
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
