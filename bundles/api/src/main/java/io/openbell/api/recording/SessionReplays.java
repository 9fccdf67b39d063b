package io.openbell.api.recording;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/** Decides recorded sessions again, in objects of its own: nothing of the running session is touched. */
public interface SessionReplays {

    /**
     * What came of it.
     *
     * @param events     that were dispatched again
     * @param decisions  that are the same as then: bars, opinions, wishes, the gate's words, orders, breakers
     * @param difference the first decision that is not; empty if there is none
     * @param warnings   what limits what this shows, for people
     */
    record Outcome(
            long events, long decisions, Optional<Difference> difference, List<String> warnings) {

        /** Keeps a copy. */
        public Outcome {
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * Where the replay parts from the session.
     *
     * @param event    number of the event after which
     * @param line     of the recording
     * @param recorded what was decided then; "nothing" if nothing was
     * @param replayed what is decided now; the same
     */
    record Difference(long event, long line, String recorded, String replayed) {}

    /**
     * Replays it up to its end, or to the first difference. Takes seconds for a million events; an interruption of the
     * thread ends it.
     *
     * @param progress is given the number of events so far, now and then
     * @throws IOException if it cannot be read, or cannot be decided again: a strategy is not installed
     * @throws InterruptedException if the thread is interrupted
     */
    Outcome replay(String name, LongConsumer progress) throws IOException, InterruptedException;
}
