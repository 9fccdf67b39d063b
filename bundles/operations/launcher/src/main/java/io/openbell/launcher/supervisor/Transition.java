package io.openbell.launcher.supervisor;

import io.openbell.api.component.ComponentState;
import java.time.Instant;

/**
 * A component entered another state.
 *
 * @param sequence   numbers all transitions of the session from 1
 * @param generation of its permit: what happened to it under an older one does not count any more
 * @param cause      one line for people, may be empty
 */
public record Transition(
        long sequence,
        String id,
        long generation,
        ComponentState from,
        ComponentState to,
        String cause,
        Instant at) {}
