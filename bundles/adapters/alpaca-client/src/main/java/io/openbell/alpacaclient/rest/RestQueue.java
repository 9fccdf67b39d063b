package io.openbell.alpacaclient.rest;

import io.openbell.alpacaclient.rest.RestRequest.Lane;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** Calls that wait, by lane, each lane in the order they came. REST thread only, except what says otherwise. */
public final class RestQueue {

    private final Map<Lane, Deque<RestCall>> lanes = new EnumMap<>(Lane.class);
    private final AtomicReferenceArray<@Nullable RestCall> heads =
            new AtomicReferenceArray<>(Lane.values().length);

    RestQueue() {
        for (Lane lane : Lane.values()) {
            lanes.put(lane, new ArrayDeque<>());
        }
    }

    void add(RestCall call) {
        Lane lane = call.request().lane();
        of(lane).addLast(call);
        first(lane);
    }

    /** The one that waits longest; those that have ended meanwhile are forgotten. */
    @Nullable RestCall first(Lane lane) {
        Deque<RestCall> waiting = of(lane);
        while (!waiting.isEmpty() && waiting.getFirst().isDone()) {
            waiting.removeFirst();
        }
        RestCall head = waiting.peekFirst();
        heads.set(lane.ordinal(), head);
        return head;
    }

    void removeFirst(Lane lane) {
        of(lane).removeFirst();
        first(lane);
    }

    List<RestCall> drain() {
        List<RestCall> all = new ArrayList<>();
        for (Lane lane : Lane.values()) {
            all.addAll(of(lane));
            of(lane).clear();
            first(lane);
        }
        return all;
    }

    /** How long the first call of that lane has waited; zero if none does. Any thread. */
    long ageMillis(Lane lane) {
        RestCall head = heads.get(lane.ordinal());
        return head == null || head.isDone() ? 0 : TimeUnit.NANOSECONDS.toMillis(head.ageNanos());
    }

    private Deque<RestCall> of(Lane lane) {
        Deque<RestCall> waiting = lanes.get(lane);
        if (waiting == null) {
            throw new IllegalStateException("no lane " + lane);
        }
        return waiting;
    }
}
