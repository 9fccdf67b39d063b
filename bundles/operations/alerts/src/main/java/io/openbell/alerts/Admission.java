package io.openbell.alerts;

import io.openbell.alerts.Alert.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Lets an alert through once, and again after a while; of all together not more than so many an hour, but for critical ones,
 * which have as many again. What it holds back is counted, and the next one that passes says how many. Any thread.
 */
final class Admission {

    private static final Duration HOUR = Duration.ofHours(1);

    private final Severity least;
    private final Duration repeatAfter;
    private final int perHour;
    private final Map<String, Instant> passed = new HashMap<>();
    private final Deque<Instant> recent = new ArrayDeque<>();
    private long heldBack;
    private long heldBackInAll;

    Admission(Severity least, Duration repeatAfter, int perHour) {
        this.least = least;
        this.repeatAfter = repeatAfter;
        this.perHour = perHour;
    }

    /** The alert as it is to be sent; empty if it is not to be. */
    synchronized Optional<Alert> admit(Alert alert) {
        if (alert.severity().compareTo(least) < 0) {
            return Optional.empty();
        }
        Instant now = alert.at();
        // What lies in the future was sent before somebody put the clock back.
        passed.values().removeIf(at -> at.isAfter(now) || !now.isBefore(at.plus(repeatAfter)));
        recent.removeIf(at -> at.isAfter(now) || !now.isBefore(at.plus(HOUR)));
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
