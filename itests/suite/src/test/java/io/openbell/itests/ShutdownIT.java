package io.openbell.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.openbell.testkit.Proof;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * However a session is ended, it ends the same way: with exit code 0, components in reverse order, a clean mark as the last
 * word of the journal but for what the venue said, no order after the gate was closed, and a good backup.
 */
class ShutdownIT {

    private static final Duration A_MINUTE = Duration.ofSeconds(60);

    /** Of a session in which nothing hangs. */
    private static final Duration IDLE = Duration.ofSeconds(15);

    private static final long SEED = 11;

    private enum Way {
        TERM,
        TWO_INTERRUPTS,
        SHELL,
        HUNG_COMPONENT,
        DURING_START
    }

    private final Random random = new Random(SEED);
    private final Map<Way, Duration> longest = new EnumMap<>(Way.class);

    @Test
    void shouldEndCleanHoweverItIsEnded() throws Exception {
        int rounds = Proof.figure(Way.values().length, 100);
        int during = 0;
        for (int round = 0; round < rounds; round++) {
            Way way = Way.values()[round % Way.values().length];
            try (Distribution openbell = Distribution.onEmptyHome("shutdown")) {
                if (way == Way.DURING_START) {
                    during += interruptTheStart(openbell) ? 1 : 0;
                } else {
                    endRunning(openbell, way);
                }
            }
        }
        Proof.shown(
                8,
                "ends of a session, seed " + SEED + ": " + rounds,
                "exit 0, reverse order, clean mark, no order after the gate, good backup; "
                        + during
                        + " of the starts that were cut off had begun; longest ends "
                        + longest,
                "a process killed with -9 fails the same checks");
    }

    /** The control: the checks can fail. */
    @Test
    void shouldFindNoCleanEndAfterAKill() throws Exception {
        try (Distribution openbell = Distribution.onEmptyHome("shutdown-control")) {
            openbell.start();
            openbell.kill();

            assertThat(openbell.home().resolve("run/stop-order.txt")).doesNotExist();
            assertThat(openbell.home().resolve("run/exit-code")).doesNotExist();
            assertThat(endsClean(openbell)).isFalse();
            assertThat(backups(openbell)).isEmpty();
        }
    }

    private void endRunning(Distribution openbell, Way way) throws Exception {
        openbell.start();
        if (way == Way.HUNG_COMPONENT) {
            install(openbell);
            Path faults = Files.createDirectories(openbell.home().resolve("run/faults"));
            Files.createFile(faults.resolve("hangs-in-stop"));
        }
        ProcessHandle process = openbell.process();
        long begun = System.nanoTime();
        switch (way) {
            case TERM, HUNG_COMPONENT -> signal("-TERM", process);
            case TWO_INTERRUPTS -> {
                signal(interrupt(), process);
                signal(interrupt(), process);
            }
            default -> openbell.shell("trading:shutdown");
        }
        process.onExit().get(75, TimeUnit.SECONDS);
        Duration took = Duration.ofNanos(System.nanoTime() - begun);

        longest.merge(way, took, (one, other) -> one.compareTo(other) > 0 ? one : other);
        // In the short form other work may share the machine.
        boolean strict = Proof.isFull() && way != Way.HUNG_COMPONENT;
        assertThat(took).as("%s", way).isLessThan(strict ? IDLE : A_MINUTE.plusSeconds(5));
        assertEnded(openbell, way);
        assertThat(backups(openbell)).as("%s", way).hasSize(1);
    }

    /** True if the session had begun when the signal came. */
    private boolean interruptTheStart(Distribution openbell) throws Exception {
        Path output = openbell.home().resolve("start.out");
        Process process = openbell.launch(output, "start");
        await().atMost(A_MINUTE)
                .until(() -> Files.exists(openbell.home().resolve("cache/data/tmp")));
        TimeUnit.MILLISECONDS.sleep(random.nextInt(15_000));
        signal("-TERM", process.toHandle());
        assertThat(process.waitFor(75, TimeUnit.SECONDS)).isTrue();
        boolean begun = Files.exists(openbell.home().resolve("run/exit-code"));
        if (begun) {
            assertThat(process.exitValue()).as(openbell.tail("start.out")).isZero();
            assertEnded(openbell, Way.DURING_START);
        } else {
            assertThat(process.exitValue()).as(openbell.tail("start.out")).isIn(0, 143);
            assertThat(openbell.home().resolve("run/start-order.txt")).doesNotExist();
        }
        return begun;
    }

