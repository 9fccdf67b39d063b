package io.openbell.healthmonitor;

import io.openbell.api.engine.TradingEvent;
import io.openbell.api.risk.EntriesResumed;
import io.openbell.api.risk.EntriesSuspended;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Suspends entries while the machine is short of something, and lets them go on once it has been well below the limit: what
 * closes at 98 percent opens at 93. A measurement may be high for a moment; {@value #RUNS} in a row count. One thread.
 */
final class ResourceGuard {

    /** Source of the facts. */
    static final String SOURCE = "resources";

    private static final int RUNS = 3;
    private static final int HYSTERESIS_PERCENT = 5;

    /** Above these no entry passes, in percent; 100 is never. */
    record Limits(int cpuPercent, int memoryPercent, int diskPercent, int filesPercent) {}

    private final Gauge cpu;
    private final Gauge memory;
    private final Gauge disk;
    private final Gauge files;
    private int measurements;
    private boolean told;
    private boolean suspended;

    ResourceGuard(Limits limits) {
        cpu = new Gauge("cpu", limits.cpuPercent());
        memory = new Gauge("memory", limits.memoryPercent());
        disk = new Gauge("disk", limits.diskPercent());
        files = new Gauge("files", limits.filesPercent());
    }

    /**
     * Takes a measurement. The suspension is stated again with each that finds it standing, for a gate that has come since;
     * the end of it once, and once at the beginning, since an earlier instance may have suspended: when nothing is near its
     * limit, or three measurements have shown that nothing stays above.
     */
    Optional<TradingEvent> take(Machine.Measurement measured, Instant now) {
        if (measured.usage().memory() < 0 && measured.filesPercent() <= 0) {
            return Optional.empty();
        }
        measurements++;
        List<String> reasons = new ArrayList<>();
        cpu.take(measured.usage().cpu(), reasons);
        memory.take(measured.usage().memory(), reasons);
        disk.take(measured.usage().disk(), reasons);
        files.take(measured.filesPercent(), reasons);
        boolean before = suspended;
        suspended = !reasons.isEmpty();
        if (suspended) {
            return Optional.of(
                    new EntriesSuspended(
                            SOURCE, String.join(", ", reasons), now, Optional.empty()));
        }
        if (before || !told && (isCalm() || measurements >= RUNS)) {
            told = true;
            return Optional.of(new EntriesResumed(SOURCE, now));
        }
        return Optional.empty();
    }

    private boolean isCalm() {
        return cpu.calm && memory.calm && disk.calm && files.calm;
    }

    private static final class Gauge {

        private final String name;
        private final int limit;
        private int highRuns;
        private boolean closed;
        private boolean calm;

        Gauge(String name, int limit) {
            this.name = name;
            this.limit = limit;
        }

        void take(double percent, List<String> reasons) {
            calm = limit >= 100 || percent <= limit - HYSTERESIS_PERCENT;
            highRuns = percent > limit ? Math.min(RUNS, highRuns + 1) : 0;
            if (highRuns == RUNS) {
                closed = true;
            } else if (percent <= limit - HYSTERESIS_PERCENT) {
                closed = false;
            }
            if (closed) {
                reasons.add(
                        String.format(
                                Locale.ROOT,
                                "%s=%.0f%% %sMaxPercent=%d, opens at %d%%",
                                name,
                                percent,
                                name,
                                limit,
                                limit - HYSTERESIS_PERCENT));
            }
        }
    }
}
