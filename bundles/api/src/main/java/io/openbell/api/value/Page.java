package io.openbell.api.value;

import java.util.List;

/**
 * A part of a list that is asked for in parts.
 *
 * @param items in the order the question promised
 * @param next  where the rest begins: pass it on with the same question; empty when this was all
 */
public record Page<T>(List<T> items, String next) {

    /** Keeps its own copy. */
    public Page {
        items = List.copyOf(items);
    }

    /** Nothing follows. */
    public boolean isLast() {
        return next.isEmpty();
    }
}
