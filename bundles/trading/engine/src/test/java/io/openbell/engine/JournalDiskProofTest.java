package io.openbell.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.openbell.api.engine.Journaled;
import io.openbell.engine.FailingDisk.Call;
import io.openbell.testkit.ManualClock;
import io.openbell.testkit.Proof;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Goal 1: a disk that is full or broken, at whichever call it shows, costs nothing that was acknowledged. */
class JournalDiskProofTest {

    private static final int SEGMENT_BYTES = 4096;
    private static final int EVENTS = 230;
    private static final List<String> ERRORS =
            List.of("No space left on device", "Input/output error");

    @TempDir private Path root;
    private final List<Journaled> events = Samples.halts(EVENTS);
    private int lives;
    private int reached;

    /** @return events that were acknowledged and are not there afterwards */
    private int lostWith(FileOpener disk, Path journal) throws IOException {
        int acknowledged = append(disk, journal);
        List<Journaled> recovered = recover(journal);
        assertThat(recovered)
                .as("no gap, nothing invented")
                .isEqualTo(events.subList(0, recovered.size()));
        return Math.max(0, acknowledged - recovered.size());
    }

    /** Opens and appends one event after the other until the journal refuses; how many were acknowledged. */
    private int append(FileOpener disk, Path journal) {
        AtomicInteger acknowledged = new AtomicInteger();
        try (EventLoop loop = loop();
                SegmentedJournal opened = journal(journal, loop, disk)) {
            opened.open(JournalFixture.MODE, JournalFixture.ACCOUNT);
            for (Journaled event : events) {
                CountDownLatch durable = new CountDownLatch(1);
                opened.append(event, durable::countDown);
                while (!durable.await(1, TimeUnit.MILLISECONDS)) {
                    if (!opened.isWritable()) {
                        return acknowledged.get();
                    }
                }
                acknowledged.incrementAndGet();
            }
        } catch (IOException | IllegalStateException | InterruptedException refused) {
            // Said so: that is what is asked for.
        }
        return acknowledged.get();
    }

    private static List<Journaled> recover(Path journal) throws IOException {
        try (EventLoop loop = loop();
                SegmentedJournal opened = journal(journal, loop, new AppendingProcess.Unforced())) {
            Recording recording = new Recording();
            loop.subscribe("recovered", io.openbell.api.engine.Stage.ORDERS, true, recording);
            opened.open(JournalFixture.MODE, JournalFixture.ACCOUNT);
            return recording.replayed();
        }
    }

    private static EventLoop loop() {
        return new EventLoop(LoopSettings.DEFAULTS, LoopClock.ofEvents()).start();
    }

    private static SegmentedJournal journal(Path root, EventLoop loop, FileOpener disk) {
        return new SegmentedJournal(
                root, SEGMENT_BYTES, ManualClock.at("2025-01-15T14:30:00Z"), loop, disk);
    }

    private Path next() {
        return root.resolve("life-" + lives++);
    }

    @Test
    void shouldLoseNothingWhicheverCallFails() throws IOException {
        int[] calls =
                Proof.isFull()
                        ? IntStream.rangeClosed(1, 200).toArray()
                        : new int[] {1, 2, 3, 4, 7, 12, 61};
        int lost = 0;
        for (Call call : Call.values()) {
            for (String error : ERRORS) {
                for (int n : calls) {
                    lost += lostAtCall(call, n, false, error);
                    lost += lostAtCall(call, n, true, error);
                }
            }
        }
        assertThat(lost).as("acknowledged and lost").isZero();
        assertThat(reached).as("faults that were met").isPositive();

        int control = 0;
        for (int n : calls) {
            control += lostAtAForceThatIsTriedAgain(n);
        }
        assertThat(control).as("the test notices a force that is tried again").isPositive();
        Proof.shown(
                1,
                "ENOSPC and EIO at the n-th write, force, open, folder force, n up to "
                        + calls[calls.length - 1]
                        + ", once and for good: "
                        + lives
                        + " lives, "
                        + reached
                        + " met their fault",
                "0 acknowledged events lost, no gap",
                "trying a failed force again lost " + control);
    }

    private int lostAtCall(Call call, int n, boolean persistent, String error) throws IOException {
        FailingDisk disk = new FailingDisk(call, n, persistent, error);
        int lost = lostWith(disk, next());
        reached += disk.hasFailed() ? 1 : 0;
        return lost;
    }

