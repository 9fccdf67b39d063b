package io.openbell.engine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** How long a thread stood ready to run and the machine ran others. Any thread may ask. */
@FunctionalInterface
interface WaitingTime {

    /** Where nobody counts it. */
    WaitingTime UNKNOWN = () -> 0;

    /** In nanoseconds since the thread began; never less than before. */
    long nanos();

    /** Of the calling thread, as Linux counts it: the second number of {@code /proc/self/task/ID/schedstat}. */
    static WaitingTime ofThisThread() {
        try {
            Path task =
                    Path.of("/proc").resolve(Files.readSymbolicLink(Path.of("/proc/thread-self")));
            Path counted = task.resolve("schedstat");
            read(counted);
            return () -> {
                try {
                    return read(counted);
                } catch (IOException | RuntimeException ended) {
                    return 0;
                }
            };
        } catch (IOException | RuntimeException elsewhere) {
            return UNKNOWN;
        }
    }

    private static long read(Path counted) throws IOException {
        String line = Files.readString(counted, StandardCharsets.US_ASCII);
        int from = line.indexOf(' ') + 1;
        return Long.parseLong(line.substring(from, line.indexOf(' ', from)));
    }
}
