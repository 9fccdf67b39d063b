package io.openbell.alerts;

import io.openbell.alerts.Alert.Severity;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Lets an alert through once, and again after a while; of all together not more than so many an hour, but for critical ones,
 * which have as many again. What it holds back is counted, and the next one that passes says how many. By time that only
 * passes: alerts carry the time of several clocks, and those are put on and back. Any thread.
 */
final class Admission {

    private static final long HOUR_NANOS = Duration.ofHours(1).toNanos();

    private final Severity least;
    private final long repeatAfterNanos;
    private final int perHour;
    private final LongSupplier nanoTime;
    private final Map<String, Long> passed = new HashMap<>();
    private final Deque<Long> recent = new ArrayDeque<>();
    private long heldBack;
    private long heldBackInAll;

    Admission(Severity least, Duration repeatAfter, int perHour, LongSupplier nanoTime) {
        this.least = least;
        this.repeatAfterNanos = repeatAfter.toNanos();
        this.perHour = perHour;
        this.nanoTime = nanoTime;
    }

    /** The alert as it is to be sent; empty if it is not to be. */
    synchronized Optional<Alert> admit(Alert alert) {
        if (alert.severity().compareTo(least) < 0) {
            return Optional.empty();
        }
        long now = nanoTime.getAsLong();
        passed.values().removeIf(at -> now - at >= repeatAfterNanos);
        while (!recent.isEmpty() && now - recent.peekFirst() >= HOUR_NANOS) {
            recent.removeFirst();
        }
        int limit = alert.severity() == Severity.CRITICAL ? 2 * perHour : perHour;
        if (passed.containsKey(alert.key()) || recent.size() >= limit) {
            heldBack++;
            heldBackInAll++;
            return Optional.empty();
        }
        passed.put(alert.key(), now);
        recent.addLast(now);
        String text =
                heldBack == 0
                        ? alert.text()
                        : alert.text() + " (" + heldBack + " held back before)";
        heldBack = 0;
        return Optional.of(
                new Alert(alert.severity(), alert.source(), alert.what(), text, alert.at()));
    }

    /** It is over: the next time it happens is news again. */
    synchronized void forget(String source) {
        passed.keySet().removeIf(key -> key.contains(" " + source + " "));
    }

    synchronized long heldBackInAll() {
        return heldBackInAll;
    }
}