    private static void assertEnded(Distribution openbell, Way way) throws IOException {
        String log = Files.readString(openbell.home().resolve("logs/openbell.log"));
        assertThat(openbell.home().resolve("run/exit-code")).as("%s", way).hasContent("0");
        assertThat(log)
                .as("%s", way)
                .containsOnlyOnce("session=closing")
                .contains("session=closed");
        List<String> started = lines(openbell, "run/start-order.txt");
        List<String> stopped = new ArrayList<>(lines(openbell, "run/stop-order.txt"));
        // Given up after five seconds, and told as stopped or not: the others count.
        stopped.remove("hangs-in-stop");
        List<String> expected = new ArrayList<>(started);
        expected.remove("hangs-in-stop");
        Collections.reverse(expected);
        assertThat(stopped).as("%s", way).isEqualTo(expected);
        if (started.contains("order-executor")) {
            assertThat(endsClean(openbell)).as("%s: a clean mark", way).isTrue();
            assertThat(log).as("%s", way).contains("gate=closed");
            String after = log.substring(log.indexOf("gate=closed"));
            assertThat(after)
                    .as("%s: nothing is decided after the gate", way)
                    .doesNotContain("terms=");
        }
    }

    private static List<String> lines(Distribution openbell, String file) throws IOException {
        Path path = openbell.home().resolve(file);
        return Files.exists(path) ? Files.readAllLines(path) : List.of();
    }

    /** The last mark in the journal is an end; a journal without a session has none to end. */
    private static boolean endsClean(Distribution openbell) throws IOException {
        try (Stream<Path> files = Files.walk(openbell.home().resolve("journal"))) {
            for (Path file : files.filter(path -> path.toString().endsWith(".log")).toList()) {
                String text = Files.readString(file, StandardCharsets.ISO_8859_1);
                if (text.lastIndexOf("\"started\":true") > text.lastIndexOf("\"started\":false")) {
                    return false;
                }
            }
        }
        return true;
    }

    private static List<Path> backups(Distribution openbell) throws IOException {
        try (Stream<Path> files = Files.list(openbell.home().resolve("backups"))) {
            return files.filter(path -> path.toString().endsWith(".zip.sha256")).toList();
        }
    }

    /** Ctrl+C, unless whoever started this build ignores it: then all that it starts do. */
    private static String interrupt() throws IOException {
        long ignored =
                Files.readAllLines(Path.of("/proc/self/status")).stream()
                        .filter(line -> line.startsWith("SigIgn:"))
                        .mapToLong(line -> Long.parseUnsignedLong(line.split("\\s+")[1], 16))
                        .findFirst()
                        .orElseThrow();
        boolean ignoresInterrupts = (ignored & 1 << 1) != 0;
        return ignoresInterrupts ? "-TERM" : "-INT";
    }

    private static void signal(String signal, ProcessHandle process) throws Exception {
        Process kill =
                new ProcessBuilder("kill", signal, String.valueOf(process.pid()))
                        .redirectErrorStream(true)
                        .start();
        assertThat(kill.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }

    private static void install(Distribution openbell) throws IOException {
        Path jar =
                Path.of(System.getProperty("openbell.root"))
                        .resolve("itests/faulty-components/target")
                        .resolve(
                                "faulty-components-"
                                        + System.getProperty("openbell.version")
                                        + ".jar");
        openbell.shell("bundle:install -s " + jar.toRealPath().toUri());
        await().atMost(A_MINUTE)
                .until(() -> lines(openbell, "run/start-order.txt").contains("hangs-in-stop"));
    }
}
