package io.openbell.healthmonitor;

import io.openbell.api.component.Health;
import java.util.ArrayList;
import java.util.List;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;

/**
 * Keeps the latest measurement, and warns when the machine gets short of something. The processor may be busy for a
 * moment, as it is at every start: it counts once {@value #BUSY_RUNS} measurements in a row were above the limit.
 */
final class ResourceCheck implements HealthCheck {

    /** Name of this check beside those of the components. */
    static final String NAME = "resources";

    /** Above these health warns, in percent. */
    record Limits(int cpuPercent, int memoryPercent, int diskPercent, int filesPercent) {}

    private static final int BUSY_RUNS = 3;

    private final Limits limits;

    private volatile Machine.Measurement latest = Machine.NONE;
    private volatile int busyRuns;

    ResourceCheck(Limits limits) {
        this.limits = limits;
    }

    /** Takes a measurement; one thread. */
    void take(Machine.Measurement measured) {
        busyRuns =
                measured.usage().cpu() > limits.cpuPercent()
                        ? Math.min(BUSY_RUNS, busyRuns + 1)
                        : 0;
        latest = measured;
    }

    /** The latest one; any thread. */
    Machine.Measurement latest() {
        return latest;
    }

    @Override
    public Result execute() {
        Health health = judge();
        return new Result(Result.Status.valueOf(health.status().name()), health.detail());
    }

    /** The latest measurement against the limits. */
    Health judge() {
        Machine.Measurement measured = latest;
        if (measured.usage().memory() < 0 && measured.filesPercent() <= 0) {
            return Health.ok("%s", "first measurement under way");
        }
        List<String> high = new ArrayList<>();
        if (busyRuns >= BUSY_RUNS) {
            compare(high, "cpu", measured.usage().cpu(), limits.cpuPercent());
        }
        compare(high, "memory", measured.usage().memory(), limits.memoryPercent());
        compare(high, "disk", measured.usage().disk(), limits.diskPercent());
        compare(high, "files", measured.filesPercent(), limits.filesPercent());
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
