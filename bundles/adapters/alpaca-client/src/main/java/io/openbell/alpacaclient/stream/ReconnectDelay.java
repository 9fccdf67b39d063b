package io.openbell.alpacaclient.stream;

import io.openbell.alpacaclient.connection.ClientSettings;
import io.openbell.alpacaclient.connection.Trouble;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next attempt: random between the shortest pause and a bound that doubles with each failure,
 * so that many clients do not come back at the same moment. Not for several threads.
 */
public final class ReconnectDelay {

    private static final Duration LIMIT_MIN = Duration.ofSeconds(30);
    private static final Duration LIMIT_MAX = Duration.ofSeconds(90);
    private static final int MOST_DOUBLINGS = 16;

    private final ClientSettings settings;
    private final RandomGenerator random;
    private int failures;

    public ReconnectDelay(ClientSettings settings, RandomGenerator random) {
        this.settings = settings;
        this.random = random;
    }

    /** The connection had proven itself: the next failure is the first again. */
    public void reset() {
        failures = 0;
    }

    public Duration next(Trouble trouble, boolean builtIn) {
        return switch (trouble) {
            case PASSING -> backoff();
            case CONNECTION_LIMIT -> builtIn ? backoff() : between(LIMIT_MIN, LIMIT_MAX);
            case CREDENTIALS, PLAN -> settings.refusedRetry();
        };
    }

    private Duration backoff() {
        Duration bound = settings.reconnectMin().multipliedBy(2L << failures);
        failures = Math.min(MOST_DOUBLINGS, failures + 1);
        Duration max = settings.reconnectMax();
        return between(settings.reconnectMin(), bound.compareTo(max) < 0 ? bound : max);
    }

    private Duration between(Duration low, Duration high) {
        long spread = high.toMillis() - low.toMillis();
        return low.plusMillis(spread <= 0 ? 0 : random.nextLong(spread + 1));
    }
}
