package io.openbell.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SteadyClockTest {

    private static final Instant NOON = Instant.parse("2026-11-30T12:00:00Z");

    private Instant wall = NOON;
    private long nanos;
    private final SteadyClock clock = new SteadyClock(() -> wall, () -> nanos);

    private void pass(Duration time) {
        wall = wall.plus(time);
        nanos += time.toNanos();
    }

    @Test
    void shouldBeTheSystemsTime() {
        pass(Duration.ofSeconds(5));

        assertThat(clock.instant()).isEqualTo(NOON.plusSeconds(5));
    }

    @Test
    void shouldTakeAStepForwardAtOnce() {
        wall = wall.plus(Duration.ofHours(1));

        assertThat(clock.instant()).isEqualTo(NOON.plus(Duration.ofHours(1)));
    }

    @Test
    void shouldNeverGoBackWhenTheSystemDoes() {
        pass(Duration.ofSeconds(1));
        clock.instant();
        wall = wall.minus(Duration.ofHours(1));
        Instant last = NOON.plusSeconds(1);

        for (int second = 0; second < 600; second++) {
            pass(Duration.ofSeconds(1));
            Instant now = clock.instant();
            assertThat(Duration.between(last, now)).isEqualTo(Duration.ofSeconds(1));
            last = now;
        }
    }

    @Test
    void shouldBeTheSystemsAgainOnceThatHasCaughtUp() {
        pass(Duration.ofSeconds(1));
        clock.instant();
        wall = wall.minus(Duration.ofSeconds(2));
        clock.instant();
        pass(Duration.ofSeconds(19));
        assertThat(clock.instant()).isAfter(wall);

        pass(Duration.ofSeconds(2));

        assertThat(clock.instant()).isEqualTo(wall);
        pass(Duration.ofSeconds(3));
        assertThat(clock.instant()).isEqualTo(wall);
    }

    @Test
    void shouldBeTheSystemsAgainWhenTheStepIsTakenBack() {
        pass(Duration.ofSeconds(1));
        clock.instant();
        wall = wall.minus(Duration.ofHours(1));
        clock.instant();
        pass(Duration.ofSeconds(10));
        clock.instant();
        wall = wall.plus(Duration.ofHours(1));
        pass(Duration.ofSeconds(10));

        assertThat(clock.instant()).isEqualTo(NOON.plusSeconds(21)).isEqualTo(wall);
    }

    @Test
    void shouldNotTakeTwoReadingsInTheWrongOrderForAStep() {
        pass(Duration.ofSeconds(1));
        clock.instant();
        wall = wall.minusMillis(1);

        assertThat(clock.instant()).isEqualTo(wall);
    }
}
