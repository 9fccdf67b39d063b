package io.openbell.healthmonitor;

import io.openbell.api.view.Resources.Usage;
import java.io.IOException;

/** What can be measured of the machine. Does I/O; one thread. */
interface Machine {

    /** Nothing measured yet. */
    Measurement NONE = new Measurement(new Usage(-1, -1, -1), 0, 0, 0, 0);

    /** Measures now. */
    Measurement measure() throws IOException;

    /**
     * One measurement.
     *
     * @param usage             in percent
     * @param filesPercent      open files and sockets of this process, of those that it may open
     * @param diskFreeMegabytes of the file system that holds {@code $OPENBELL_HOME}
     * @param heapMegabytes     used of this process's heap
     * @param heapMaxMegabytes  the most it may use
     */
    record Measurement(
            Usage usage,
            double filesPercent,
            long diskFreeMegabytes,
            long heapMegabytes,
            long heapMaxMegabytes) {

        /** The same with that many open files. */
        Measurement withFiles(double percent) {
            return new Measurement(
                    usage, percent, diskFreeMegabytes, heapMegabytes, heapMaxMegabytes);
        }

        /** One line with the figures. */
        String describe() {
            return String.format(
                    java.util.Locale.ROOT,
                    "cpuPercent=%.0f, memoryPercent=%.0f, diskPercent=%.0f, filesPercent=%.0f,"
                            + " diskFreeMegabytes=%d, heapMegabytes=%d of %d",
                    usage.cpu(),
                    usage.memory(),
                    usage.disk(),
                    filesPercent,
                    diskFreeMegabytes,
                    heapMegabytes,
                    heapMaxMegabytes);
        }
    }
}
