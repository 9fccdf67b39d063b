package io.openbell.positionmanager;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class ComparisonThreadTest {

    @Test
    void shouldGoOnAfterARunThatFailed() throws InterruptedException {
        CountDownLatch runs = new CountDownLatch(3);
        AtomicReference<String> thread = new AtomicReference<>("");
        try (ComparisonThread comparing =
                new ComparisonThread(
                        () -> {
                            Thread current = Thread.currentThread();
                            thread.set(current.getName() + " daemon=" + current.isDaemon());
                            runs.countDown();
                            if (runs.getCount() == 2) {
                                throw new IllegalStateException("once");
                            }
                            return runs.getCount() > 0;
                        },
                        Duration.ofMillis(5))) {
            comparing.start();
            assertThat(runs.await(5, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(thread).hasValue("position-comparison daemon=true");
    }

    @Test
    void shouldBeatWhileThereIsNothingToCompare() throws InterruptedException {
        try (ComparisonThread comparing = new ComparisonThread(() -> true, Duration.ofHours(1))) {
            comparing.start();

            for (int tenths = 0; tenths < 100 && comparing.heart().beats() < 3; tenths++) {
                Thread.sleep(100);
            }
            assertThat(comparing.heart().beats()).isGreaterThanOrEqualTo(3);
        }
    }

    @Test
    void shouldNotBeatWhileAComparisonHangs() throws InterruptedException {
        CountDownLatch running = new CountDownLatch(1);
        try (ComparisonThread comparing =
                new ComparisonThread(
                        () -> {
                            running.countDown();
                            try {
                                new CountDownLatch(1).await();
                            } catch (InterruptedException stopped) {
                                Thread.currentThread().interrupt();
                            }
                            return true;
                        },
                        Duration.ofHours(1))) {
            comparing.start();
            assertThat(running.await(5, TimeUnit.SECONDS)).isTrue();
            long beats = comparing.heart().beats();

            Thread.sleep(2_500);

            assertThat(comparing.heart().beats()).isEqualTo(beats);
        }
    }

    @Test
    void shouldRunAtOnceWhenAskedToEvenDuringARun() throws InterruptedException {
        assertRunsAgainIfAskedDuringARun(ComparisonThread::runSoon);
    }

    @Test
    void shouldRunWithinAWhileWhenAskedToEvenDuringARun() throws InterruptedException {
        assertRunsAgainIfAskedDuringARun(comparing -> comparing.runWithin(Duration.ofMillis(5)));
    }

    private static void assertRunsAgainIfAskedDuringARun(Consumer<ComparisonThread> asking)
            throws InterruptedException {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch runs = new CountDownLatch(2);
        try (ComparisonThread comparing =
                new ComparisonThread(
                        () -> {
                            running.countDown();
                            try {
                                asked.await();
                            } catch (InterruptedException stopped) {
                                Thread.currentThread().interrupt();
                            }
                            runs.countDown();
                            return true;
                        },
                        Duration.ofHours(1))) {
            comparing.start();
            assertThat(running.await(5, TimeUnit.SECONDS)).isTrue();

            asking.accept(comparing);
            asked.countDown();

            assertThat(runs.await(5, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void shouldInterruptARunningComparisonWhenClosed() throws InterruptedException {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        AtomicInteger runs = new AtomicInteger();
        ComparisonThread comparing =
                new ComparisonThread(
                        () -> {
                            runs.incrementAndGet();
                            running.countDown();
                            try {
                                new CountDownLatch(1).await();
                            } catch (InterruptedException stopped) {
                                interrupted.countDown();
                            }
                            return true;
                        },
                        Duration.ofMillis(5));
        comparing.start();
        assertThat(running.await(5, TimeUnit.SECONDS)).isTrue();

        comparing.close();

        assertThat(interrupted.await(5, TimeUnit.SECONDS)).isTrue();
        assertThat(runs).hasValue(1);
    }
}
