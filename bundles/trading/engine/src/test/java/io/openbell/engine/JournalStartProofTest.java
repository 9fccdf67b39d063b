package io.openbell.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.openbell.api.engine.Journaled;
import io.openbell.api.engine.LoopSubscriber;
import io.openbell.api.engine.Stage;
import io.openbell.api.engine.TradingEvent;
import io.openbell.api.session.TradingMode;
import io.openbell.testkit.ManualClock;
import io.openbell.testkit.Proof;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How long a start takes when the journal is old: recovered, checked, decoded, and told to seven that want the past. */
class JournalStartProofTest {

    private static final int PORTION = 10_000;
    private static final int SUBSCRIBERS = 7;

    @TempDir private Path root;

    @Test
    void shouldTellTheWholePastAtAStartHoweverOld() throws Exception {
        int events = Proof.figure(20_000, 1_000_000);
        write(events);
        List<Counting> waiting = new ArrayList<>();
        try (EventLoop loop = loop();
                SegmentedJournal journal = journal(loop)) {
            for (int n = 0; n < SUBSCRIBERS; n++) {
                Counting counting = new Counting();
                waiting.add(counting);
                loop.subscribe("subscriber-" + n, Stage.OBSERVERS, true, counting);
            }
            long begunNanos = System.nanoTime();
            long spentBefore = processNanos();

            assertThat(journal.open(TradingMode.PAPER, "PA3XYZ")).isEqualTo(events);

            Proof.shown(
                    0,
                    "A start with an old journal",
                    String.format(
                            "%d events of all kinds told to %d: %.1f s of processor time, %.1f s in all",
                            events,
                            SUBSCRIBERS,
                            (processNanos() - spentBefore) / 1e9,
                            (System.nanoTime() - begunNanos) / 1e9),
                    "");
        }
        assertThat(waiting).allSatisfy(each -> assertThat(each.told).isEqualTo(events));
    }

    private static EventLoop loop() {
        return new EventLoop(LoopSettings.DEFAULTS, LoopClock.ofEvents()).start();
    }

    /** With segments as they are shipped. */
    private SegmentedJournal journal(EventLoop loop) {
        return new SegmentedJournal(root, 64 << 20, ManualClock.at("2025-01-15T14:30:00Z"), loop);
    }

    private static long processNanos() {
        return ((com.sun.management.OperatingSystemMXBean)
                        ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    private void write(int events) throws Exception {
        List<Journaled> kinds = Samples.all();
        try (EventLoop loop = loop();
                SegmentedJournal journal = journal(loop)) {
            journal.open(TradingMode.PAPER, "PA3XYZ");
            for (int done = 0; done < events; done += PORTION) {
                CountDownLatch durable = new CountDownLatch(PORTION);
                for (int n = 0; n < PORTION; n++) {
                    journal.append(kinds.get((done + n) % kinds.size()), durable::countDown);
                }
                assertThat(durable.await(60, TimeUnit.SECONDS)).isTrue();
            }
        }
    }

    private static final class Counting implements LoopSubscriber {

        private int told;

        @Override
        public void onEvent(long sequence, Instant now, TradingEvent event) {}

        @Override
        public void onReplay(Instant at, Journaled event) {
            told++;
        }
    }
}
