package io.openbell.aihftsystem;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** When nothing came to a strategy, and for how long. */
final class Pauses {

    private record Pause(long endNanos, long lengthNanos) {}

    /** A stretch of time, by the clock of the pauses. */
    record Window(long fromNanos, long toNanos) {

        long length() {
            return toNanos - fromNanos;
        }
    }

    private final List<Pause> pauses = new ArrayList<>();

    void add(long endNanos, long lengthNanos) {
        pauses.add(new Pause(endNanos, lengthNanos));
    }

    /** The longest that ended in each of these windows, in nanoseconds, the longest last; 0 if there was none. */
    List<Long> longestIn(List<Window> windows) {
        List<Long> longest = new ArrayList<>();
        for (Window window : windows) {
            longest.add(
                    pauses.stream()
                            .filter(pause -> pause.endNanos() - window.fromNanos() >= 0)
                            .filter(pause -> pause.endNanos() - window.toNanos() <= 0)
                            .mapToLong(Pause::lengthNanos)
                            .max()
                            .orElse(0));
        }
        Collections.sort(longest);
        return longest;
    }
}
