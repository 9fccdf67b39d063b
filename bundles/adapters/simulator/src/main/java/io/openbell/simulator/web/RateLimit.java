package io.openbell.simulator.web;

import java.time.InstantSource;
import java.util.Map;

/** Counts requests by the minute: the first one begins it. */
final class RateLimit {

    private static final long WINDOW_SECONDS = 60;

    private final int perWindow;
    private final InstantSource clock;
    private long windowEnds = Long.MIN_VALUE;
    private int used;

    /** With 0, never exceeded and never mentioned. */
    RateLimit(int perWindow, InstantSource clock) {
        this.perWindow = perWindow;
        this.clock = clock;
    }

    /** One more request. False when it is one too many. */
    boolean count() {
        if (perWindow == 0) {
            return true;
        }
        long now = clock.instant().getEpochSecond();
        if (now >= windowEnds || windowEnds - now > WINDOW_SECONDS) {
            windowEnds = now + WINDOW_SECONDS;
            used = 0;
        }
        if (used == perWindow) {
            return false;
        }
        used++;
        return true;
    }

    /** What the response says about it. */
    Map<String, String> headers() {
        return perWindow == 0
                ? Map.of()
                : Map.of(
                        "X-RateLimit-Limit", Integer.toString(perWindow),
                        "X-RateLimit-Remaining", Integer.toString(perWindow - used),
                        "X-RateLimit-Reset", Long.toString(windowEnds));
    }
}
