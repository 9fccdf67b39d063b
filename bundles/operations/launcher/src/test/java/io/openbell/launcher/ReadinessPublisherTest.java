package io.openbell.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.openbell.api.component.Readiness;
import io.openbell.api.engine.TradingLoop;
import io.openbell.testkit.DirectLoop;
import io.openbell.testkit.ManualClock;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReadinessPublisherTest {

    private final ManualClock clock = ManualClock.at("2025-01-15T14:30:00Z");
    private final DirectLoop loop = new DirectLoop(clock);
    private final AtomicReference<@Nullable TradingLoop> present = new AtomicReference<>(loop);
    private final ReadinessPublisher publisher = new ReadinessPublisher(present::get, clock);

    private void publish(long seconds, String... missing) {
        publisher.publish(List.of(missing), TimeUnit.SECONDS.toNanos(seconds));
    }

    @Test
    void shouldTellEveryChangeAndRepeatItselfEveryTenSeconds() {
        publish(0, "risk-management");
        publish(1, "risk-management");
        publish(2);
        publish(11);
        publish(12);

        assertThat(loop.delivered(Readiness.class))
                .extracting(Readiness::missing)
                .containsExactly(List.of("risk-management"), List.of(), List.of());
    }

    @Test
    void shouldTellANewLoopAtOnce() {
        publish(0);
        DirectLoop next = new DirectLoop(clock);
        present.set(next);

        publish(1);

        assertThat(next.delivered(Readiness.class)).hasSize(1);
    }

    @Test
    void shouldWaitForALoop() {
        present.set(null);
        publish(0);
        present.set(loop);
        publish(1);

        assertThat(loop.delivered(Readiness.class)).hasSize(1);
    }
}
