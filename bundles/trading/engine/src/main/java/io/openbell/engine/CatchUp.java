package io.openbell.engine;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Brings subscribers from the beginning of the journal to the present, without a gap and without holding up the loop: the
 * past is read and decoded on the caller's thread and told on the loop in portions, between other inputs. What was
 * journaled meanwhile is told last, in the same step that makes them hear live events.
 */
final class CatchUp {

    /** Some milliseconds of the loop's time. */
    private static final int PORTION = 512;

    /** Runs on the loop's thread between two inputs, and waits for it. */
    @FunctionalInterface
    interface OnLoop {
        /** @throws IllegalStateException if the loop does not come to it, or it fails */
        void run(Runnable action);
    }

    private final JournaledPast past;
    private final Roster roster;
    private final OnLoop loop;

    CatchUp(JournaledPast past, Roster roster, OnLoop loop) {
        this.past = past;
        this.roster = roster;
        this.loop = loop;
    }

    /**
     * Returns when all of them are in the present.
     *
     * @throws IOException if the past cannot be read
     */
    void bring(List<Subscriber> waiting) throws IOException {
        AtomicBoolean present = new AtomicBoolean();
        try (JournaledPast.Reading reading = past.from(1)) {
            while (!present.get()) {
                List<PastEvent> portion = reading.next(PORTION, roster.lastTold());
                long next = reading.position();
                if (portion.isEmpty()) {
                    loop.run(() -> present.set(roster.admit(waiting, next)));
                } else {
                    loop.run(() -> portion.forEach(event -> replay(event, waiting)));
                }
            }
        }
    }

    private static void replay(PastEvent event, List<Subscriber> waiting) {
        waiting.forEach(subscriber -> subscriber.replay(event));
    }
}
