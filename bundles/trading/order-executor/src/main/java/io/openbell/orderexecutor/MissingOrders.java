package io.openbell.orderexecutor;

import io.openbell.api.order.OrderId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Orders to be looked up at the venue, and when: at once when somebody asks, then after 0.5, 1, 2, 4 ... 30 seconds for as
 * long as the venue does not know them. That it does not is believed only when it said so over a long enough time. Times
 * are {@link System#nanoTime}, which no clock change bends. Not thread-safe.
 */
final class MissingOrders {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    /** So that asking for many by name leaves most of a minute's requests to others. */
    private static final Duration NEXT_TURN = Duration.ofSeconds(15);

    private static final class Search {
        private long dueNanos;
        private Duration pause = FIRST_PAUSE;
        private @Nullable Long firstAbsentNanos;

        /** The larger, the longer it has waited for its turn to be asked for by name. */
        private int passedOver;

        Search(long dueNanos) {
            this.dueNanos = dueNanos;
        }
    }

    private final Duration believedAfter;
    private final Map<OrderId, Search> searches = new LinkedHashMap<>();

    MissingOrders(Duration believedAfter) {
        this.believedAfter = believedAfter;
    }

    /** Somebody wants to know about it, now. */
    void ask(OrderId id, long nowNanos) {
        Search search = searches.computeIfAbsent(id, any -> new Search(nowNanos));
        search.dueNanos = Math.min(search.dueNanos, nowNanos);
    }

    /** The venue knows it, or it does not matter any more. */
    void found(OrderId id) {
        searches.remove(id);
    }

    /** The venue does not know it; true once that is proven. */
    boolean absent(OrderId id, long nowNanos) {
        Search search = searches.computeIfAbsent(id, any -> new Search(nowNanos));
        search.passedOver = 0;
        if (search.firstAbsentNanos == null) {
            search.firstAbsentNanos = nowNanos;
        }
        search.dueNanos = nowNanos + search.pause.toNanos();
        Duration doubled = search.pause.multipliedBy(2);
        search.pause = doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
        return nowNanos - search.firstAbsentNanos >= believedAfter.toNanos();
    }

    /** Nobody could say; later again. */
    void unanswered(OrderId id, long nowNanos) {
        Search search = searches.get(id);
        if (search != null) {
            search.dueNanos = nowNanos + search.pause.toNanos();
        }
    }

    /** The same orders, those first that were passed over most often. */
    List<OrderId> inTurn(List<OrderId> ids) {
        List<OrderId> turns = new ArrayList<>(ids);
        turns.sort(Comparator.comparingInt(id -> -passedOver(id)));
        return turns;
    }

    private int passedOver(OrderId id) {
        Search search = searches.get(id);
        return search == null ? 0 : search.passedOver;
    }

    /** It was not asked for by name, since too many were. */
    void later(OrderId id, long nowNanos) {
        Search search = searches.computeIfAbsent(id, any -> new Search(nowNanos));
        search.passedOver++;
        search.dueNanos = nowNanos + NEXT_TURN.toNanos();
    }

    /** The orders whose time has come. */
    List<OrderId> due(long nowNanos) {
        List<OrderId> due = new ArrayList<>();
        searches.forEach(
                (id, search) -> {
                    if (search.dueNanos - nowNanos <= 0) {
                        due.add(id);
                    }
                });
        return due;
    }

    /** When the next one is due; null if none is searched for. */
    @Nullable Long nextDueNanos() {
        Long next = null;
        for (Search search : searches.values()) {
            if (next == null || search.dueNanos - next < 0) {
                next = search.dueNanos;
            }
        }
        return next;
    }
}
