package io.openbell.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A log disk that hangs or is full: trading goes on, people are answered, and what was not written is counted. */
@Timeout(300)
class LogDiskIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** More than wait in the queues before the files. */
    private static final int MORE_LINES_THAN_WAIT = 3_000;

    private static final Distribution OPENBELL = Distribution.onEmptyHome("log-disk");
    private static @Nullable SmallDisk mounted;

    @BeforeAll
    static void start() {
        try {
            mounted = SmallDisk.at(OPENBELL.home().resolve("logs"), 32);
        } catch (IOException cannot) {
            abort(
                    "SKIPPED: a log disk that hangs needs root, mkfs.ext4 and loop devices: "
                            + cannot);
        }
        OPENBELL.start();
    }

    @AfterAll
    static void stop() throws IOException {
        SmallDisk disk = mounted;
        if (disk != null) {
            OPENBELL.close();
            disk.close();
        }
    }

    @Test
    void shouldTradeOnAndAnswerWhileTheLogDiskHangs() throws IOException {
        long lost = lost();
        SmallDisk disk = Objects.requireNonNull(mounted);
        disk.hang();

        log(MORE_LINES_THAN_WAIT);
        tradesOn();

        disk.answerAgain();
        await().atMost(PATIENCE).until(() -> lost() > lost);
        assertWrittenAgain("after the disk hung");
    }

    @Test
    void shouldTradeOnAndCountWhatIsLostWhileTheLogDiskIsFull() throws IOException {
        long lost = lost();
        SmallDisk disk = Objects.requireNonNull(mounted);
        disk.fill();

        await().atMost(PATIENCE)
                .until(
                        () -> {
                            log(20);
                            return lost() > lost;
                        });
        tradesOn();
        assertThat(logging().path("state").asText()).isEqualTo("WARNING");

        disk.clear();
        assertWrittenAgain("after the disk was full");
    }

    /** The market moves, an order goes through the whole of it, and a kill would be heard. */
    private static void tradesOn() {
        long ticks = OPENBELL.json("trading:status").path("uptimeSeconds").asLong();
        await().atMost(PATIENCE)
                .until(
                        () ->
                                OPENBELL.json("trading:status").path("uptimeSeconds").asLong()
                                        > ticks);
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
        return OPENBELL.json("trading:fills --limit 10000").path("fills").size();
    }

    private static void assertWrittenAgain(String what) {
        await().atMost(PATIENCE)
                .until(
                        () -> {
                            OPENBELL.tryShell("log:log '" + what + "'");
                            return OPENBELL.tail("logs/openbell.log").contains(what);
                        });
    }

    private static void log(int lines) {
        String numbers =
                IntStream.range(0, lines)
                        .mapToObj(Integer::toString)
                        .collect(Collectors.joining(" "));
        OPENBELL.shell("each [" + numbers + "] { log:log 'a line' }");
    }

    private static long lost() {
        String detail = logging().path("detail").asText();
        return Long.parseLong(detail.replaceAll("(?s).*lost=(\\d+).*", "$1"));
    }

    private static JsonNode logging() {
        for (JsonNode line : OPENBELL.json("trading:components").path("components")) {
            if (line.path("id").asText().equals("logging-system")) {
                return line;
            }
        }
        throw new AssertionError("no logging-system");
    }
}
