package io.openbell.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.openbell.api.engine.Journaled;
import io.openbell.api.engine.LoopSubscriber;
import io.openbell.api.engine.Stage;
import io.openbell.api.engine.TimerTick;
import io.openbell.api.engine.TradingEvent;
import io.openbell.api.risk.HaltTrading;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalPastTest {

    @TempDir private Path root;

    @Test
    void shouldKeepNothingOfTheLongerPastInMemory() throws IOException {
        try (JournalFixture fixture = new JournalFixture(root)) {
            fixture.open();
            WeakReference<Journaled> early = appendOne(fixture);
            fixture.appendAll(Samples.halts(3_000));

            await().until(
                            () -> {
                                System.gc();
                                return early.get() == null;
                            });
            assertThat(fixture.past()).hasSize(3_001);
        }
    }

    private static WeakReference<Journaled> appendOne(JournalFixture fixture) {
        Journaled event = new HaltTrading("s", "forgotten", Instant.EPOCH);
        fixture.appendAll(List.of(event));
        return new WeakReference<>(event);
    }

    @Test
    void shouldKeepTheOrderOfStagesForEachEventOfThePast() throws IOException {
        try (JournalFixture first = new JournalFixture(root)) {
            first.open();
            first.appendAll(Samples.halts(1_200));
        }
        List<String> heard = new ArrayList<>();
        try (JournalFixture second = new JournalFixture(root)) {
            second.loop.subscribe("risk", Stage.RISK, true, listing("risk", heard));
            second.loop.subscribe("orders", Stage.ORDERS, true, listing("orders", heard));

            second.open();
        }
        assertThat(heard).hasSize(2_402);
        for (int n = 0; n < 1_200; n++) {
            assertThat(heard.subList(2 * n, 2 * n + 2))
                    .containsExactly("orders number " + n, "risk number " + n);
        }
        assertThat(heard.subList(2_400, 2_402)).containsExactly("orders end", "risk end");
    }

    private static LoopSubscriber listing(String name, List<String> heard) {
        return new LoopSubscriber() {
            @Override
            public void onEvent(long sequence, Instant now, TradingEvent event) {}

            @Override
            public void onReplay(Instant at, Journaled event) {
                heard.add(name + " " + ((HaltTrading) event).reason());
            }

            @Override
            public void onReplayed() {
                heard.add(name + " end");
            }
        };
    }

    /** Who joins late reads the whole past; that must not hold up those who trade. */
    @Test
    void shouldLetTheLoopWorkWhileSomebodyCatchesUp() throws Exception {
        try (JournalFixture fixture = new JournalFixture(root)) {
            fixture.open();
            fixture.appendAll(Samples.halts(2_000));
            CountDownLatch begun = new CountDownLatch(1);
            CountDownLatch ticked = new CountDownLatch(1);
            fixture.loop.subscribe(
                    "trader",
                    Stage.STRATEGIES,
                    false,
                    (sequence, now, event) -> {
                        if (event instanceof TimerTick) {
                            ticked.countDown();
                        }
                    });
            Recording late = new Recording();
            List<Boolean> workedMeanwhile = new ArrayList<>();
            Thread tick =
                    new Thread(
                            () -> {
                                try {
                                    begun.await();
                                } catch (InterruptedException never) {
                                    throw new AssertionError(never);
                                }
                                fixture.loop.publishFirst(new TimerTick(Instant.EPOCH));
                            });
            tick.start();

            fixture.loop.subscribe(
                    "late",
                    Stage.OBSERVERS,
                    true,
                    new LoopSubscriber() {
                        @Override
                        public void onEvent(long sequence, Instant now, TradingEvent event) {}

                        @Override
                        public void onReplay(Instant at, Journaled event) {
                            begun.countDown();
                            late.onReplay(at, event);
                            pause();
                        }

                        @Override
                        public void onReplayed() {
                            workedMeanwhile.add(ticked.getCount() == 0);
                        }
                    });
            tick.join();

            assertThat(late.replayed()).hasSize(2_000);
            assertThat(workedMeanwhile).containsExactly(true);
        }
    }

    private static void pause() {
        try {
            TimeUnit.MICROSECONDS.sleep(100);
        } catch (InterruptedException never) {
            throw new AssertionError(never);
        }
    }

    @Test
    void shouldTellThePastToASubscriberThatJoinsOnTheLoopsThread() throws IOException {
        try (JournalFixture fixture = new JournalFixture(root)) {
            fixture.open();
            fixture.appendAll(Samples.halts(1_500));
            Recording inner = new Recording();
            fixture.loop.subscribe(
                    "outer",
                    Stage.ORDERS,
                    false,
                    (sequence, now, event) -> {
                        if (event instanceof TimerTick) {
                            fixture.loop.subscribe("inner", Stage.ORDERS, true, inner);
                        }
                    });

            fixture.loop.publishFirst(new TimerTick(Instant.EPOCH));
            await().until(() -> inner.replaysEnded() == 1);
            fixture.appendAll(Samples.halts(1));
            await().until(() -> inner.journaled().size() == 1_501);

            assertThat(inner.replayed()).isEqualTo(Samples.halts(1_500));
        }
    }

    @Test
    void shouldRefuseALateSubscriberWhenThePastWasDamagedMeanwhile() throws IOException {
        try (JournalFixture fixture = new JournalFixture(root)) {
            fixture.open();
            fixture.appendAll(Samples.halts(10));
            try (RandomAccessFile file =
                    new RandomAccessFile(JournalFixture.segment(root, 1).toFile(), "rw")) {
                file.seek(SegmentHeader.BYTES + 40);
                file.write(0);
            }
            Recording late = new Recording();

            assertThatThrownBy(() -> fixture.loop.subscribe("late", Stage.ORDERS, true, late))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("past cannot be told to late")
                    .hasRootCauseInstanceOf(DamagedJournalException.class);
            fixture.appendAll(Samples.halts(1));
            assertThat(late.replaysEnded()).isZero();
            assertThat(late.events()).isEmpty();
        }
    }
}
