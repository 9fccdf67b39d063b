package io.openbell.alpacaclient.rest;

import io.netty.handler.codec.http.HttpHeaders;
import io.openbell.alpacaclient.rest.RestRequest.Lane;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/**
 * How many requests may go out to one host: so many in any minute, no more than the venue says are left, and none while it
 * says wait. Each lane leaves a part to those before it; cancels are counted and never held back. One thread. Times are
 * {@link System#nanoTime}, except the venue's.
 */
public final class RequestBudget {

    private static final long MINUTE_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final long LONGEST_WAIT_SECONDS = 90;
    private static final long WAIT_WITHOUT_HEADER_SECONDS = 5;

    private final int perMinute;
    private final Deque<Long> taken = new ArrayDeque<>();
    private boolean waiting;
    private long waitUntilNanos;
    private boolean venueCounts;
    private long venueLeft;
    private long venueResetNanos;

    public RequestBudget(int perMinute) {
        this.perMinute = perMinute;
    }

    /** Takes a place and returns 0, or returns how long to wait before asking again, in nanoseconds. */
    public long take(Lane lane, long nowNanos) {
        while (!taken.isEmpty() && nowNanos - taken.getFirst() >= MINUTE_NANOS) {
            taken.removeFirst();
        }
        if (lane != Lane.CANCEL) {
            long wait = mustWait(kept(lane), nowNanos);
            if (wait > 0) {
                return wait;
            }
        }
        taken.addLast(nowNanos);
        venueLeft--;
        return 0;
    }

    private long mustWait(int kept, long nowNanos) {
        waiting &= waitUntilNanos - nowNanos > 0;
        if (waiting) {
            return waitUntilNanos - nowNanos;
        }
        venueCounts &= venueResetNanos - nowNanos > 0;
        if (venueCounts && venueLeft <= kept) {
            return venueResetNanos - nowNanos;
        }
        int over = taken.size() - (perMinute - kept);
        if (over < 0) {
            return 0;
        }
        // Until so many of the oldest are a minute old that there is room for one more.
        long frees = taken.stream().skip(over).findFirst().orElse(nowNanos);
        return Math.max(1, MINUTE_NANOS - (nowNanos - frees));
    }

    /** Places that this lane leaves to those before it. */
    private int kept(Lane lane) {
        int forCancels = Math.min(20, perMinute / 10);
        int forOrders = Math.min(30, perMinute / 5);
        int forAccount = Math.min(30, perMinute / 5);
        return switch (lane) {
            case CANCEL -> 0;
            case ORDER -> forCancels;
            case ACCOUNT -> forCancels + forOrders;
            case DATA -> forCancels + forOrders + forAccount;
        };
    }

    /**
     * Learns from an answer.
     *
     * @param onTheWay requests the venue may not have counted yet when it answered
     */
    public void answered(
            int status, HttpHeaders headers, int onTheWay, long nowNanos, long nowEpochSeconds) {
        OptionalLong left = number(headers, "X-RateLimit-Remaining");
        OptionalLong reset = number(headers, "X-RateLimit-Reset");
        boolean exhausted = status == 429 || left.orElse(1) <= 0;
        if (!exhausted) {
            if (left.isPresent() && reset.isPresent()) {
                venueCounts = true;
                venueLeft = left.getAsLong() - onTheWay;
                venueResetNanos = nowNanos + nanos(reset.getAsLong() - nowEpochSeconds + 1);
            }
            return;
        }
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
        waitUntilNanos = nowNanos + nanos(seconds);
    }

    private static long nanos(long seconds) {
        return TimeUnit.SECONDS.toNanos(Math.max(1, Math.min(LONGEST_WAIT_SECONDS, seconds)));
    }

    private static OptionalLong number(HttpHeaders headers, String name) {
        String text = headers.get(name);
        if (text == null || !text.matches("[0-9]{1,12}")) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(Long.parseLong(text));
    }
}
