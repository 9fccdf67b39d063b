package io.openbell.healthmonitor;

import io.openbell.api.component.Health;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;

/** Warns when the machine gets short of something. */
final class ResourceCheck implements HealthCheck {

    /** Name of this check beside those of the components. */
    static final String NAME = "resources";

    /** Above these health warns, in percent. */
    record Limits(int cpuPercent, int memoryPercent, int diskPercent) {}

    private final Supplier<Machine.Measurement> latest;
    private final Limits limits;

    ResourceCheck(Supplier<Machine.Measurement> latest, Limits limits) {
        this.latest = latest;
        this.limits = limits;
    }

    @Override
    public Result execute() {
        Health health = judge();
        return new Result(Result.Status.valueOf(health.status().name()), health.detail());
    }

    /** The latest measurement against the limits. */
    Health judge() {
        Machine.Measurement measured = latest.get();
        if (measured.usage().memory() < 0) {
            return Health.ok("%s", "first measurement under way");
        }
        List<String> high = new ArrayList<>();
        compare(high, "cpu", measured.usage().cpu(), limits.cpuPercent());
        compare(high, "memory", measured.usage().memory(), limits.memoryPercent());
        compare(high, "disk", measured.usage().disk(), limits.diskPercent());
        return high.isEmpty()
                ? Health.ok("%s", measured.describe())
                : Health.warn("%s; %s", String.join(", ", high), measured.describe());
    }

    private static void compare(List<String> high, String what, double percent, int warnPercent) {
        if (percent > warnPercent) {
            high.add(
                    String.format(
                            java.util.Locale.ROOT,
                            "%s=%.0f%% above %sWarnPercent=%d",
                            what,
                            percent,
                            what,
                            warnPercent));
        }
    }
}
