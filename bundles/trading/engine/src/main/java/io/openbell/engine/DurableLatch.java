package io.openbell.engine;

import io.openbell.api.engine.AccountAdopted;
import io.openbell.api.engine.Journaled;
import io.openbell.api.engine.LoopSubscriber;
import io.openbell.api.engine.OrderJournal;
import io.openbell.api.engine.Stage;
import io.openbell.api.engine.Subscription;
import io.openbell.api.engine.TradingEvent;
import io.openbell.api.engine.TradingLoop;
import io.openbell.api.risk.HaltLatch;
import io.openbell.api.risk.HaltTrading;
import io.openbell.api.risk.LatchedHalt;
import io.openbell.api.risk.Release;
import io.openbell.api.risk.ReleaseStep;
import io.openbell.api.risk.ResumeTrading;
import io.openbell.api.risk.StillHalted;
import io.openbell.api.risk.SuspensionNote;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The latch in memory, in the journal and in the folder {@code latch}. Memory is changed on the caller's thread; whatever
 * goes to the disk goes there on the thread "halt-latch", one thing after the other, so that a halt during a release ends
 * up written down. The journal takes the release first and the file goes last: in between it is still halted.
 */
final class DurableLatch implements HaltLatch, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DurableLatch.class);

    private static final int LONGEST_REASON = 200;
    private static final long JOURNAL_SECONDS = 10;
    private static final long RELEASE_SECONDS = 15;
    private static final long CLOSE_SECONDS = 2;

    private final LatchFolder folder;
    private final SuspensionFile suspension;
    private final OrderJournal journal;
    private final InstantSource clock;
    private final ReleaseRules rules;
    private final List<Consumer<LatchedHalt>> listeners = new CopyOnWriteArrayList<>();
    private final List<ReleaseStep> steps = new CopyOnWriteArrayList<>();
    private final Set<HaltTrading> own = ConcurrentHashMap.newKeySet();
    private final Subscription subscription;
    private final ExecutorService writer =
            Executors.newSingleThreadExecutor(
                    work -> {
                        Thread thread = new Thread(work, "halt-latch");
                        thread.setDaemon(true);
                        return thread;
                    });

    /** As found when the process began. */
    private final Map<String, LatchedHalt> found;

    private final Object lock = new Object();
    private volatile @Nullable LatchedHalt halt;
    private volatile String account = "";
    private volatile CompletableFuture<Void> written = CompletableFuture.completedFuture(null);
    private volatile String fileState = "no file";

    /** Guarded by lock: counts halts, so that a release ends only the one it was meant for. */
    private long generation;

    /** Guarded by lock: when trading was halted last, also where that changed nothing. */
    private Instant latestAt = Instant.EPOCH;

    /** Guarded by lock: how many releases run, so that a halt which says nothing new still outlives them. */
    private int releasing;

    /** The loop's: what the journal says so far. */
    private @Nullable LatchedHalt journaled;

    private boolean pastComplete;

    /**
     * Reads what there is, and follows the loop.
     *
     * @param heldOpen why the halt cannot be ended whatever an operator wants; empty if nothing is in the way
     */
    DurableLatch(
            LatchFolder folder,
            OrderJournal journal,
            TradingLoop loop,
            InstantSource clock,
            Supplier<String> heldOpen) {
        this.folder = folder;
        this.suspension = folder.suspension(clock, () -> account, writer);
        this.journal = journal;
        this.clock = clock;
        this.rules = new ReleaseRules(journal, heldOpen);
        found = folder.read(clock.instant());
        if (!found.isEmpty()) {
            // Whose halt it is cannot be told before the account is known.
            halt = found.values().iterator().next();
            fileState = "file found for accounts " + found.keySet();
            LOG.error("latch=halted {}", halt.describe());
        }
        subscription = loop.subscribe("halt-latch", Stage.ORDERS, true, new LoopView());
    }

    @Override
    public boolean isLatched() {
        return halt != null;
    }

    @Override
    public String account() {
        return account;
    }

    @Override
    public Optional<LatchedHalt> halt() {
        return Optional.ofNullable(halt);
    }

    @Override
    public void latch(String source, String reason, boolean keepStops) {
        String why =
                reason.length() > LONGEST_REASON ? reason.substring(0, LONGEST_REASON) : reason;
        latch(new LatchedHalt(source, why, clock.instant(), keepStops), true);
    }

    private void latch(LatchedHalt wanted, boolean toJournal) {
        CompletableFuture<Void> onDisk = new CompletableFuture<>();
        synchronized (lock) {
            LatchedHalt before = halt;
            latestAt = wanted.at().isAfter(latestAt) ? wanted.at() : latestAt;
            if (before != null && isSame(before, wanted) && releasing == 0) {
                return;
            }
            generation++;
            halt = before == null ? wanted : before.widenedBy(wanted);
            written = onDisk;
        }
        tell(wanted);
        LOG.error("latch=halted {}", wanted.describe());
        write(() -> persist(wanted, toJournal, onDisk));
    }

    /**
     * While we ran, or were not let run, somebody left a halt for whichever account comes: the dead-man's switch, which took
     * us for dead. On the thread that looks for the kill file.
     */
    void lookForMark() {
        if (halt == null) {
            folder.mark(clock.instant())
                    .ifPresent(
                            left -> {
                                suspension.look();
                                latch(left, true);
                            });
        }
    }

    private static boolean isSame(LatchedHalt before, LatchedHalt wanted) {
        return before.source().equals(wanted.source())
                && before.reason().equals(wanted.reason())
                && (wanted.keepStops() || !before.keepStops());
    }

    private void tell(LatchedHalt wanted) {
        for (Consumer<LatchedHalt> listener : listeners) {
            try {
                listener.accept(wanted);
            } catch (RuntimeException broken) {
                LOG.error("latch=halted, and a listener failed", broken);
            }
        }
    }

    private void write(Runnable task) {
        try {
            writer.execute(task);
        } catch (RejectedExecutionException closed) {
            LOG.warn("latch=not written down: the session has ended", closed);
        }
    }

    /** On the writer. The journal first: it does its part on another thread. */
    private void persist(LatchedHalt wanted, boolean toJournal, CompletableFuture<Void> onDisk) {
        if (toJournal) {
            append(wanted, onDisk);
        } else {
            onDisk.complete(null);
        }
        LatchedHalt present = halt;
        try {
            folder.write(account, present == null ? wanted : present);
            fileState = folder.file(account).toString();
            onDisk.complete(null);
        } catch (IOException | RuntimeException failure) {
            fileState = "file not written: " + failure;
            LOG.error("latch=halted, but its file could not be written", failure);
        }
    }

    private void append(LatchedHalt wanted, CompletableFuture<Void> onDisk) {
        HaltTrading event = new HaltTrading(wanted.source(), wanted.reason(), wanted.at());
        own.add(event);
        try {
            journal.append(event, () -> onDisk.complete(null));
        } catch (IllegalStateException refused) {
            own.remove(event);
            LOG.warn("latch=halted, but the journal does not take it: {}", refused.getMessage());
        }
    }

    @Override
    public Subscription onLatch(Consumer<LatchedHalt> listener) {
        LatchedHalt present;
        synchronized (lock) {
            listeners.add(listener);
            present = halt;
        }
        if (present != null) {
            listener.accept(present);
        }
        return () -> listeners.remove(listener);
    }

    @Override
    public SuspensionNote suspensionNote() {
        return suspension;
    }

    @Override
    public Subscription onRelease(ReleaseStep step) {
        steps.add(step);
        return () -> steps.remove(step);
    }

    @Override
    public boolean awaitDurable(Duration limit) throws InterruptedException {
        try {
            written.get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException notYet) {
            return false;
        } catch (ExecutionException impossible) {
            throw new IllegalStateException("nobody fails this", impossible);
        }
    }

    @Override
    public void release(Release release) throws StillHalted, InterruptedException {
        long meant;
        LatchedHalt present;
        Instant latest;
        synchronized (lock) {
            meant = generation;
            present = halt;
            latest = latestAt;
            releasing++;
        }
        try {
            if (present == null) {
                throw new StillHalted("trading is not halted, there is nothing to release");
            }
            if (release.requestedAt().isBefore(latest)) {
                throw new StillHalted(
                        "halted at " + latest + ", after the request to release it: ask again");
            }
            rules.require(release, present, account);
            releaseInSteps(release, meant, present);
        } finally {
            synchronized (lock) {
                releasing--;
            }
        }
    }

    /** What others have to undo first, then the halt itself. */
    private void releaseInSteps(Release release, long meant, LatchedHalt present)
            throws StillHalted, InterruptedException {
        List<ReleaseStep> begun = new ArrayList<>();
        boolean released = false;
        suspension.look();
        try {
            for (ReleaseStep step : steps) {
                begun.add(step);
                step.beforeRelease(release);
            }
            if (suspension.isThere()) {
                throw new StillHalted(
                        "the venue was told to take no orders, and nobody has told it otherwise:"
                                + " order-executor must be running for that");
            }
            release(release, meant, present);
            released = true;
        } finally {
            for (ReleaseStep step : begun) {
                step.afterRelease(released);
            }
        }
    }

    private void release(Release release, long meant, LatchedHalt present)
            throws StillHalted, InterruptedException {
        Future<@Nullable String> task =
                writer.submit(() -> releaseOnDisk(release, meant, present.keepStops()));
        try {
            String refused = task.get(RELEASE_SECONDS, TimeUnit.SECONDS);
            if (refused != null) {
                throw new StillHalted(refused);
            }
        } catch (TimeoutException late) {
            haltAnew("the disk did not answer", present.keepStops());
            throw new StillHalted(
                    "the disk did not answer within " + RELEASE_SECONDS + " s; try again");
        } catch (InterruptedException abandoned) {
            haltAnew("nobody waits for it any more", present.keepStops());
            throw abandoned;
        } catch (ExecutionException failure) {
            haltAnew("it failed: " + failure.getCause(), present.keepStops());
            throw new StillHalted("the release failed: " + failure.getCause());
        }
    }

    /** What a release has done so far, or may do yet, is undone in both places. */
    private void haltAnew(String why, boolean keepStops) {
        latch("halt-latch", "a release was given up: " + why, keepStops);
    }

    /** On the writer. Null if it is released; else why not. */
    private @Nullable String releaseOnDisk(Release release, long meant, boolean keepStops)
            throws InterruptedException {
        synchronized (lock) {
            if (generation != meant) {
                return "trading was halted again meanwhile: " + describe();
            }
        }
        CompletableFuture<Void> onDisk = new CompletableFuture<>();
        try {
            journal.append(
                    new ResumeTrading(release.operator(), release.reason(), clock.instant()),
                    () -> onDisk.complete(null));
            onDisk.get(JOURNAL_SECONDS, TimeUnit.SECONDS);
            folder.remove(account);
        } catch (IllegalStateException | TimeoutException | ExecutionException unwritten) {
            return "the journal did not take the resumption: " + journal.describe();
        } catch (IOException stays) {
            haltAnew("its file could not be removed: " + stays, keepStops);
            return "the file of the halt could not be removed: " + stays;
        }
        Map<String, LatchedHalt> left = folder.read(clock.instant());
        if (of(left, account) != null) {
            return "a file of the halt is still there: accounts " + left.keySet();
        }
        synchronized (lock) {
            if (generation != meant) {
                return "trading was halted again meanwhile: " + describe();
            }
            halt = null;
            fileState = "no file";
        }
        LOG.warn(
                "latch=released operator={} reason={} account={}",
                release.operator(),
                release.reason(),
                account);
        return null;
    }

    /** The halt that concerns this account: its own, one without an account, or one that cannot be read. */
    private static @Nullable LatchedHalt of(Map<String, LatchedHalt> halts, String account) {
        for (String key : List.of(account, "", LatchFolder.UNLISTED)) {
            LatchedHalt halt = halts.get(key);
            if (halt != null) {
                return halt;
            }
        }
        return null;
    }

    @Override
    public String describe() {
        LatchedHalt present = halt;
        return present == null
                ? "not halted"
                : present.describe()
                        + " (latch: "
                        + fileState
                        + "; journal: "
                        + journal.describe()
                        + ")";
    }

    /** Writes what waits. */
    @Override
    public void close() {
        subscription.close();
        writer.shutdown();
        try {
            if (!writer.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                LOG.error("latch=not written down: the disk does not answer");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** The journal's side. On the loop. */
    private final class LoopView implements LoopSubscriber {

        @Override
        public void onReplay(Instant at, Journaled event) {
            note(event);
        }

        @Override
        public void onReplayed() {
            pastComplete = true;
            bind();
        }

        @Override
        public void onEvent(long sequence, Instant now, TradingEvent event) {
            if (event instanceof HaltTrading stated && !own.remove(stated)) {
                latch(halted(stated), false);
            } else if (event instanceof AccountAdopted adopted) {
                note(adopted);
                bind();
            }
        }

        private void note(Journaled event) {
            if (event instanceof AccountAdopted adopted) {
                account = adopted.account();
            } else if (event instanceof HaltTrading stated) {
                journaled = journaled == null ? halted(stated) : journaled;
            } else if (event instanceof ResumeTrading) {
                journaled = null;
            }
        }

        private LatchedHalt halted(HaltTrading stated) {
            return new LatchedHalt(stated.source(), stated.reason(), stated.at(), false);
        }

        /** The account is known, and what its journal says: whichever of the two places says halted wins. */
        private void bind() {
            if (!pastComplete || account.isEmpty()) {
                return;
            }
            LatchedHalt inJournal = journaled;
            LatchedHalt inFile = of(found, account);
            CompletableFuture<Void> onDisk = new CompletableFuture<>();
            LatchedHalt stands;
            synchronized (lock) {
                // Since this process began nobody halted: what stands is what was found.
                if (generation == 0) {
                    halt = inFile == null ? inJournal : inFile;
                }
                stands = halt;
                if (stands == null || (inJournal != null && inFile != null)) {
                    return;
                }
                written = onDisk;
            }
            tell(stands);
            LOG.error("latch=halted {}", stands.describe());
            boolean missing = inJournal == null;
            write(() -> persist(stands, missing, onDisk));
        }
    }
}
