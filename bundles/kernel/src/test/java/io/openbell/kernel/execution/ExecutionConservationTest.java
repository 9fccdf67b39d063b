package io.openbell.kernel.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.openbell.testkit.Proof;
import org.junit.jupiter.api.Test;

/** Whatever venue, gate and restarts do to the parts of an execution, together they never become more than it was. */
class ExecutionConservationTest {

    @Test
    void shouldNeverHaveMoreFilledAndOpenAtTheVenueThanWasWished() {
        int rounds = Proof.figure(40, 3_000);
        int parts = 0;
        int completed = 0;
        for (int seed = 1; seed <= rounds; seed++) {
            RoughVenue venue = new RoughVenue(seed, false);
            venue.play();
            assertThat(venue.excess()).describedAs("seed %d: %s", seed, venue).isEmpty();
            assertThat(venue.lag()).describedAs("seed %d: %s", seed, venue).isEmpty();
            parts += venue.parts();
            completed += venue.completed() ? 1 : 0;
        }
        int caught = 0;
        int controls = Proof.figure(40, 400);
        for (int seed = 1; seed <= controls; seed++) {
            RoughVenue venue = new RoughVenue(seed, true);
            venue.play();
            caught += venue.excess().isEmpty() ? 0 : 1;
        }

        assertThat(parts).isGreaterThan(rounds * 3);
        assertThat(completed).isPositive();
        assertThat(caught).describedAs("control").isPositive();
        Proof.shown(
                2,
                rounds
                        + " executions (twap, vwap, pov, iceberg) with random fills, denials,"
                        + " rejections, unknown outcomes and restarts, seeds 1 to "
                        + rounds,
                parts + " parts, filled + open at the venue <= parent at every step",
                "unknown taken for rejected: too much in " + caught + " of " + controls);
    }
}
