package io.openbell.testkit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** When nothing came to a strategy, and for how long. One thread. */
public final class Pauses {

    private record Pause(long endNanos, long lengthNanos) {}

    /** A stretch of time, by the clock of the pauses: nanoseconds of the machine's own. */
    public record Window(long fromNanos, long toNanos) {

        /** Nanoseconds. */
        public long length() {
            return toNanos - fromNanos;
        }
    }

    private final List<Pause> pauses = new ArrayList<>();

    /** One that ended then, and was that long; in nanoseconds. */
    public void add(long endNanos, long lengthNanos) {
        pauses.add(new Pause(endNanos, lengthNanos));
    }

    /** The longest that ended in each of these windows, in nanoseconds, the longest last; 0 if there was none. */
    public List<Long> longestIn(List<Window> windows) {
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

    /** Median, 99 percent and the longest, for people. */
    public static String figures(List<Long> sortedNanos) {
        return "%.2f, %.2f, %.2f ms"
                .formatted(
                        millis(sortedNanos, 0.5),
                        millis(sortedNanos, 0.99),
                        millis(sortedNanos, 1));
    }

    /** So many are not longer than that; milliseconds. */
    public static double millis(List<Long> sortedNanos, double share) {
        int index = (int) Math.ceil(share * sortedNanos.size()) - 1;
        return sortedNanos.get(Math.max(0, index)) / 1e6;
    }
}
