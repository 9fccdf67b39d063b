package io.openbell.deadman;

import java.time.Duration;
import java.time.InstantSource;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Takes every order of the account out of the market and has the venue take no more, again and again until the venue says
 * that both is so and the system's next start is halted. Blocks as long as that takes; only an operator who has resumed
 * meanwhile stops it. Once.
 */
final class Emergency {

    private static final int LONGEST_OF_FIRST_PAUSE = 10;

    private final Venue venue;
    private final Marks marks;
    private final Resumption resumption;
    private final InstantSource clock;
    private final Consumer<String> log;
    private final Duration firstPause;
    private boolean halted;

    /** We had the venue take no orders, and that is not written down. */
    private boolean noteOwed;

    Emergency(
            Venue venue,
            Marks marks,
            Resumption resumption,
            InstantSource clock,
            Consumer<String> log,
            Duration firstPause) {
        this.venue = venue;
        this.marks = marks;
        this.resumption = resumption;
        this.clock = clock;
        this.log = log;
        this.firstPause = firstPause;
    }

    /** How many rounds it took; empty if an operator ended the halt before it was done. */
    OptionalInt act(String reason) throws InterruptedException {
        Duration pause = firstPause;
        Duration longestPause = firstPause.multipliedBy(LONGEST_OF_FIRST_PAUSE);
        for (int round = 1; !resumption.isThere(); round++) {
            mark(reason);
            // Each by itself: what the venue refuses of the one must not keep it from the other.
            boolean canceled = succeeds("cancel", venue::cancelAll);
            boolean suspended = succeeds("suspend", this::suspend);
            boolean done = canceled && suspended && succeeds("verify", this::requireEmpty);
            if (done && halted && !noteOwed) {
                return OptionalInt.of(round);
            }
            TimeUnit.NANOSECONDS.sleep(pause.toNanos());
            Duration doubled = pause.multipliedBy(2);
            pause = doubled.compareTo(longestPause) < 0 ? doubled : longestPause;
        }
        return OptionalInt.empty();
    }

    /** A disk that was full or slow may take it a round later. */
    private void mark(String reason) throws InterruptedException {
        if (!halted) {
            halted = isWritten("HALTED", marks.halt(reason, clock.instant()));
            if (halted) {
                resumption.marked();
            }
        }
        if (noteOwed) {
            noteOwed = !isWritten("SUSPENDED", marks.suspended(clock.instant()));
        }
    }

    /** The note is only left where nobody else had suspended it: else it would be lifted with the halt. */
    private void suspend() throws Venue.Unanswered, InterruptedException {
        if (venue.isSuspended() || resumption.isThere()) {
            return;
        }
        noteOwed = !isWritten("SUSPENDED", marks.suspended(clock.instant()));
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

    private boolean isWritten(String mark, String problem) {
        if (!problem.isEmpty()) {
            log.accept("mark " + mark + " not written: " + problem);
        }
        return problem.isEmpty();
    }

    @FunctionalInterface
    private interface Step {
        void run() throws Venue.Unanswered, InterruptedException;
    }
}
