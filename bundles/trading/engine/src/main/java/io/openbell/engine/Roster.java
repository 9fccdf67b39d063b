package io.openbell.engine;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who hears the events, and how far the journal was told. Changed on the loop's thread only, so that nobody misses an event
 * or hears one twice; {@link #present} and {@link #lastTold} may be read anywhere.
 */
final class Roster {

    /** So many events may be journaled while somebody who catches up makes the last step. */
    private static final int RECENT = 1024;

    private final Deque<PastEvent> recent = new ArrayDeque<>();
    private final Narrator narrator;
    private @Nullable JournaledPast past;
    private volatile long lastTold;
    private volatile Subscriber[] present = {};

    /** @param narrator is told who comes and goes */
    Roster(Narrator narrator) {
        this.narrator = narrator;
    }

    /** In the order in which they are called. The array is never changed. */
    @SuppressWarnings("MutableArrayField") // shared for speed; nobody writes to it
    Subscriber[] present() {
        return present;
    }

    /** Sequence number of the last journaled event that live subscribers heard, or that was recovered; 0 before. */
    long lastTold() {
        return lastTold;
    }

    /** Adds one, behind the others of its stage. */
    void add(Subscriber subscriber) {
        if (subscriber.isClosed()) {
            return;
        }
        Subscriber[] more = Arrays.copyOf(present, present.length + 1);
        more[present.length] = subscriber;
        Arrays.sort(more, Comparator.comparing(Subscriber::stage));
        present = more;
        narrator.joined(subscriber);
    }

    void remove(Subscriber subscriber) {
        subscriber.leave();
        present =
                Arrays.stream(present)
                        .filter(other -> other != subscriber)
                        .toArray(Subscriber[]::new);
    }

    /**
     * Adds one, unless it has to catch up with the past first.
     *
     * @return that past, or null if the subscriber was added: it wants none, or gets it when a journal is opened
     */
    @Nullable JournaledPast addUnlessPast(Subscriber subscriber) {
        if (past == null || !subscriber.awaitsPast()) {
            add(subscriber);
            return null;
        }
        return past;
    }

    /** The journal was opened. Gives back who waits for its past; until they are admitted they hear nothing journaled. */
    List<Subscriber> opened(JournaledPast recovered, long events) {
        past = recovered;
        lastTold = events;
        recent.clear();
        return Arrays.stream(present).filter(Subscriber::awaitsPast).toList();
    }

    /**
     * Tells subscribers what they have not heard yet, and makes them live.
     *
     * @param from sequence number of the first event they have not heard
     * @return false if that is longer ago than is remembered: they have to read on first
     */
    boolean admit(List<Subscriber> waiting, long from) {
        PastEvent oldest = recent.peekFirst();
        if (from <= lastTold && (oldest == null || oldest.sequence() > from)) {
            return false;
        }
        for (PastEvent event : List.copyOf(recent)) {
            if (event.sequence() >= from) {
                waiting.forEach(subscriber -> subscriber.replay(event));
            }
        }
        List<Subscriber> known = List.of(present);
        waiting.stream().filter(subscriber -> !known.contains(subscriber)).forEach(this::add);
        waiting.forEach(subscriber -> subscriber.replayed(lastTold));
        return true;
    }

    /** One more event of the past; it is about to be delivered live. */
    void remember(PastEvent event) {
        recent.addLast(event);
        if (recent.size() > RECENT) {
            recent.removeFirst();
        }
        lastTold = event.sequence();
    }

    /** The journal was closed. */
    void forgetPast() {
        recent.clear();
        past = null;
        lastTold = 0;
    }
}
