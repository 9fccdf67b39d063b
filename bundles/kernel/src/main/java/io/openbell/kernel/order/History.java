package io.openbell.kernel.order;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The latest entries, oldest forgotten first. Immutable: a change copies one block of 64 references and the list of blocks,
 * so that whoever holds an older one keeps a consistent picture.
 */
final class History<T> {

    private static final int BLOCK = 64;

    private final int capacity;
    private final long first;
    private final long end;
    private final Object[][] blocks;

    private History(int capacity, long first, long end, Object[][] blocks) {
        this.capacity = capacity;
        this.first = first;
        this.end = end;
        this.blocks = blocks;
    }

    /** Remembers at least {@code capacity} entries, and fewer than a block more. */
    static <T> History<T> empty(int capacity) {
        return new History<>(capacity, 0, 0, new Object[0][]);
    }

    /** With one more; its index is {@link #end} of this one. */
    History<T> plus(T entry) {
        Object[][] copy;
        long oldest = first;
        if (end % BLOCK != 0) {
            copy = blocks.clone();
            copy[copy.length - 1] = copy[copy.length - 1].clone();
        } else if (end - first >= capacity + (long) BLOCK) {
            copy = Arrays.copyOfRange(blocks, 1, blocks.length + 1);
            copy[copy.length - 1] = new Object[BLOCK];
            oldest += BLOCK;
        } else {
            copy = Arrays.copyOf(blocks, blocks.length + 1);
            copy[copy.length - 1] = new Object[BLOCK];
        }
        copy[copy.length - 1][(int) (end % BLOCK)] = entry;
        return new History<>(capacity, oldest, end + 1, copy);
    }

    /** With another entry in that place; the same if the place is forgotten. */
    History<T> with(long index, T entry) {
        if (index < first) {
            return this;
        }
        int block = (int) ((index - first) / BLOCK);
        Object[][] copy = blocks.clone();
        copy[block] = copy[block].clone();
        copy[block][(int) (index % BLOCK)] = entry;
        return new History<>(capacity, first, end, copy);
    }

    /** Index of the oldest entry that is remembered. */
    long first() {
        return first;
    }

    /** One more than the index of the newest entry. */
    long end() {
        return end;
    }

    /** Newest first, at most that many. */
    List<T> newest(int limit) {
        List<T> found = new ArrayList<>(Math.max(0, (int) Math.min(limit, end - first)));
        for (long index = end - 1; index >= first && found.size() < limit; index--) {
            found.add(get(index));
        }
        return List.copyOf(found);
    }

    /** The newest one for which it holds. */
    Optional<T> newest(Predicate<T> wanted) {
        for (long index = end - 1; index >= first; index--) {
            T entry = get(index);
            if (wanted.test(entry)) {
                return Optional.of(entry);
            }
        }
        return Optional.empty();
    }

    @SuppressWarnings("unchecked")
    T get(long index) {
        return (T) blocks[(int) ((index - first) / BLOCK)][(int) (index % BLOCK)];
    }
}
