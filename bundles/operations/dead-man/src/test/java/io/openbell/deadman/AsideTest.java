package io.openbell.deadman;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AsideTest {

    private final Aside aside = new Aside();

    @Test
    void shouldCollectNoThreadsWhileTheDiskHangs() throws Exception {
        CountDownLatch disk = new CountDownLatch(1);
        AtomicInteger begun = new AtomicInteger();
        Runnable read =
                () -> {
                    begun.incrementAndGet();
                    try {
                        disk.await();
                    } catch (InterruptedException ended) {
                        Thread.currentThread().interrupt();
                    }
                };
        aside.within(Duration.ofMillis(1), read);
        while (begun.get() == 0) {
            Thread.sleep(1);
        }
        for (int look = 0; look < 50; look++) {
            assertThat(aside.within(Duration.ofMillis(1), read)).isFalse();
        }
        assertThat(begun).hasValue(1);

        disk.countDown();
        while (!aside.within(Duration.ofSeconds(10), read)) {
            Thread.sleep(5);
        }
        assertThat(begun).hasValue(2);
    }
}