    /** What others did before PostgreSQL learned it: the second force succeeds, and the pages are gone. */
    private int lostAtAForceThatIsTriedAgain(int n) {
        FailingDisk disk = new FailingDisk(Call.FORCE, n, false, ERRORS.get(1));
        FileOpener forgiving =
                new FileOpener() {
                    @Override
                    public FileChannel open(Path path, OpenOption... options) throws IOException {
                        FileChannel failing = disk.open(path, options);
                        return new FaultyChannel(failing) {
                            @Override
                            public void force(boolean metaData) throws IOException {
                                try {
                                    super.force(metaData);
                                } catch (IOException again) {
                                    super.force(metaData);
                                }
                            }
                        };
                    }

                    @Override
                    public void forceFolder(Path folder) {}
                };
        Path journal = next();
        int acknowledged = append(forgiving, journal);
        try {
            return Math.max(0, acknowledged - recover(journal).size());
        } catch (IOException refused) {
            return acknowledged;
        }
    }

    @Test
    void shouldLoseNothingOnADiskThatRunsFull() throws IOException {
        int step = Proof.figure(997, 37);
        int lost = 0;
        int control = 0;
        int sizes = 0;
        for (int bytes = 600; bytes < 5 * SEGMENT_BYTES; bytes += step) {
            sizes++;
            lost += lostWith(SmallDisk.of(bytes), next());
            control += lostOnOneWrite(bytes);
        }
        assertThat(lost).isZero();
        assertThat(control).as("the test notices a write that is not looped").isPositive();
        Proof.shown(
                1,
                "disk full after N bytes, short writes without an error, " + sizes + " sizes",
                "0 acknowledged events lost",
                "one un-looped write lost " + control);
    }

    private int lostOnOneWrite(int bytes) {
        Path journal = next();
        int acknowledged = append(SmallDisk.ofOneWrite(bytes), journal);
        try {
            return Math.max(0, acknowledged - recover(journal).size());
        } catch (IOException refused) {
            return acknowledged;
        }
    }

    /** The same on a real file system: a tmpfs of a few pages. Needs root; elsewhere it is skipped, and says so. */
    @Test
    void shouldLoseNothingOnARealFileSystemThatRunsFull() throws Exception {
        Path disk = Files.createDirectory(root.resolve("tmpfs"));
        assumeTrue(
                ran("mount", "-t", "tmpfs", "-o", "size=16k", "tmpfs", disk.toString()),
                "SKIPPED: a full file system needs root and tmpfs on this machine");
        assertThat(ran("umount", disk.toString())).isTrue();
        int lost = 0;
        int control = 0;
        int sizes = Proof.figure(3, 20);
        for (int n = 1; n <= sizes; n++) {
            lost += lostOnTmpfs(disk, 4 * n, FileChannel::open);
            control += lostOnTmpfs(disk, 4 * n, oneWrite());
        }
        assertThat(lost).isZero();
        assertThat(control).as("the test notices a write that is not looped").isPositive();
        Proof.shown(
                1,
                "ENOSPC on a real tmpfs, " + sizes + " sizes",
                "0 acknowledged events lost",
                "one un-looped write lost " + control);
    }

    private int lostOnTmpfs(Path disk, int kibibytes, FileOpener opener) throws Exception {
        assertThat(ran("mount", "-t", "tmpfs", "-o", "size=" + kibibytes + "k", "tmpfs", disk + ""))
                .isTrue();
        try {
            int acknowledged = append(opener, disk.resolve("j"));
            assertThat(ran("mount", "-o", "remount,size=4m", disk.toString())).isTrue();
            try {
                return Math.max(0, acknowledged - recover(disk.resolve("j")).size());
            } catch (IOException refused) {
                return acknowledged;
            }
        } finally {
            assertThat(ran("umount", disk.toString())).isTrue();
        }
    }

    private static FileOpener oneWrite() {
        return (path, options) ->
                new FaultyChannel(FileChannel.open(path, options)) {
                    @Override
                    public int write(ByteBuffer bytes, long position) {
                        int wanted = bytes.remaining();
                        try {
                            super.write(bytes, position);
                        } catch (IOException nothingFitted) {
                            // The call before it said nothing either.
                        }
                        bytes.position(bytes.limit());
                        return wanted;
                    }
                };
    }

    private static boolean ran(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getInputStream().readAllBytes();
        return process.waitFor() == 0;
    }
}
