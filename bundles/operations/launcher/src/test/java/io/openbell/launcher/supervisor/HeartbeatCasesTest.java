package io.openbell.launcher.supervisor;

import static io.openbell.api.component.ComponentState.RUNNING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.openbell.api.component.Heartbeat;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** What the Supervisor makes of threads that end, stand still, rest, or were stopped with the whole process. */
class HeartbeatCasesTest {

    private static final Duration BOOT = Duration.ofSeconds(5);

    private final Heartbeat heart = new Heartbeat("a-work");
    private final World world = new World().with("a").threads("a", heart);

    @Test
    void shouldRestartAtOnceWhereAThreadHasEnded() throws Exception {
        onAnotherThread(heart::beat);
        world.installed();

        world.run(Duration.ofSeconds(1));

        assertThat(world.failed).containsExactly("a: its thread a-work has ended");
    }

    @Test
    void shouldLetAThreadEndThatMay() throws Exception {
        onAnotherThread(heart::beat);
        heart.end();
        world.installed();

        world.run(Duration.ofSeconds(60));

        assertThat(world.failed).isEmpty();
    }

    @Test
    void shouldRestartWithinSixteenSecondsWhereAThreadStandsStillThoughHealthIsWell() {
        beating(BOOT);

        world.run(Duration.ofSeconds(13));
        assertThat(world.failed).isEmpty();
        world.run(Duration.ofSeconds(2));

        assertThat(world.failed).hasSize(1);
        assertThat(world.failed.get(0)).startsWith("a: its thread a-work has not moved for 15 s");
    }

    @Test
    void shouldRestartWhereAThreadNeverBegins() {
        world.installed().run(Duration.ofSeconds(16));

        assertThat(world.failed).hasSize(1);
    }

    @Test
    void shouldSayWhereAThreadIsThatNeverCameToItsWork() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        Thread stuck =
                new Thread(
                        () -> {
                            try {
                                end.await();
                            } catch (InterruptedException over) {
                                Thread.currentThread().interrupt();
                            }
                        },
                        "a-work");
        stuck.start();
        try {
            await().until(() -> stuck.getState() == Thread.State.WAITING);
            world.installed().run(Duration.ofSeconds(16));

            assertThat(world.failed).hasSize(1);
            assertThat(world.failed.get(0))
                    .contains("never came to its work, WAITING in ", "CountDownLatch.await:");
        } finally {
            end.countDown();
            stuck.join();
        }
    }

    @Test
    void shouldLeaveAloneWhatBeats() {
        beating(Duration.ofSeconds(120));

        assertThat(world.failed).isEmpty();
        assertThat(world.state("a")).isEqualTo(RUNNING);
    }

    @Test
    void shouldNotCountTheSilenceOfAThreadThatRestsButItsEnd() throws Exception {
        Thread resting =
                new Thread(
                        () -> {
                            heart.beat();
                            heart.rest();
                            try {
                                Thread.sleep(Duration.ofMinutes(1).toMillis());
                            } catch (InterruptedException over) {
                                Thread.currentThread().interrupt();
                            }
                        });
        resting.start();
        world.installed().run(Duration.ofSeconds(60));
        assertThat(world.failed).isEmpty();

        resting.interrupt();
        resting.join();
        world.run(Duration.ofSeconds(1));

        assertThat(world.failed).containsExactly("a: its thread a-work has ended");
    }

    @Test
    void shouldNotCountTheTimeInWhichTheProcessWasStopped() {
        beating(BOOT);

        world.sleep(Duration.ofMinutes(5)).run(Duration.ofSeconds(10));
        assertThat(world.failed).isEmpty();
        world.run(Duration.ofSeconds(10));

        assertThat(world.failed).hasSize(1);
    }

    @Test
    void shouldGiveTheNextInstanceItsOwnTime() {
        beating(BOOT);
        Heartbeat next = new Heartbeat("a-work");
        world.run(Duration.ofSeconds(13)).threads("a", next).replaceInstance("a");

        world.run(Duration.ofSeconds(13));
        assertThat(world.failed).isEmpty();
        world.run(Duration.ofSeconds(4));

        assertThat(world.failed).hasSize(1);
    }

    private void beating(Duration time) {
        world.installed();
        for (Duration passed = Duration.ZERO; passed.compareTo(time) < 0; ) {
            heart.beat();
            world.run(Duration.ofSeconds(1));
            passed = passed.plusSeconds(1);
        }
    }

    private static void onAnotherThread(Runnable work) throws InterruptedException {
        Thread thread = new Thread(work);
        thread.start();
        thread.join();
    }
}
