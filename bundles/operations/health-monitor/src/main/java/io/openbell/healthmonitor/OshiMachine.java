package io.openbell.healthmonitor;

import io.openbell.api.view.Resources.Usage;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import oshi.SystemInfo;
import oshi.hardware.CentralProcessor;
import oshi.hardware.GlobalMemory;
import oshi.software.os.OSProcess;

/**
 * Measures through OSHI, which loads native code at the first use: that is why nothing of it is touched before the first
 * {@link #measure}.
 */
final class OshiMachine implements Machine {

    private static final long MEGABYTE = 1024 * 1024;

    /** Of the first measurement, which has no earlier one to compare with. */
    private static final long FIRST_SAMPLE_MILLIS = 300;

    /** Linux and macOS list them there. */
    private static final File OPEN_FILES = new File("/dev/fd");

    private static final Path ANY_FILE = Path.of("/dev/null");

    private final Path home;
    private @Nullable CentralProcessor processor;
    private @Nullable GlobalMemory memory;
    private long @Nullable [] lastTicks;
    private @Nullable OSProcess self;
    private Measurement latest = Machine.NONE;

    OshiMachine(Path home) {
        this.home = home;
    }

    @Override
    public Measurement measure() throws IOException {
        double files = filesPercent();
        // The rest is read from files, too.
        latest = files < 100 ? measured(files) : latest.withFiles(files);
        return latest;
    }

    private Measurement measured(double files) throws IOException {
        FileStore disk = Files.getFileStore(home);
        long used = disk.getTotalSpace() - disk.getUnallocatedSpace();
        // As df has it: what is kept for others is neither used nor to be had.
        double diskPercent = percent(used, used + disk.getUsableSpace());
        Usage usage = new Usage(cpuPercent(), memoryPercent(), diskPercent);
        Runtime process = Runtime.getRuntime();
        return new Measurement(
                usage,
                files,
                disk.getUsableSpace() / MEGABYTE,
                (process.totalMemory() - process.freeMemory()) / MEGABYTE,
                process.maxMemory() / MEGABYTE);
    }

    private double cpuPercent() {
        CentralProcessor cpu = processor;
        if (cpu == null) {
            cpu = new SystemInfo().getHardware().getProcessor();
            processor = cpu;
        }
        long[] before = lastTicks;
        double load =
                before == null
                        ? cpu.getSystemCpuLoad(FIRST_SAMPLE_MILLIS)
                        : cpu.getSystemCpuLoadBetweenTicks(before);
        lastTicks = cpu.getSystemCpuLoadTicks();
        return Math.min(100, Math.max(0, 100 * load));
    }

    /** A hundred when not one more can be opened, which counting them takes; zero where nobody tells. */
    private double filesPercent() {
        String[] open = OPEN_FILES.list();
        if (open == null) {
            return canOpenOne() ? 0 : 100;
        }
        OSProcess process = self;
        if (process == null) {
            process = new SystemInfo().getOperatingSystem().getCurrentProcess();
            self = process;
        }
        long limit = process == null ? 0 : process.getSoftOpenFileLimit();
        return limit <= 0 ? 0 : Math.min(100, percent(open.length, limit));
    }

    private static boolean canOpenOne() {
        try (InputStream one = Files.newInputStream(ANY_FILE)) {
            return true;
        } catch (FileSystemException refused) {
            return !String.valueOf(refused.getReason()).contains("Too many open files");
        } catch (IOException other) {
            return true;
        }
    }

    private double memoryPercent() {
        GlobalMemory installed = memory;
        if (installed == null) {
            installed = new SystemInfo().getHardware().getMemory();
            memory = installed;
        }
        return percent(installed.getTotal() - installed.getAvailable(), installed.getTotal());
    }

    private static double percent(long part, long whole) {
        return whole <= 0 ? 0 : 100.0 * part / whole;
    }
}
