package io.openbell.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.openbell.simulator.ExchangeSettings;
import io.openbell.simulator.SimulatedExchange;
import io.openbell.testkit.Proof;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The dead-man's switch beside the real distribution. A venue outlives the system that trades there; the built-in one does
 * not, so the test goes on with its books.
 */
class DeadManIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int SILENCE_SECONDS = 6;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final int venuePort = Distribution.freePort();
    private @Nullable SimulatedExchange venue;
    private @Nullable Process deadMan;

    @AfterEach
    void end() throws Exception {
        if (deadMan != null) {
            deadMan.destroy();
            deadMan.waitFor(20, TimeUnit.SECONDS);
        }
        if (venue != null) {
            venue.close();
        }
    }

    @Test
    void shouldCancelEverythingAndSuspendWhenTheProcessIsKilled() throws Exception {
        double seconds;
        try (Distribution openbell = trading("dead-man-kill")) {
            watch(openbell);
            await().atMost(PATIENCE).until(() -> state(openbell).startsWith("ARMED"));
            assertHoldsNoSecretInSight();

            openbell.kill();
            long silentAt = System.nanoTime();
            goOnWithTheBooksOf(openbell);
            assertThat(openOrders()).as("left by the killed process").isNotEmpty();
            await().atMost(PATIENCE).until(() -> state(openbell).startsWith("ACTED"));
            seconds = (System.nanoTime() - silentAt) / 1e9;

            assertThat(openOrders()).isEmpty();
            assertThat(isSuspended()).isTrue();
            assertThat(openbell.home().resolve("latch/HALTED-paper")).exists();
            stopTheVenue();
            giveBackTheBooks(openbell);

            openbell.start();
            await().atMost(PATIENCE)
                    .until(() -> gateDetail(openbell).contains("halted by dead-man"));
            await().atMost(PATIENCE)
                    .until(
                            () ->
                                    openbell.tryShell("trading:resume --reason mended").exitCode()
                                            == 0);
            assertThat(openbell.exchange("/v2/account").path("trade_suspended_by_user").asBoolean())
                    .as("suspended on our behalf, lifted by the operator")
                    .isFalse();
            assertThat(latch(openbell)).isEmpty();
        }
        int control = openOrdersOfAKilledProcessThatNobodyWatches();
        assertThat(control).isPositive();
        Proof.shown(
                5,
                "kill -9 of a system with an open order, and a dead-man's switch that waits "
                        + SILENCE_SECONDS
                        + " s",
                "canceled and suspended after %.1f s, the next start halted".formatted(seconds),
                "without it " + control + " order stays in the market, open to trade");
    }

    /** The control. */
    private int openOrdersOfAKilledProcessThatNobodyWatches() throws Exception {
        try (Distribution openbell = trading("dead-man-control")) {
            openbell.kill();
            goOnWithTheBooksOf(openbell);
            TimeUnit.SECONDS.sleep(2 * SILENCE_SECONDS);
            assertThat(isSuspended()).isFalse();
            int open = openOrders().size();
            stopTheVenue();
            return open;
        }
    }

    @Test
    void shouldCancelEverythingForAStoppedProcessWhichIsHaltedWhenItWakesUp() throws Exception {
        try (Distribution openbell = trading("dead-man-stop")) {
            watch(openbell);
            await().atMost(PATIENCE).until(() -> state(openbell).startsWith("ARMED"));
            String process = String.valueOf(openbell.process().pid());
            try {
                signal("-STOP", process);
                goOnWithTheBooksOf(openbell);
                await().atMost(PATIENCE).until(() -> state(openbell).startsWith("ACTED"));
                assertThat(openOrders()).isEmpty();
                assertThat(isSuspended()).isTrue();
            } finally {
                signal("-CONT", process);
            }
            await().atMost(PATIENCE)
                    .until(() -> gateDetail(openbell).contains("halted by dead-man"));
            await().atMost(PATIENCE)
                    .until(() -> openbell.exchange("/v2/orders?status=open").isEmpty());
        }
    }

    @Test
    void shouldDoNothingAfterACleanStop() throws Exception {
        try (Distribution openbell = trading("dead-man-clean")) {
            watch(openbell);
            await().atMost(PATIENCE).until(() -> state(openbell).startsWith("ARMED"));

            assertThat(openbell.stop().exitCode()).isZero();
            await().atMost(PATIENCE).until(() -> state(openbell).startsWith("DISARMED"));
            goOnWithTheBooksOf(openbell);
            TimeUnit.SECONDS.sleep(2 * SILENCE_SECONDS);

            assertThat(state(openbell)).startsWith("DISARMED");
            assertThat(openOrders()).as("left on purpose").hasSize(1);
            assertThat(isSuspended()).isFalse();
            assertThat(latch(openbell)).isEmpty();
        }
    }

    /** A session with an order that rests. */
    private static Distribution trading(String name) {
        Distribution openbell = Distribution.onEmptyHome(name);
        openbell.start();
        openbell.awaitTrading();
        openbell.shell("trading:order buy KO 10 --limit 60.70");
        return openbell;
    }

    private void watch(Distribution openbell) throws IOException {
        openbell.secret("OPENBELL_DEAD_MAN_KEY", "PKSIMULATOR");
        openbell.secret("OPENBELL_DEAD_MAN_SECRET", "simulator");
        deadMan =
                openbell.launch(
                        openbell.home().resolve("dead-man.out"),
                        "dead-man",
                        "--venue",
                        "http://127.0.0.1:" + venuePort,
                        "--silence-seconds",
                        String.valueOf(SILENCE_SECONDS),
                        "--look-seconds",
                        "1");
    }

    private void assertHoldsNoSecretInSight() throws IOException {
        Path process = Path.of("/proc", String.valueOf(Objects.requireNonNull(deadMan).pid()));
        for (String file : new String[] {"environ", "cmdline"}) {
            assertThat(Files.readString(process.resolve(file), StandardCharsets.ISO_8859_1))
                    .as(file)
                    .doesNotContain("PKSIMULATOR", "=simulator");
        }
    }

    private static String state(Distribution openbell) throws IOException {
        Path file = openbell.home().resolve("run/dead-man");
        return Files.exists(file) ? Files.readString(file) : "";
    }

    /** With a copy of them, as they are now. */
    private void goOnWithTheBooksOf(Distribution openbell) throws Exception {
        Path from = openbell.home().resolve("simulator");
        Path to = openbell.home().resolve("venue");
        Distribution.delete(to);
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
        ExchangeSettings usual = ExchangeSettings.onAnyPort();
        SimulatedExchange exchange =
                new SimulatedExchange(
                        new ExchangeSettings(
                                venuePort,
                                usual.startingCash(),
                                usual.multiplier(),
                                usual.partialFillPercent(),
                                usual.streams(),
                                usual.market(),
                                usual.wire()),
                        to,
                        InstantSource.system());
        exchange.start();
        exchange.endpoint().get(20, TimeUnit.SECONDS);
        venue = exchange;
    }

    /** What became of them at the venue is what the system finds there. */
    private static void giveBackTheBooks(Distribution openbell) throws IOException {
        Path ours = openbell.home().resolve("simulator");
        Distribution.delete(ours);
        Files.move(openbell.home().resolve("venue"), ours);
    }

    private void stopTheVenue() throws Exception {
        Objects.requireNonNull(venue).close();
        venue = null;
    }

    private JsonNode openOrders() throws Exception {
        return ask("/v2/orders?status=open");
    }

    private boolean isSuspended() throws Exception {
        return ask("/v2/account").path("trade_suspended_by_user").asBoolean();
    }

    private JsonNode ask(String path) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + venuePort + path))
                        .header("APCA-API-KEY-ID", "PKSIMULATOR")
                        .header("APCA-API-SECRET-KEY", "simulator")
                        .build();
        return JSON.readTree(
                HttpClient.newHttpClient()
                        .send(request, HttpResponse.BodyHandlers.ofString())
                        .body());
    }

    private static String gateDetail(Distribution openbell) {
        Distribution.Ended status = openbell.tryShell("trading:status --json");
        return status.exitCode() == 0
                ? Distribution.parsed(status.output()).path("gateDetail").asText()
                : "";
    }

    private static Stream<Path> files(Path folder) throws IOException {
        return Files.exists(folder) ? Files.list(folder) : Stream.empty();
    }

    private static List<Path> latch(Distribution openbell) throws IOException {
        try (Stream<Path> files = files(openbell.home().resolve("latch"))) {
            return files.toList();
        }
    }

    private static void signal(String name, String process) throws Exception {
        assertThat(new ProcessBuilder("kill", name, process).start().waitFor()).isZero();
    }
}
