package io.openbell.engine;

import io.openbell.api.engine.Journaled;
import io.openbell.api.risk.HaltTrading;
import io.openbell.testkit.ManualClock;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A process of its own that opens a journal and appends to it for ever, as fast as the disk goes. Whatever is acknowledged
 * it writes to its output, one number a line, for the test that kills it.
 */
final class AppendingProcess implements AutoCloseable {

    /** How the process is built: as it is, or with a fault that the test must notice. */
    enum Build {
        /** Ours. */
        SOUND,
        /** Never forces anything to the disk. */
        WITHOUT_FSYNC,
        /** Acknowledges when an event is appended, not when it is on the disk. */
        ACKNOWLEDGES_TOO_EARLY
    }

    private static final int SEGMENT_BYTES = 64 * 1024;
    private static final int WAITING = 32;

    private final Process process;
    private final Thread reader;
    private final AtomicLong acknowledged;

    private AppendingProcess(Process process, long before) {
        this.process = process;
        acknowledged = new AtomicLong(before);
        reader = new Thread(this::read, "acknowledgements");
        reader.start();
    }

    /** @param before how many events the journal holds already */
    static AppendingProcess start(Path root, Build build, long before) throws IOException {
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UseSerialGC",
                                "-Xshare:auto",
                                "-cp",
                                System.getProperty("java.class.path"),
                                AppendingProcess.class.getName(),
                                root.toString(),
                                build.name())
                        .redirectError(ProcessBuilder.Redirect.to(new File("/dev/null")))
                        .start();
        return new AppendingProcess(process, before);
    }

    private void read() {
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(
                                process.getInputStream(), StandardCharsets.US_ASCII))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                acknowledged.set(Long.parseLong(line));
            }
        } catch (IOException | NumberFormatException cutOff) {
            // The process was killed while it wrote the line.
        }
    }

    /** Number of the last event that it said is on the disk. */
    long acknowledged() {
        return acknowledged.get();
    }

    void awaitAcknowledged(long number) throws InterruptedException {
        long deadlineNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (acknowledged.get() < number) {
            if (!process.isAlive() || System.nanoTime() - deadlineNanos > 0) {
                throw new AssertionError(
                        "acknowledges " + acknowledged + " only, alive=" + process.isAlive());
            }
            Thread.sleep(1);
        }
    }

    /** SIGSTOP: it stands still between two instructions. */
    void freeze() throws IOException, InterruptedException {
        signal("STOP");
    }

    void goOn() throws IOException, InterruptedException {
        signal("CONT");
    }

    private void signal(String name) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
        if (kill.waitFor() != 0) {
            throw new IOException("kill -" + name + " failed");
        }
    }

    /** SIGKILL; returns what was acknowledged to the last byte. */
    long kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
        reader.join();
        return acknowledged.get();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    static Journaled event(long number) {
        return new HaltTrading("proof", "number " + number, Instant.EPOCH);
    }

    /** What a new process finds: the events from 1 on without a gap, or an error that names the first that is not. */
    static long recovered(Path root) throws IOException {
        try (EventLoop loop = loop();
                SegmentedJournal journal = journal(root, loop, FileChannel::open)) {
            Recording recording = new Recording();
            loop.subscribe("recovered", io.openbell.api.engine.Stage.ORDERS, true, recording);
            long count = journal.open(JournalFixture.MODE, JournalFixture.ACCOUNT);
            List<Journaled> events = recording.replayed();
            for (int i = 0; i < events.size(); i++) {
                if (!events.get(i).equals(event(i + 1))) {
                    throw new AssertionError("event " + (i + 1) + " became " + events.get(i));
                }
            }
            return count;
        }
    }

    private static EventLoop loop() {
        return new EventLoop(LoopSettings.DEFAULTS, LoopClock.ofEvents()).start();
    }

    private static SegmentedJournal journal(Path root, EventLoop loop, FileOpener opener) {
        return new SegmentedJournal(
                root, SEGMENT_BYTES, ManualClock.at("2025-01-15T14:30:00Z"), loop, opener);
    }

    /** The child: {@code ROOT BUILD}. */
    public static void main(String[] arguments) throws Exception {
        Build build = Build.valueOf(arguments[1]);
        FileOpener opener = build == Build.WITHOUT_FSYNC ? new Unforced() : FileChannel::open;
        SegmentedJournal journal = journal(Path.of(arguments[0]), loop(), opener);
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.US_ASCII);
        long first = journal.open(JournalFixture.MODE, JournalFixture.ACCOUNT) + 1;
        Semaphore room = new Semaphore(WAITING);
        for (long number = first; ; number++) {
            long own = number;
            room.acquire();
            if (build == Build.ACKNOWLEDGES_TOO_EARLY) {
                out.println(own);
                journal.append(event(own), room::release);
            } else {
                journal.append(
                        event(own),
                        () -> {
                            out.println(own);
                            room.release();
                        });
            }
        }
    }

    /** Forces nothing, files or folders. */
    static final class Unforced implements FileOpener {

        @Override
        public FileChannel open(Path path, OpenOption... options) throws IOException {
            return new FaultyChannel(FileChannel.open(path, options)) {
                @Override
                public void force(boolean metaData) {}
            };
        }

        @Override
        public void forceFolder(Path folder) {}
    }
}
