package io.openbell.riskmanagement;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClockWatchTest {

    private Instant wall = Instant.parse("2026-11-30T12:00:00Z");
    private long nanos;
    private final ClockWatch watch = new ClockWatch(() -> wall, () -> nanos);

    private void pass(Duration time) {
        wall = wall.plus(time);
        nanos += time.toNanos();
    }

    @Test
    void shouldFindNothingInTimeThatOnlyPasses() {
        pass(Duration.ofHours(3));

        assertThat(watch.isStepped()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(longs = {-3_600_000, -1_000, 1_000, 3_600_000})
    void shouldNoticeAStepOnce(long millis) {
        pass(Duration.ofSeconds(1));
        wall = wall.plusMillis(millis);

        assertThat(watch.isStepped()).isTrue();

        pass(Duration.ofSeconds(1));
        assertThat(watch.isStepped()).isFalse();
    }
}
