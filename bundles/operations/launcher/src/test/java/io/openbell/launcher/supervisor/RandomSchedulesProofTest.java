package io.openbell.launcher.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import io.openbell.launcher.supervisor.RandomSchedule.Mutation;
import io.openbell.testkit.Proof;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Goal 7: whatever happens in whatever order, the supervisor does nothing that it must not, and everything comes back. */
class RandomSchedulesProofTest {

    private static final int SCHEDULES = Proof.figure(500, 100_000);
    private static final int SCHEDULES_OF_A_MUTANT = 100;

    @Test
    void shouldKeepEveryPromiseInRandomSchedules() {
        assertThat(
                        LongStream.rangeClosed(1, SCHEDULES)
                                .parallel()
                                .mapToObj(RandomSchedulesProofTest::verdict)
                                .filter(verdict -> !verdict.isEmpty()))
                .isEmpty();

        Map<Mutation, Long> caught = new EnumMap<>(Mutation.class);
        for (Mutation mutation : Mutation.values()) {
            if (mutation != Mutation.NONE) {
                caught.put(mutation, schedulesThatCatch(mutation));
            }
        }
        assertThat(caught)
                .allSatisfy((mutation, times) -> assertThat(times).as("%s", mutation).isPositive());
        Proof.shown(
                7,
                "%d random schedules of failures, hangs, stops and operators, seeds 1 to %d, against a reference model"
                        .formatted(SCHEDULES, SCHEDULES),
                "no promise broken, everything came back",
                "of %d schedules each these caught a broken supervisor: %s"
                        .formatted(SCHEDULES_OF_A_MUTANT, caught));
    }

    @Test
    void shouldDoTheSameAgainFromTheSameSeed() {
        for (long seed = 1; seed <= 50; seed++) {
            assertThat(trace(seed)).as("seed %s", seed).isEqualTo(trace(seed)).isNotEmpty();
        }
    }

    private static String trace(long seed) {
        RandomSchedule schedule = new RandomSchedule(seed, Mutation.NONE);
        schedule.run();
        return schedule.trace();
    }

    /** Empty if it keeps every promise. */
    private static String verdict(long seed) {
        RandomSchedule schedule = new RandomSchedule(seed, Mutation.NONE);
        try {
            schedule.run();
            return "";
        } catch (AssertionError broken) {
            return "seed " + seed + ": " + broken.getMessage() + "\n" + schedule.trace();
        }
    }

    private static long schedulesThatCatch(Mutation mutation) {
        return LongStream.rangeClosed(1, SCHEDULES_OF_A_MUTANT)
                .filter(
                        seed -> {
                            try {
                                new RandomSchedule(seed, mutation).run();
                                return false;
                            } catch (AssertionError caught) {
                                return true;
                            }
                        })
                .count();
    }
}
