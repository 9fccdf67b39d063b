package io.openbell.aihftsystem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LoaderThreadTest {

    private final LoaderThread loader = new LoaderThread();
    private final CountDownLatch release = new CountDownLatch(1);

    @AfterEach
    void close() {
        release.countDown();
        loader.close();
    }

    @Test
    void shouldBeatWhileItWaitsForWork() {
        await().until(() -> loader.heart().beats() >= 3);

        assertThat(loader.heart().isResting()).isFalse();
    }

    @Test
    void shouldRestWhileItRunsWhatOthersWrote() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        loader.run(
                "waits",
                () -> {
                    begun.countDown();
                    awaitRelease();
                });

        assertThat(begun.await(5, TimeUnit.SECONDS)).isTrue();
        assertThat(loader.heart().isResting()).isTrue();

        release.countDown();
        await().until(() -> !loader.heart().isResting());
    }

    private void awaitRelease() {
        try {
            release.await();
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }
}
