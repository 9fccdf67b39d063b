package io.openbell.launcher.preflight;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * What this process runs on. Sizes in mebibytes; negative where the system does not tell.
 *
 * @param javaFeature  of the Java version: 17
 * @param load         of the last minute, as the system states it
 * @param openFiles    handles in use
 * @param maxFiles     handles this process may have
 */
record Machine(
        int javaFeature,
        int processors,
        double load,
        long heapMax,
        long memoryFree,
        long memory,
        long diskFree,
        long disk,
        long openFiles,
        long maxFiles,
        Instant now) {

    private static final long MEBIBYTE = 1024 * 1024;

    /** As it is now. */
    static Machine measure(Path home) throws IOException {
        FileStore store = Files.getFileStore(home);
        OperatingSystemMXBean system = ManagementFactory.getOperatingSystemMXBean();
        long free = attribute("FreeMemorySize", MEBIBYTE);
        long total = attribute("TotalMemorySize", MEBIBYTE);
        long open = attribute("OpenFileDescriptorCount", 1);
        long most = attribute("MaxFileDescriptorCount", 1);
        return new Machine(
                Runtime.version().feature(),
                system.getAvailableProcessors(),
                system.getSystemLoadAverage(),
                Runtime.getRuntime().maxMemory() / MEBIBYTE,
                free,
                total,
                store.getUsableSpace() / MEBIBYTE,
                store.getTotalSpace() / MEBIBYTE,
                open,
                most,
                Instant.now());
    }

    /** By name: the framework does not export the package of the interface that has them. */
    private static long attribute(String name, long unit) {
        try {
            Object value =
                    ManagementFactory.getPlatformMBeanServer()
                            .getAttribute(
                                    new ObjectName(ManagementFactory.OPERATING_SYSTEM_MXBEAN_NAME),
                                    name);
            return value instanceof Number number ? number.longValue() / unit : -1;
        } catch (JMException unknown) {
            return -1;
        }
    }
}
