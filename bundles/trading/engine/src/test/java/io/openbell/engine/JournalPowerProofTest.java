package io.openbell.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.openbell.engine.AppendingProcess.Build;
import io.openbell.testkit.Proof;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Goal 1: a power cut loses nothing that was acknowledged. A file system of its own on a loop device; at a random moment the
 * writing process is frozen and the device copied, which is what a disk holds when the power goes: only what was
 * forced to it for certain. The copy is mounted and read. Needs root; elsewhere it is skipped, and says so.
 */
class JournalPowerProofTest {

    private static final long SEED = 20_260_402;
    private static final int IMAGE_MEBIBYTES = 48;
    private static final int CUTS_PER_DISK = 10;

    @TempDir private Path work;
    private final Random random = new Random(SEED);
    private long acknowledgedInAll;

    @Test
    void shouldHoldEveryAcknowledgedEventAfterAPowerCut() throws Exception {
        assumeTrue(
                canMount(),
                "SKIPPED: power cuts need root, mkfs.ext4 and loop devices on this machine");
        int cuts = Proof.figure(3, 100);
        long[] lost = cut(Build.SOUND, cuts);
        long acknowledged = acknowledgedInAll;
        int controls = Proof.figure(2, 10);
        long[] control = cut(Build.WITHOUT_FSYNC, controls);

        assertThat(lost).as("cuts that lost something, events lost").containsExactly(0, 0);
        assertThat(control[0]).as("the test notices a build without fsync").isPositive();
        Proof.shown(
                1,
                "power cut: image of an ext4 disk copied while the writer is stopped, "
                        + cuts
                        + " times, seed "
                        + SEED,
                acknowledged + " acknowledged, 0 lost, no gap",
                "a build without fsync lost "
                        + control[1]
                        + " in "
                        + control[0]
                        + " of "
                        + controls
                        + " cuts");
    }

    private boolean canMount() throws InterruptedException {
        try {
            Path image = newImage("probe");
            Path point = mount(image);
            unmount(point);
            Files.delete(image);
            return true;
        } catch (IOException refused) {
            System.out.println("PROOF power cut skipped: " + refused.getMessage());
            return false;
        }
    }

    /** How many of the cuts lost something, and how many events in all. */
    private long[] cut(Build build, int cuts) throws Exception {
        long[] lost = new long[2];
        for (int done = 0; done < cuts; done += CUTS_PER_DISK) {
            Path image = newImage(build + "-" + done);
            Path disk = mount(image);
            try (AppendingProcess process =
                    AppendingProcess.start(disk.resolve("journal"), build, 0)) {
                process.awaitAcknowledged(1);
                for (int n = done; n < Math.min(cuts, done + CUTS_PER_DISK); n++) {
                    Thread.sleep(random.nextInt(80));
                    long missing = cutOnce(process, image);
                    lost[0] += missing > 0 ? 1 : 0;
                    lost[1] += missing;
                }
                acknowledgedInAll += process.kill();
            } finally {
                unmount(disk);
                Files.deleteIfExists(image);
            }
        }
        return lost;
    }

    private long cutOnce(AppendingProcess process, Path image) throws Exception {
        Path copy = work.resolve("cut.img");
        // Read before the process stands still: what it says afterwards is not counted.
        long acknowledged = process.acknowledged();
        process.freeze();
        try {
            Files.copy(image, copy, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            process.goOn();
        }
        Path disk = mount(copy);
        try {
            Path journal = disk.resolve("journal");
            long recovered = Files.exists(journal) ? recoveredOrNone(journal) : 0;
            return Math.max(0, acknowledged - recovered);
        } finally {
            unmount(disk);
            Files.delete(copy);
        }
    }

    /** A journal that is refused has lost everything, as far as its owner can tell. */
    private static long recoveredOrNone(Path journal) {
        try {
            return AppendingProcess.recovered(journal);
        } catch (IOException | AssertionError refused) {
            return 0;
        }
    }

    private Path newImage(String name) throws IOException, InterruptedException {
        Path image = work.resolve(name + ".img");
        run("truncate", "-s", IMAGE_MEBIBYTES + "M", image.toString());
        run("mkfs.ext4", "-q", "-F", image.toString());
        return image;
    }

    private Path mount(Path image) throws IOException, InterruptedException {
        Path point = Files.createTempDirectory(work, "disk");
        run("mount", "-o", "loop", image.toString(), point.toString());
        return point;
    }

    private static void unmount(Path point) throws IOException, InterruptedException {
        run("umount", point.toString());
        Files.delete(point);
    }

    private static void run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes());
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IOException(String.join(" ", command) + ": " + output.strip());
        }
    }
}
