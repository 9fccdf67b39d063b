package io.openbell.launcher.supervisor;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a component is supervised; the five keys that may stand in every component's configuration.
 *
 * @param required         the session is open only with it
 * @param restartOnFailure start it again when it fails
 * @param maxRestarts      within ten minutes; one more failure and it stays down
 * @param healthEndpoint   also asked for its health, on loopback; null when there is none
 * @param startupDelay     between its first good health and the start of what stands on it
 */
public record Policy(
        boolean required,
        boolean restartOnFailure,
        int maxRestarts,
        @Nullable URI healthEndpoint,
        Duration startupDelay) {

    /** Failures older than this do not count. */
    public static final Duration WINDOW = RestartBudget.WINDOW;

    private static final int MAX_RESTARTS = 5;

    /** The policy of a component whose configuration says nothing about it. */
    public static Policy defaults(boolean required) {
        return new Policy(required, true, MAX_RESTARTS, null, Duration.ZERO);
    }

    /** The same with another limit. */
    public Policy withMaxRestarts(int most) {
        return new Policy(required, restartOnFailure, most, healthEndpoint, startupDelay);
    }

    /** The longest time that one which fails at every start can take until it has used up its restarts. */
    public Duration longestWayToTheLimit() {
        return RestartBudget.longestWayToTheLimit(this);
    }
}
