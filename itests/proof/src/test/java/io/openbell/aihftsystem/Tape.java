package io.openbell.aihftsystem;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a strategy said of the quotes it had seen, at moments at which another one spoke as well. */
final class Tape {

    private record Moment(long seen, long hash) {}

    private final List<Moment> moments = new ArrayList<>();

    Tape(Map<Instant, String> lines, List<Instant> at) {
        for (Instant moment : at) {
            String[] words = lines.getOrDefault(moment, "").split(" ", -1);
            moments.add(new Moment(Long.parseLong(words[3]), Long.parseLong(words[5])));
        }
    }

    /**
     * Moments after the first at which the two have not seen the same since the first: another number of quotes, or other
     * quotes. With {@code hash' = hash * 31^n + f(the n quotes)} two that saw the same n quotes have a difference of hashes
     * that is 31^n times what it was.
     */
    long differences(Tape other) {
        long different = 0;
        long gap = moments.get(0).hash() - other.moments.get(0).hash();
        for (int i = 1; i < moments.size(); i++) {
            long count = moments.get(i).seen() - moments.get(0).seen();
            long theirs = other.moments.get(i).seen() - other.moments.get(0).seen();
            long expected = gap * power(count);
            long found = moments.get(i).hash() - other.moments.get(i).hash();
            different += count != theirs || expected != found ? 1 : 0;
        }
        return different;
    }

    /** Quotes that the other has seen since the first moment, and this one has not. */
    long missing(Tape other) {
        int last = moments.size() - 1;
        long ours = moments.get(last).seen() - moments.get(0).seen();
        long theirs = other.moments.get(last).seen() - other.moments.get(0).seen();
        return theirs - ours;
    }

    private static long power(long exponent) {
        long result = 1;
        long base = 31;
        for (long left = exponent; left > 0; left >>= 1) {
            if ((left & 1) == 1) {
                result *= base;
            }
            base *= base;
        }
        return result;
    }
}
