package io.openbell.healthmonitor;

import io.openbell.api.component.ComponentState;
import io.openbell.api.component.ComponentStatus;
import io.openbell.api.component.Health;
import io.openbell.api.component.Supervision;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.jspecify.annotations.Nullable;

/**
 * Says of one component what the Supervisor knows, so that a component that is down still has a check. Asks nobody but
 * the Supervisor's snapshot: it cannot hang.
 */
final class ComponentCheck implements HealthCheck {

    private final String id;
    private final Supplier<@Nullable Supervision> supervision;

    ComponentCheck(String id, Supplier<@Nullable Supervision> supervision) {
        this.id = id;
        this.supervision = supervision;
    }

    @Override
    public Result execute() {
        Supervision known = supervision.get();
        if (known == null) {
            return new Result(
                    Result.Status.TEMPORARILY_UNAVAILABLE,
                    "launcher is not running: nobody supervises " + id);
        }
        Optional<ComponentStatus> status =
                known.components().stream().filter(line -> line.id().equals(id)).findFirst();
        if (status.isEmpty()) {
            return new Result(Result.Status.WARN, "the Supervisor does not know " + id);
        }
        return judge(status.get(), known.health().get(id));
    }

    private static Result judge(ComponentStatus line, @Nullable Health health) {
        Result.Status byState = byState(line);
        StringBuilder text = new StringBuilder("state=").append(line.state());
        if (!line.reason().isEmpty()) {
            text.append(", reason=").append(line.reason());
        }
        if (line.restarts() > 0) {
            text.append(", restarts=").append(line.restarts());
        }
        if (health == null || !isUp(line.state())) {
            return new Result(byState, text.toString());
        }
        if (!health.detail().isEmpty() && !health.detail().equals(line.reason())) {
            text.append(", detail=").append(health.detail());
        }
        Result.Status byHealth = Result.Status.valueOf(health.status().name());
        return new Result(byHealth.compareTo(byState) > 0 ? byHealth : byState, text.toString());
    }

    private static boolean isUp(ComponentState state) {
        return state == ComponentState.RUNNING
                || state == ComponentState.WARNING
                || state == ComponentState.SUSPECT
                || state == ComponentState.UNAVAILABLE;
    }

    private static Result.Status byState(ComponentStatus line) {
        return switch (line.state()) {
            case RUNNING, NOT_IN_THIS_MODE, NOT_INSTALLED -> Result.Status.OK;
            case WARNING -> Result.Status.WARN;
            case WAITING, STARTING, SUSPECT, UNAVAILABLE, STOPPING ->
                    Result.Status.TEMPORARILY_UNAVAILABLE;
            // The session goes on without an optional one.
            case BACKOFF, FAILED, ABANDONED, STOPPED ->
                    line.required() ? Result.Status.CRITICAL : Result.Status.WARN;
        };
    }
}
