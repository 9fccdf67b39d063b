package io.openbell.launcher.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class FeatureTableTest {

    private final AtomicBoolean open = new AtomicBoolean();
    private final AtomicInteger looks = new AtomicInteger();
    private final AtomicInteger installed = new AtomicInteger();

    private FeatureTable table() {
        return new FeatureTable(
                () -> {
                    looks.incrementAndGet();
                    return open.get();
                },
                () -> {
                    installed.incrementAndGet();
                    return null;
                });
    }

    @Test
    void shouldInstallItsFeatureOnceAndNotBeforeTheSessionIsOpen() {
        FeatureTable table = table();
        await().until(() -> looks.get() > 2);
        assertThat(installed).hasValue(0);

        open.set(true);

        await().until(() -> installed.get() == 1);
        table.close();
    }

    @Test
    void shouldGiveUpWhenItIsClosedBefore() {
        FeatureTable table = table();
        await().until(() -> looks.get() > 1);

        table.close();
        open.set(true);
        int seen = looks.get();

        await().pollDelay(java.time.Duration.ofMillis(300)).until(() -> looks.get() <= seen + 1);
        assertThat(installed).hasValue(0);
    }
}
