package io.openbell.launcher.preflight;

import static io.openbell.launcher.preflight.Check.Finding.fail;
import static io.openbell.launcher.preflight.Check.Finding.pass;
import static io.openbell.launcher.preflight.Check.Finding.warn;

import io.openbell.launcher.preflight.Check.Finding;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

/** Java, processor, memory, disk, file handles, and a clock that shows a year one can believe. */
final class MachineChecks {

    private static final int OLDEST_JAVA = 17;
    private static final int NEWEST_JAVA = 23;
    private static final long HEAP_NEEDED = 192;
    private static final long MEMORY_WANTED = 512;
    private static final long DISK_NEEDED = 100;
    private static final long DISK_WANTED = 500;
    private static final long FILES_NEEDED = 256;
    private static final long FILES_WANTED = 1024;
    private static final Instant EARLIEST = Instant.parse("2025-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2080-01-01T00:00:00Z");

    private MachineChecks() {}

    /** The checks, each of which asks for the figures. */
    static List<Check> of(Callable<Machine> figures) {
        return List.of(
                new Check("java", 69, () -> java(figures.call())),
                new Check("cpu", 0, () -> cpu(figures.call())),
                new Check("memory", 69, () -> memory(figures.call())),
                new Check("disk", 74, () -> disk(figures.call())),
                new Check("file-handles", 69, () -> files(figures.call())),
                new Check("clock", 0, () -> clock(figures.call())));
    }

    private static Finding java(Machine machine) {
        int found = machine.javaFeature();
        return found >= OLDEST_JAVA && found <= NEWEST_JAVA
                ? pass("Java " + found)
                : fail("Java " + found + "; allowed 17 to 23", "point JAVA_HOME to a JDK 17");
    }

    private static Finding cpu(Machine machine) {
        String figures =
                machine.load() < 0
                        ? machine.processors() + " processors"
                        : String.format(
                                Locale.ROOT,
                                "%d processors, load %.1f",
                                machine.processors(),
                                machine.load());
        if (machine.processors() < 2) {
            return warn(figures + "; wanted 2", "run it where two processors are free");
        }
        return machine.load() > 4.0 * machine.processors()
                ? warn(figures, "something else keeps the machine busy; quotes may be late")
                : pass(figures);
    }

    private static Finding memory(Machine machine) {
        String figures =
                machine.memory() < 0
                        ? "heap " + machine.heapMax() + " MiB"
                        : "heap "
                                + machine.heapMax()
                                + " MiB, free "
                                + machine.memoryFree()
                                + " of "
                                + machine.memory()
                                + " MiB";
        if (machine.heapMax() < HEAP_NEEDED) {
            return fail(
                    figures + "; the heap needs " + HEAP_NEEDED + " MiB",
                    "raise -Xmx in OPENBELL_JAVA_OPTS or JAVA_OPTS, or leave it out");
        }
        return machine.memory() >= 0 && machine.memory() < machine.heapMax() + MEMORY_WANTED
                ? warn(
                        figures + "; wanted " + MEMORY_WANTED + " MiB beside the heap",
                        "lower -Xmx, or give the machine more memory")
                : pass(figures);
    }

    private static Finding disk(Machine machine) {
        String figures = "free " + machine.diskFree() + " of " + machine.disk() + " MiB";
        if (machine.diskFree() < DISK_NEEDED) {
            return fail(
                    figures + "; needed " + DISK_NEEDED,
                    "free space on the disk of OPENBELL_HOME, or move it");
        }
        return machine.diskFree() < DISK_WANTED
                ? warn(
                        figures + "; wanted " + DISK_WANTED,
                        "free space: entries stay suspended below diskReduceMegabytes")
                : pass(figures);
    }

    private static Finding files(Machine machine) {
        if (machine.maxFiles() < 0) {
            return Finding.skipped("this system does not tell");
        }
        String figures = machine.openFiles() + " of " + machine.maxFiles() + " in use";
        String remedy = "raise the limit: ulimit -n 4096";
        if (machine.maxFiles() - machine.openFiles() < FILES_NEEDED) {
            return fail(figures + "; " + FILES_NEEDED + " must be free", remedy);
        }
        return machine.maxFiles() < FILES_WANTED
                ? warn(figures + "; wanted " + FILES_WANTED, remedy)
                : pass(figures);
    }

    private static Finding clock(Machine machine) {
        Instant now = machine.now();
        return now.isAfter(EARLIEST) && now.isBefore(LATEST)
                ? pass(now.toString())
                : warn(
                        now + " cannot be right; entries stay suspended until it is",
                        "set the clock of the machine, best by NTP");
    }
}
