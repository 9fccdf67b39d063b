package io.openbell.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CommitTimesTest {

    private long nowNanos = -7;
    private final CommitTimes times = new CommitTimes(() -> nowNanos);

    private void pass(long millis) {
        nowNanos += Duration.ofMillis(millis).toNanos();
    }

    private void group(long millis) {
        times.begin();
        pass(millis);
        times.end();
    }

    @Test
    void shouldTellTheSlowestOfTheGroups() {
        assertThat(times.slowest()).isZero();
        group(3);
        group(40);
        group(5);

        assertThat(times.slowest()).hasMillis(40);
    }

    @Test
    void shouldCountTheGroupThatTheDiskHasNotTakenYet() {
        group(3);
        times.begin();
        pass(9_000);

        assertThat(times.slowest()).hasMillis(9_000);
    }

    @Test
    void shouldForgetWithinAMinuteAndNotWithinHalfOne() {
        group(40);
        pass(29_000);
        group(2);
        assertThat(times.slowest()).hasMillis(40);
        pass(29_000);
        assertThat(times.slowest()).hasMillis(40);
        pass(31_000);

        assertThat(times.slowest()).isLessThan(Duration.ofMillis(3));
    }

    @Test
    void shouldForgetWithinAMinuteWhoeverAskedInBetween() {
        group(40);
        pass(58_000);
        assertThat(times.slowest()).hasMillis(40);
        pass(3_000);

        assertThat(times.slowest()).isZero();
    }
}
