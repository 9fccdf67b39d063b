package io.openbell.alpacaclient;

import io.netty.handler.codec.http.HttpHeaders;
import io.openbell.alpacaclient.RestRequest.Lane;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/**
 * How many requests may go out: so many in any minute, and none while the venue says wait. One thread. Times are
 * {@link System#nanoTime}, except the venue's.
 */
final class RequestBudget {

    private static final long MINUTE_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final long LONGEST_WAIT_SECONDS = 90;
    private static final long WAIT_WITHOUT_HEADER_SECONDS = 5;

    private final int perMinute;
    private final int keptForOrders;
    private final Deque<Long> taken = new ArrayDeque<>();
    private boolean waiting;
    private long waitUntilNanos;

    RequestBudget(int perMinute) {
        this.perMinute = perMinute;
        this.keptForOrders = Math.min(30, perMinute / 4);
    }

    /** Takes a place and returns 0, or returns how long to wait before asking again, in nanoseconds. */
    long take(Lane lane, long nowNanos) {
        while (!taken.isEmpty() && nowNanos - taken.getFirst() >= MINUTE_NANOS) {
            taken.removeFirst();
        }
        if (lane != Lane.CANCEL) {
            if (waiting && waitUntilNanos - nowNanos > 0) {
                return waitUntilNanos - nowNanos;
            }
            waiting = false;
            int limit = lane == Lane.ORDER ? perMinute : perMinute - keptForOrders;
            if (taken.size() >= limit) {
                return MINUTE_NANOS - (nowNanos - taken.getFirst());
            }
        }
        taken.addLast(nowNanos);
        return 0;
    }

    /** Learns from an answer. */
    void answered(int status, HttpHeaders headers, long nowNanos, long nowEpochSeconds) {
        boolean exhausted =
                status == 429 || number(headers, "X-RateLimit-Remaining").orElse(1) <= 0;
        if (!exhausted) {
            return;
        }
        OptionalLong reset = number(headers, "X-RateLimit-Reset");
        OptionalLong retryAfter = number(headers, "Retry-After");
        long seconds;
        if (reset.isPresent()) {
            seconds = reset.getAsLong() - nowEpochSeconds + 1;
        } else if (status == 429) {
            seconds = retryAfter.orElse(WAIT_WITHOUT_HEADER_SECONDS);
        } else {
            return;
        }
        waiting = true;
        waitUntilNanos =
                nowNanos
                        + TimeUnit.SECONDS.toNanos(
                                Math.max(1, Math.min(LONGEST_WAIT_SECONDS, seconds)));
    }

    private static OptionalLong number(HttpHeaders headers, String name) {
        String text = headers.get(name);
        if (text == null || !text.matches("[0-9]{1,12}")) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(Long.parseLong(text));
    }
}
