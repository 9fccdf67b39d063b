package io.openbell.api.component;

import java.time.Instant;
import java.util.List;

/**
 * One line of the status.
 *
 * @param reason   why it is in this state, one line for people; empty when there is nothing to say
 * @param hard     ids it stops and starts with
 * @param soft     ids it starts after
 * @param restarts since the session began
 * @param since    when it entered the state, UTC
 */
public record ComponentStatus(
        String id,
        ComponentState state,
        boolean required,
        String reason,
        List<String> hard,
        List<String> soft,
        int restarts,
        Instant since) {

    /** Keeps copies. */
    public ComponentStatus {
        hard = List.copyOf(hard);
        soft = List.copyOf(soft);
    }
}
