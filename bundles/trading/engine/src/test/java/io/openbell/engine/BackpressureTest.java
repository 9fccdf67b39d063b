package io.openbell.engine;

import static io.openbell.engine.EventLoopTest.awaitQuietly;
import static io.openbell.engine.EventLoopTest.onNotes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.openbell.api.engine.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BackpressureTest {

    private static final LoopSettings TINY =
            new LoopSettings(2, Duration.ofSeconds(10), Duration.ofSeconds(20));

    private final EventLoop loop = new EventLoop(TINY, LoopClock.system()).start();

    @AfterEach
    void close() {
        loop.close();
    }

    @Test
    void shouldLoseNothingAndKeepEachPublishersOrderWhenTheLaneIsAlwaysFull() throws Exception {
        int publishers = 4;
        int each = 5_000;
        int[] next = new int[publishers];
        AtomicInteger disorder = new AtomicInteger();
        AtomicInteger heard = new AtomicInteger();
        loop.subscribe(
                "counts",
                Stage.MARKET,
                false,
                onNotes(
                        note -> {
                            if (next[note.sender()]++ != note.number()) {
                                disorder.incrementAndGet();
                            }
                            heard.incrementAndGet();
                        }));

        List<Thread> threads = new ArrayList<>();
        for (int publisher = 0; publisher < publishers; publisher++) {
            int sender = publisher;
            Thread thread =
                    new Thread(
                            () ->
                                    IntStream.range(0, each)
                                            .forEach(n -> loop.publish(new Note(sender, n))));
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }

        await().until(() -> heard.get() == publishers * each);
        assertThat(disorder).hasValue(0);
    }

    @Test
    void shouldHoldThePublisherUntilThereIsRoom() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        AtomicInteger published = new AtomicInteger();
        AtomicLong publishedAllNanos = new AtomicLong();
        loop.subscribe("slow", Stage.MARKET, false, onNotes(note -> awaitQuietly(go)));
        Thread publisher =
                new Thread(
                        () -> {
                            for (int n = 0; n < 4; n++) {
                                loop.publish(Note.of(n));
                                published.incrementAndGet();
                            }
                            publishedAllNanos.set(System.nanoTime());
                        });
        publisher.start();

        // One in the subscriber's hands, two in the lane, the fourth waits.
        await().until(() -> publisher.getState() == Thread.State.TIMED_WAITING);
        assertThat(published).hasValue(3);
        long releasedNanos = System.nanoTime();
        go.countDown();
        publisher.join(5_000);

        assertThat(published).hasValue(4);
        long millis = Duration.ofNanos(publishedAllNanos.get() - releasedNanos).toMillis();
        System.out.println("publisher went on " + millis + " ms after the loop did");
        assertThat(millis).isLessThan(500);
    }

    @Test
    void shouldReleaseAWaitingPublisherWhenItIsInterruptedOrTheLoopEnds() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        loop.subscribe("slow", Stage.MARKET, false, onNotes(note -> awaitQuietly(go)));
        List<Throwable> failures = new ArrayList<>();
        Thread publisher =
                new Thread(
                        () -> {
                            for (int n = 0; n < 2; n++) {
                                try {
                                    IntStream.range(0, 10)
                                            .mapToObj(Note::of)
                                            .forEach(loop::publish);
                                } catch (IllegalStateException expected) {
                                    failures.add(expected);
                                }
                            }
                        });
        publisher.start();
        await().until(() -> publisher.getState() == Thread.State.TIMED_WAITING);

        publisher.interrupt();
        publisher.join(5_000);

        assertThat(failures).hasSize(2);
        assertThat(failures.get(0)).hasMessageContaining("interrupted");
        go.countDown();
        loop.close();
        assertThatThrownBy(() -> loop.publish(Note.of(1)))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void shouldPassManyEventsQuickly() throws Exception {
        EventLoop wide = new EventLoop(LoopSettings.DEFAULTS, LoopClock.system()).start();
        int count = 500_000;
        CountDownLatch all = new CountDownLatch(1);
        AtomicInteger heard = new AtomicInteger();
        for (Stage stage : Stage.values()) {
            wide.subscribe(
                    stage.name(),
                    stage,
                    false,
                    onNotes(
                            note -> {
                                if (stage == Stage.OBSERVERS && heard.incrementAndGet() == count) {
                                    all.countDown();
                                }
                            }));
        }
        Note note = Note.of(1);

        long startNanos = System.nanoTime();
        IntStream.range(0, count).forEach(n -> wide.publish(note));
        awaitQuietly(all);
        double seconds = (System.nanoTime() - startNanos) / 1e9;
        wide.close();

        System.out.printf(
                "loop: %,.0f events/s through %d subscribers%n",
                count / seconds, Stage.values().length);
        assertThat(heard).hasValue(count);
    }

    @Test
    void shouldWakeFromItsSleepPromptly() {
        AtomicLong heardNanos = new AtomicLong();
        loop.subscribe(
                "s", Stage.MARKET, false, onNotes(note -> heardNanos.set(System.nanoTime())));
        List<Long> micros = new ArrayList<>();
        for (int n = 0; n < 50; n++) {
            Thread tradingLoop = threadNamed("trading-loop");
            await().pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> tradingLoop.getState() == Thread.State.WAITING);
            heardNanos.set(0);
            long sentNanos = System.nanoTime();
            loop.publish(Note.of(n));
            await().pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> heardNanos.get() != 0);
            micros.add((heardNanos.get() - sentNanos) / 1_000);
        }
        micros.sort(null);

        System.out.println("wake-up: median " + micros.get(25) + " us, worst " + micros.get(49));
        assertThat(micros.get(25)).isLessThan(20_000);
    }

    private static Thread threadNamed(String name) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
