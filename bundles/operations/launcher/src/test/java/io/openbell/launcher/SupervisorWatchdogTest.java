package io.openbell.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SupervisorWatchdogTest {

    private long now = -5;
    private long wellAt = now;
    private final SupervisorWatchdog watchdog =
            new SupervisorWatchdog(() -> wellAt, () -> now, stall -> {}, () -> {});

    private boolean lookEverySecond(int seconds) {
        boolean stalls = false;
        for (int i = 0; i < seconds; i++) {
            now += Duration.ofSeconds(1).toNanos();
            stalls |= watchdog.look();
        }
        return stalls;
    }

    @Test
    void shouldNoticeThatTheSupervisorHasDoneNothingForTenSeconds() {
        assertThat(lookEverySecond(9)).isFalse();
        assertThat(lookEverySecond(1)).isTrue();
    }

    @Test
    void shouldBeContentAsLongAsTheSupervisorWorks() {
        for (int i = 0; i < 20; i++) {
            assertThat(lookEverySecond(8)).isFalse();
            wellAt = now;
        }
    }

    @Test
    void shouldNotBlameTheSupervisorWhereTheWholeProcessWasStopped() {
        lookEverySecond(5);
        now += Duration.ofMinutes(1).toNanos();

        assertThat(lookEverySecond(9)).isFalse();
        assertThat(lookEverySecond(2)).isTrue();
    }
}
