package io.openbell.launcher.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class RestartBudgetTest {

    private static final Policy OFTEN = new Policy(true, true, 20, null, Duration.ZERO);
    private static final Policy OPTIONAL = new Policy(false, true, 20, null, Duration.ZERO);

    private final RestartBudget budget = new RestartBudget();
    private long now;

    private long restSeconds(Policy policy, double random) {
        now += 1;
        OptionalLong rest = budget.failed(now, policy, random);
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
        Policy twice = new Policy(true, true, 2, null, Duration.ZERO);

        assertThat(budget.failed(0, twice, 0.5)).isPresent();
        assertThat(budget.failed(1, twice, 0.5)).isPresent();
        assertThat(budget.failed(2, twice, 0.5)).isEmpty();
    }

    @Test
    void shouldForgetAFailureAfterTenMinutes() {
        Policy once = new Policy(true, true, 1, null, Duration.ZERO);
        assertThat(budget.failed(0, once, 0.5)).isPresent();
        assertThat(budget.failed(RestartBudget.WINDOW.toNanos() - 1, once, 0.5)).isEmpty();

        assertThat(budget.failed(2 * RestartBudget.WINDOW.toNanos(), once, 0.5)).isPresent();
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
