package io.openbell.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Who hears the events, and the journaled past for those who ask. Changed on the loop's thread only, so that nobody misses
 * an event or hears one twice; {@link #present} may be read anywhere.
 */
final class Roster {

    private final List<PastEvent> past = new ArrayList<>();
    private boolean pastKnown;
    private volatile Subscriber[] present = {};

    /** In the order in which they are called. The array is never changed. */
    @SuppressWarnings("MutableArrayField") // shared for speed; nobody writes to it
    Subscriber[] present() {
        return present;
    }

    /** Adds one, behind the others of its stage, and gives it the past if there is one. */
    void add(Subscriber subscriber) {
        if (subscriber.isClosed()) {
            return;
        }
        Subscriber[] more = Arrays.copyOf(present, present.length + 1);
        more[present.length] = subscriber;
        Arrays.sort(more, Comparator.comparing(Subscriber::stage));
        present = more;
        if (pastKnown && subscriber.awaitsPast()) {
            // A subscriber may append while it is told the past; what it appends comes later, as
            // live events.
            List.copyOf(past).forEach(subscriber::replay);
            subscriber.replayed();
        }
    }

    void remove(Subscriber subscriber) {
        present =
                Arrays.stream(present)
                        .filter(other -> other != subscriber)
                        .toArray(Subscriber[]::new);
    }

    /** The journal was opened: gives its past to everybody who waits for it, event by event, stage by stage. */
    void restore(List<PastEvent> recovered) {
        past.clear();
        past.addAll(recovered);
        pastKnown = true;
        List<Subscriber> waiting = Arrays.stream(present).filter(Subscriber::awaitsPast).toList();
        for (PastEvent event : recovered) {
            waiting.forEach(subscriber -> subscriber.replay(event));
        }
        waiting.forEach(Subscriber::replayed);
    }

    /** One more event of the past; it is about to be delivered live. */
    void remember(PastEvent event) {
        past.add(event);
    }

    /** The journal was closed. */
    void forgetPast() {
        past.clear();
        pastKnown = false;
    }
}
