package io.openbell.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import io.openbell.testkit.Proof;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * B102: somebody puts the machine's clock on and back, by a second and by an hour. Nobody is restarted, nothing is lost, and
 * trading goes on as soon as clocks agree. The built-in exchange reads the stepped clock as well. Needs a C compiler.
 */
@Timeout(600)
class ClockStepsIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Path SOURCE =
            Path.of(System.getProperty("openbell.root"), "itests/suite/src/test/c/steppedclock.c");
    private static final Distribution OPENBELL = Distribution.onEmptyHome("clock-steps");
    private static final Path STEP = OPENBELL.home().resolve("step");

    @BeforeAll
    static void start() throws Exception {
        Path library = OPENBELL.home().resolve("steppedclock.so");
        if (!compiles(library)) {
            abort("SKIPPED: a clock that steps for one process alone needs cc");
        }
        put(0);
        OPENBELL.secret("LD_PRELOAD", library.toString());
        OPENBELL.secret("STEPPED_CLOCK_FILE", STEP.toString());
        OPENBELL.start();
        OPENBELL.awaitTrading();
    }

    @AfterAll
    static void stop() {
        OPENBELL.close();
    }

    @Test
    void shouldTradeOnAfterStepsThatAreTakenBack() throws Exception {
        Map<String, Integer> restarts = OPENBELL.restarts();

        for (long seconds : Proof.isFull() ? new long[] {1, 0, 3600, 3599} : new long[] {3600}) {
            put(seconds);
            tradesOn();
        }
        assertThat(OPENBELL.json("trading:status").path("uptimeSeconds").asLong())
                .isBetween(0L, 1_800L);

        // An hour back: the venue's time and ours are an hour apart.
        put(0);
        await().atMost(PATIENCE)
                .until(
                        () ->
                                OPENBELL.json("trading:status")
                                        .path("gateDetail")
                                        .asText()
                                        .contains("clock-skew"));
        Distribution.Ended entry = OPENBELL.tryShell("trading:order buy AAPL 1 --limit 1000");
        assertThat(entry.exitCode()).as(entry.output()).isEqualTo(1);
        assertThat(entry.output()).contains("denied by risk");
        await().alias("an exit").atMost(PATIENCE).until(ClockStepsIT::closesAPart);

        put(3600);
        tradesOn();
        assertThat(OPENBELL.restarts()).isEqualTo(restarts);
    }

    /** One share less of something that is held. */
    private static boolean closesAPart() {
        for (JsonNode position : OPENBELL.json("trading:positions").path("positions")) {
            double held = position.path("quantity").asDouble();
            String side = held > 0 ? "sell" : "buy";
            String line = "trading:order " + side + " " + position.path("symbol").asText() + " 1";
            if (Math.abs(held) >= 1 && OPENBELL.tryShell(line).exitCode() == 0) {
                return true;
            }
        }
        return false;
    }

    private static void tradesOn() {
        OPENBELL.awaitTrading();
        int fills = fills();
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(2))
                .until(
                        () -> {
                            OPENBELL.tryShell("trading:order buy KO 1");
                            return fills() > fills;
                        });
    }

    private static int fills() {
        return OPENBELL.ledger().path("fills").size();
    }

    private static void put(long seconds) throws IOException {
        byte[] bytes =
                ByteBuffer.allocate(Long.BYTES)
                        .order(ByteOrder.nativeOrder())
                        .putLong(seconds)
                        .array();
        Files.write(STEP, bytes, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    private static boolean compiles(Path library) throws InterruptedException {
        try {
            Process compiler =
                    new ProcessBuilder(
                                    "cc",
                                    "-shared",
                                    "-fPIC",
                                    "-O2",
                                    "-o",
                                    library.toString(),
                                    SOURCE.toString(),
                                    "-ldl")
                            .inheritIO()
                            .start();
            return compiler.waitFor(1, TimeUnit.MINUTES) && compiler.exitValue() == 0;
        } catch (IOException none) {
            return false;
        }
    }
}
