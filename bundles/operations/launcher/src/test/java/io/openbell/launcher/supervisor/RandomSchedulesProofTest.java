package io.openbell.launcher.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import io.openbell.launcher.supervisor.RandomSchedule.Happening;
import io.openbell.testkit.Proof;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Goal 7: whatever happens in whatever order, the supervisor does nothing that it must not, and everything comes back. */
class RandomSchedulesProofTest {

    private static final int SCHEDULES = Proof.figure(500, 100_000);
    private static final int SCHEDULES_OF_A_MUTANT = 200;
    private static final int SCHEDULES_TWICE = Proof.figure(50, 1_000);

    private final AtomicLongArray happened = new AtomicLongArray(Happening.values().length);

    @Test
    void shouldKeepEveryPromiseInRandomSchedules() {
        assertThat(
                        LongStream.rangeClosed(1, SCHEDULES)
                                .parallel()
                                .mapToObj(this::verdict)
                                .filter(verdict -> !verdict.isEmpty())
                                .limit(3))
                .isEmpty();

        Map<Happening, Long> happenings = new EnumMap<>(Happening.class);
        for (Happening what : Happening.values()) {
            happenings.put(what, happened.get(what.ordinal()));
        }
        assertThat(happenings)
                .allSatisfy((what, times) -> assertThat(times).as("%s", what).isPositive());

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
                "%d random schedules of failures, storms, hangs, stops and operators, seeds 1 to %d, against a reference model"
                        .formatted(SCHEDULES, SCHEDULES),
                "no promise broken, everything came back; in them " + happenings,
                "of %d schedules each these caught a broken supervisor by the promise that it breaks: %s"
                        .formatted(SCHEDULES_OF_A_MUTANT, caught));
    }

    @Test
    void shouldDoTheSameAgainFromTheSameSeed() {
        for (long seed = 1; seed <= SCHEDULES_TWICE; seed++) {
            assertThat(trace(seed)).as("seed %s", seed).isEqualTo(trace(seed)).isNotEmpty();
        }
    }

    private static String trace(long seed) {
        RandomSchedule schedule = new RandomSchedule(seed, Mutation.NONE);
        schedule.run();
        return schedule.trace();
    }

    /** Empty if it keeps every promise. */
    private String verdict(long seed) {
        RandomSchedule schedule = new RandomSchedule(seed, Mutation.NONE);
        try {
            schedule.run();
        } catch (AssertionError broken) {
            return "seed " + seed + ": " + broken.getMessage() + "\n" + schedule.trace();
        }
        long[] times = schedule.happenings();
        for (int i = 0; i < times.length; i++) {
            happened.addAndGet(i, times[i]);
        }
        return "";
    }

    private static long schedulesThatCatch(Mutation mutation) {
        return LongStream.rangeClosed(1, SCHEDULES_OF_A_MUTANT)
                .filter(
                        seed -> {
                            try {
                                new RandomSchedule(seed, mutation).run();
                                return false;
                            } catch (AssertionError found) {
                                return mutation.isCaughtBy(found);
                            }
                        })
                .count();
    }
}
