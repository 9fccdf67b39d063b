package io.openbell.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.openbell.api.market.Quote;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Symbol;
import io.openbell.engine.recording.LoopTape;
import io.openbell.engine.recording.RecorderSettings;
import io.openbell.engine.recording.SessionRecorder;
import io.openbell.testkit.Proof;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a recorded quote costs: the recorder's processor time, the loop's, and room on the disk. */
class RecorderCostProofTest {

    private static final Instant START = Instant.parse("2025-01-15T14:30:00Z");

    @TempDir private Path home;

    @Test
    void shouldRecordEveryQuoteAndSayWhatThatCosts() throws Exception {
        int quotes = Proof.figure(20_000, 2_000_000);
        List<Quote> market = market(10_000);
        long bare = dispatch(LoopTape.NONE, market, quotes);
        SessionRecorder recorder =
                new SessionRecorder(
                        new SessionRecorder.Place(home, "paper", "test", START),
                        new RecorderSettings(1 << 22, 16 << 20, 1L << 30, Duration.ofDays(1), 0));
        recorder.start(Optional::empty);
        long before = cpuNanos("session-recorder");
        long recorded = dispatch(recorder, market, quotes);
        while (recorder.stopped().isEmpty() && lines() < quotes) {
            Thread.sleep(20);
        }
        long spent = cpuNanos("session-recorder") - before;
        recorder.close(true);

        assertThat(recorder.stopped()).isEmpty();
        Proof.shown(
                0,
                "What a recorded quote costs",
                String.format(
                        "%d quotes: recorder %.2f us, loop %.2f us against %.2f us without, %.1f bytes each",
                        quotes,
                        spent / 1e3 / quotes,
                        recorded / 1e3 / quotes,
                        bare / 1e3 / quotes,
                        (double) bytes() / quotes),
                "");
    }

    /** The loop's processor time, nanoseconds. */
    private static long dispatch(LoopTape tape, List<Quote> market, int quotes) {
        EventLoop loop = new EventLoop(LoopSettings.DEFAULTS, LoopClock.system(), tape).start();
        for (int n = 0; n < quotes; n++) {
            loop.publish(market.get(n % market.size()));
        }
        while (loop.statistics().queued() > 0) {
            Thread.onSpinWait();
        }
        long spent = cpuNanos("trading-loop");
        loop.close();
        return spent;
    }

    private static long cpuNanos(String thread) {
        var threads = ManagementFactory.getThreadMXBean();
        return Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
                .filter(info -> info != null && info.getThreadName().equals(thread))
                .mapToLong(info -> threads.getThreadCpuTime(info.getThreadId()))
                .sum();
    }

    private static List<Quote> market(int quotes) {
        Random random = new Random(1);
        List<Symbol> symbols =
                IntStream.range(0, 30)
                        .mapToObj(
                                n -> Symbol.of("S" + (char) ('A' + n % 26) + (char) ('A' + n / 26)))
                        .toList();
        return IntStream.range(0, quotes)
                .mapToObj(
                        n -> {
                            Price bid =
                                    Price.parse(
                                            "1"
                                                    + (50 + random.nextInt(40))
                                                    + "."
                                                    + (10 + random.nextInt(90)));
                            return new Quote(
                                    symbols.get(random.nextInt(symbols.size())),
                                    bid,
                                    Quantity.of(100L * (1 + random.nextInt(9))),
                                    bid.plus(Price.parse("0.02")),
                                    Quantity.of(100L * (1 + random.nextInt(9))),
                                    START.plusNanos(1_000_000L * n + random.nextInt(1_000_000)));
                        })
                .toList();
    }

    private long lines() throws IOException {
        return new io.openbell.engine.recording.StoredRecordings(
                        home,
                        home,
                        io.openbell.engine.recording.StoredRecordings.Running.NONE,
                        (journal, last, to) -> {})
                .list().stream().mapToLong(each -> each.lines()).sum();
    }

    private long bytes() throws IOException {
        long bytes = 0;
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                bytes += Files.size(file);
            }
        }
        return bytes;
    }
}
