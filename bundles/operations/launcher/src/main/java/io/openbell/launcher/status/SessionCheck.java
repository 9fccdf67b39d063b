package io.openbell.launcher.status;

import io.openbell.api.component.ComponentState;
import io.openbell.api.component.ComponentStatus;
import io.openbell.api.component.Supervision;
import java.util.List;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * Whether the session is open. All other checks come from the health-monitor, and whoever asks while that is not there would
 * find nothing wrong with nothing.
 */
@Component(
        property = {
            "hc.name=session",
            "hc.tags=openbell",
            "hc.tags=session",
            "hc.resultCacheTtlInMs:Long=0"
        })
public final class SessionCheck implements HealthCheck {

    private static final String MONITOR = "health-monitor";

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile @Nullable Supervision supervision;

    @Override
    public Result execute() {
        Supervision known = supervision;
        return known == null
                ? new Result(
                        Result.Status.TEMPORARILY_UNAVAILABLE,
                        "the session has not begun, or is over")
                : judge(known.components(), known.sessionOpen());
    }

    static Result judge(List<ComponentStatus> components, boolean open) {
        List<String> down =
                components.stream()
                        .filter(line -> line.required() && !line.state().isReady())
                        .filter(line -> line.state() != ComponentState.NOT_INSTALLED)
                        .map(line -> line.id() + " " + line.state())
                        .toList();
        if (down.stream().anyMatch(line -> line.startsWith(MONITOR + " "))) {
            return new Result(Result.Status.CRITICAL, "nobody checks the rest: " + down);
        }
        return open
                ? new Result(Result.Status.OK, "the session is open")
                : new Result(
                        Result.Status.TEMPORARILY_UNAVAILABLE, "the session is not open: " + down);
    }
}
