package io.openbell.engine;

import io.openbell.api.engine.AccountAdopted;
import io.openbell.api.engine.OrderJournal;
import io.openbell.api.engine.TradingLoop;
import io.openbell.api.risk.HaltLatch;
import io.openbell.api.session.TradingMode;
import io.openbell.api.value.Money;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Loop, journal, latch and kill file over one home, put together as the engine component does it. */
public final class LatchedEngine implements AutoCloseable {

    /** Whose journal it is. */
    public static final String ACCOUNT = "PA3PROOF";

    private static final int SEGMENT_BYTES = 4 << 20;

    private final LoopClock clock = LoopClock.system();
    private final EventLoop loop;
    private final SegmentedJournal journal;
    private final DurableLatch latch;
    private final KillFile killFile;

    /** Started; the journal is not open yet. */
    public LatchedEngine(Path home) {
        loop = new EventLoop(LoopSettings.DEFAULTS, clock).start();
        journal = new SegmentedJournal(home.resolve("journal"), SEGMENT_BYTES, clock, loop);
        killFile = new KillFile(home.resolve("etc").resolve("KILL"));
        latch =
                new DurableLatch(
                        new LatchFolder(
                                home.resolve("latch"), TradingMode.PAPER, FileChannel::open),
                        journal,
                        loop,
                        clock,
                        killFile::holds);
        killFile.watch(latch);
    }

    /** Where the halt stands besides the journal. */
    public static Path file(Path home) {
        return home.resolve("latch").resolve("HALTED-paper-" + ACCOUNT);
    }

    /** Opens the journal of the account, and waits until its past was heard. */
    public LatchedEngine open() throws IOException {
        if (journal.open(TradingMode.PAPER, ACCOUNT) == 0) {
            CountDownLatch durable = new CountDownLatch(1);
            journal.append(
                    new AccountAdopted(ACCOUNT, Money.ZERO, List.of(), Instant.now()),
                    durable::countDown);
            try {
                if (!durable.await(10, TimeUnit.SECONDS)) {
                    throw new IOException("the journal did not answer");
                }
            } catch (InterruptedException interrupted) {
                throw new IOException(interrupted);
            }
        }
        // Comes in behind the past.
        loop.subscribe(
                        "proof",
                        io.openbell.api.engine.Stage.OBSERVERS,
                        false,
                        (sequence, now, event) -> {})
                .close();
        return this;
    }

    /** The loop. */
    public TradingLoop loop() {
        return loop;
    }

    /** The journal. */
    public OrderJournal journal() {
        return journal;
    }

    /** The latch. */
    public HaltLatch latch() {
        return latch;
    }

    /** The clock of all of them. */
    public LoopClock clock() {
        return clock;
    }

    @Override
    public void close() {
        killFile.close();
        latch.close();
        journal.close();
        loop.close();
    }

    /**
     * A process that says whether it finds itself halted, then halts again and again, each time written down anew, until it
     * is killed. Arguments: the home; {@code memory} for a latch that is never written down.
     */
    public static final class Child {

        private Child() {}

        /** Runs until killed. */
        public static void main(String[] arguments) throws Exception {
            Path home = Path.of(arguments[0]);
            if (arguments[1].equals("memory")) {
                System.out.println("latched=false");
                System.out.println("halted");
                Thread.sleep(60_000);
            }
            LatchedEngine engine = new LatchedEngine(home).open();
            System.out.println("latched=" + engine.latch.isLatched());
            for (int number = 0; ; number++) {
                engine.latch.latch("proof", "halt " + number + " of " + ProcessHandle.current());
                if (!engine.latch.awaitDurable(Duration.ofSeconds(10))) {
                    throw new IllegalStateException("not durable");
                }
                if (number == 0) {
                    System.out.println("halted");
                }
                if (!Files.exists(file(home)) && number > 100) {
                    throw new IllegalStateException("no file");
                }
            }
        }
    }
}
