package io.openbell.launcher.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class RestartBudgetTest {

    private static final Policy OFTEN = new Policy(true, true, 20, null, Duration.ZERO);
    private static final Policy OPTIONAL = new Policy(false, true, 20, null, Duration.ZERO);

    private static final Policy ONCE = new Policy(true, true, 1, null, Duration.ZERO);
    private static final Policy TWICE = new Policy(true, true, 2, null, Duration.ZERO);
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final long WINDOW = RestartBudget.WINDOW.toNanos();

    private final RestartBudget budget = new RestartBudget();
    private long now;

    private long restSeconds(Policy policy, double random) {
        now += 1;
        OptionalLong rest = budget.failed(now, policy, random);
        budget.starts(now);
        return Math.round(rest.orElseThrow() / 1e9);
    }

    @Test
    void shouldDoubleTheRestUpToTheCap() {
        for (long expected : new long[] {1, 2, 4, 8, 16, 32, 60, 60, 60}) {
            assertThat(restSeconds(OFTEN, 0.5)).isEqualTo(expected);
        }
    }

    @Test
    void shouldLetOptionalOnesRestLonger() {
        for (long expected : new long[] {1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300}) {
            assertThat(restSeconds(OPTIONAL, 0.5)).isEqualTo(expected);
        }
    }

    @Test
    void shouldSpreadTheRestByAFifth() {
        assertThat(budget.failed(0, OFTEN, 0)).hasValue(800_000_000L);
        budget.reset();
        assertThat(budget.failed(0, OFTEN, 1)).hasValue(1_200_000_000L);
    }

    @Test
    void shouldBeUsedUpByOneMoreThanTheMost() {
        assertThat(failsAndStarts(0, TWICE)).isPresent();
        assertThat(failsAndStarts(SECOND, TWICE)).isPresent();
        assertThat(failsAndStarts(2 * SECOND, TWICE)).isEmpty();
    }

    @Test
    void shouldForgetAFailureAfterTenMinutes() {
        assertThat(failsAndStarts(0, ONCE)).isPresent();
        assertThat(failsAndStarts(WINDOW - 1, ONCE)).isEmpty();

        assertThat(failsAndStarts(2 * WINDOW, ONCE)).isPresent();
    }

    @Test
    void shouldNotStartMoreOftenInTenMinutesBecauseItsFailuresLieFurtherApart() {
        for (int i = 0; i < 6; i++) {
            failsAndStarts(i, OFTEN);
        }
        long first = WINDOW + 6;
        assertThat(budget.failed(first, ONCE, 1)).as("rests 72 s").isPresent();
        budget.starts(first + 72 * SECOND);

        assertThat(budget.failed(first + WINDOW, ONCE, 0)).as("again after 576 s").isEmpty();
        assertThat(budget.failed(first + 2 * WINDOW, ONCE, 0)).isPresent();
    }

    @Test
    void shouldTakeBackTheRestartThatFollowedAFailureOfAnother() {
        failsAndStarts(0, TWICE);
        failsAndStarts(SECOND, TWICE);
        assertThat(budget.refund()).isTrue();
        assertThat(failsAndStarts(2 * SECOND, TWICE)).isPresent();

        assertThat(budget.failed(3 * SECOND, TWICE, 0.5)).isEmpty();
        assertThat(budget.refund()).as("no restart yet").isFalse();
        assertThat(budget.starts(4 * SECOND)).as("nothing of its own to restart for").isFalse();
        assertThat(budget.used(4 * SECOND)).isEqualTo(2);
    }

    private OptionalLong failsAndStarts(long at, Policy policy) {
        OptionalLong rest = budget.failed(at, policy, 0.5);
        budget.starts(at);
        return rest;
    }

    @Test
    void shouldRestShortlyAgainAfterTenMinutesOfHealth() {
        restSeconds(OFTEN, 0.5);
        restSeconds(OFTEN, 0.5);
        budget.ready(RestartBudget.WINDOW.toNanos() - 1);
        assertThat(restSeconds(OFTEN, 0.5)).isEqualTo(4);

        budget.ready(RestartBudget.WINDOW.toNanos());
        assertThat(restSeconds(OFTEN, 0.5)).isEqualTo(1);
    }
}
