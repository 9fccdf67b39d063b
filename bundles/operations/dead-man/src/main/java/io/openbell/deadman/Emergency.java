package io.openbell.deadman;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Takes every order of the account out of the market and has the venue take no more, again and again until the venue says
 * that both is so. Blocks as long as that takes; nothing but its end stops it.
 */
final class Emergency {

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final Venue venue;
    private final InstantSource clock;
    private final Consumer<String> log;
    private final Duration firstPause;

    Emergency(Venue venue, InstantSource clock, Consumer<String> log, Duration firstPause) {
        this.venue = venue;
        this.clock = clock;
        this.log = log;
        this.firstPause = firstPause;
    }

    /** How many rounds it took. */
    int act(String reason, Marks marks) throws InterruptedException {
        tell("mark HALTED", marks.halt(reason, clock.instant()));
        Duration pause = firstPause;
        for (int round = 1; ; round++) {
            // Each by itself: what the venue refuses of the one must not keep it from the other.
            boolean canceled = succeeds("cancel", venue::cancelAll);
            boolean suspended = succeeds("suspend", () -> suspend(marks));
            if (canceled && suspended && succeeds("verify", this::requireEmpty)) {
                return round;
            }
            TimeUnit.NANOSECONDS.sleep(pause.toNanos());
            Duration doubled = pause.multipliedBy(2);
            pause = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
        }
    }

    /** The note is only left where nobody else had suspended it: else it would be lifted with the halt. */
    private void suspend(Marks marks) throws Venue.Unanswered, InterruptedException {
        if (venue.isSuspended()) {
            return;
        }
        tell("mark SUSPENDED", marks.suspended(clock.instant()));
        venue.suspend();
        if (!venue.isSuspended()) {
            throw new Venue.Unanswered("the venue says that it still takes orders", 0);
        }
    }

    private void requireEmpty() throws Venue.Unanswered, InterruptedException {
        if (!venue.isEmpty()) {
            throw new Venue.Unanswered("the venue still lists open orders", 0);
        }
    }

    private boolean succeeds(String what, Step step) throws InterruptedException {
        try {
            step.run();
            return true;
        } catch (Venue.Unanswered failed) {
            log.accept(what + "=failed " + failed.getMessage());
            return false;
        }
    }

    private void tell(String what, String problem) {
        if (!problem.isEmpty()) {
            log.accept(what + " not written: " + problem);
        }
    }

    @FunctionalInterface
    private interface Step {
        void run() throws Venue.Unanswered, InterruptedException;
    }
}
