package io.openbell.orderexecutor;

import io.openbell.api.broker.Broker;
import io.openbell.api.broker.BrokerAccount;
import io.openbell.api.broker.BrokerException;
import io.openbell.api.risk.HaltLatch;
import io.openbell.api.risk.Release;
import io.openbell.api.risk.ReleaseStep;
import io.openbell.api.risk.StillHalted;
import io.openbell.api.risk.SuspensionNote;
import io.openbell.api.risk.TradeSuspension;
import io.openbell.api.risk.TradeSuspension.Step;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last step of a halt: once the market is swept, the venue itself is told to take no more orders, on a thread of its own
 * ("venue-suspension"), again and again until it says so. No sweep waits for that. An operator who ends the halt ends it,
 * too, before anything else opens; what somebody else has suspended stays so.
 */
final class VenueSuspension implements ReleaseStep {

    private static final Logger LOG = LoggerFactory.getLogger(VenueSuspension.class);

    /** A disk may be what is broken: the venue is told all the same. */
    private static final Duration DISK_PATIENCE = Duration.ofMillis(500);

    private static final Duration REMOVAL_PATIENCE = Duration.ofSeconds(10);

    /** Longer than one attempt takes at a venue that does not answer. */
    private static final long TURN_SECONDS = 35;

    private static final long QUICK_MILLIS = 250;
    private static final long LONGEST_MILLIS = 10_000;

    /** The venue's account may be older than its configuration for a while. */
    private static final Duration BELIEVED_AFTER = Duration.ofSeconds(60);

    /** What it needs to know of the rest of the executor, and tells it. Any thread. */
    interface Surroundings {
        /** The latest step in the journal; empty if there is none. */
        Optional<TradeSuspension> journaled();

        /** The credentials are those of the account that we trade. */
        boolean isOurAccount();

        /** A step is taken. */
        void state(TradeSuspension fact);

        /** The account is another one than before. */
        void accountChanged(@Nullable BrokerAccount now);
    }

    private final SuspendPolicy policy;
    private final Broker broker;
    private final HaltLatch latch;
    private final SuspensionNote note;
    private final InstantSource clock;
    private final Surroundings surroundings;

    /** Who talks to the venue about it; a release holds it from its beginning to its end. */
    private final ReentrantLock turn = new ReentrantLock();

    private final AtomicBoolean running = new AtomicBoolean();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile boolean wanted;
    private volatile boolean doubted;
    private volatile @Nullable TradeSuspension latest;

    /** The one that talks to the venue, if there was one. */
    private volatile @Nullable Thread worker;

    /** Of the release that holds the turn: it ended something of ours, or tried to. */
    private boolean lifting;

    VenueSuspension(
            SuspendPolicy policy,
            Broker broker,
            HaltLatch latch,
            InstantSource clock,
            Surroundings surroundings) {
        this.policy = policy;
        this.broker = broker;
        this.latch = latch;
        this.note = latch.suspensionNote();
        this.clock = clock;
        this.surroundings = surroundings;
    }

    /** The latest step; empty while there was none. Any thread. */
    Optional<TradeSuspension> latest() {
        TradeSuspension own = latest;
        return own == null ? surroundings.journaled() : Optional.of(own);
    }

    /** The market is swept but for that many orders that are to stay. Does not block. */
    void onSwept(int kept) {
        if (policy.applies(kept)) {
            wanted = true;
            begin();
        } else {
            LOG.info("suspension=none policy={} kept={}", policy.token(), kept);
        }
    }

    /** Somebody may have had the venue take orders again. On the loop. */
    void onAccount(BrokerAccount stated) {
        boolean lifted =
                latest().filter(TradeSuspension::stands)
                        .filter(now -> stated.at().isAfter(now.at().plus(BELIEVED_AFTER)))
                        .isPresent();
        if (lifted && !stated.rights().suspendedByUser()) {
            doubted = true;
            begin();
        }
    }

    /** Whoever comes after us may end what we are about to begin: we begin nothing any more. */
    void close() {
        closed.countDown();
        Thread present = worker;
        if (present != null) {
            present.interrupt();
        }
    }

    private void begin() {
        if (closed.getCount() > 0 && running.compareAndSet(false, true)) {
            Thread thread = new Thread(this::run, "venue-suspension");
            thread.setDaemon(true);
            worker = thread;
            thread.start();
            if (closed.getCount() == 0) {
                thread.interrupt();
            }
        }
    }

    private void run() {
        long pause = QUICK_MILLIS;
        try {
            while ((wanted || doubted) && closed.getCount() > 0) {
                if (!isDone() && closed.await(pause, TimeUnit.MILLISECONDS)) {
                    return;
                }
                pause = Math.min(2 * pause, LONGEST_MILLIS);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            running.set(false);
        }
        if (wanted || doubted) {
            begin();
        }
    }

    private boolean isDone() throws InterruptedException {
        turn.lockInterruptibly();
        boolean toLook = doubted;
        boolean toSuspend = wanted;
        doubted = false;
        wanted = false;
        try {
            if (toLook) {
                lookWhetherItIsGone();
            }
            if (toSuspend && latch.isLatched()) {
                suspend();
            }
            return true;
        } catch (BrokerException | RuntimeException unanswered) {
            LOG.error("suspension=not confirmed", unanswered);
            doubted |= toLook;
            wanted |= toSuspend;
            return false;
        } finally {
            turn.unlock();
        }
    }

    private void suspend() throws BrokerException, InterruptedException {
        if (!surroundings.isOurAccount()) {
            LOG.error("suspension=none: the credentials are those of another account");
            return;
        }
        boolean suspended = broker.isTradingSuspended();
        requireOpen();
        if (suspended) {
            state(isOurs() ? Step.CONFIRMED : Step.FOUND);
            return;
        }
        if (!note.write(DISK_PATIENCE)) {
            LOG.error("suspension=told to the venue before its note is on the disk");
        }
        state(Step.REQUESTED);
        requireOpen();
        broker.suspendTrading(true);
        requireOpen();
        if (!broker.isTradingSuspended()) {
            throw new BrokerException("the venue says that it still takes orders", 0);
        }
        requireOpen();
        state(Step.CONFIRMED);
        surroundings.accountChanged(null);
    }

    /**
     * A question may take half a minute; once we are closed no release waits for us any more, and the executor after us may
     * have lifted what we would begin.
     */
    private void requireOpen() throws InterruptedException {
        if (closed.getCount() == 0) {
            throw new InterruptedException("the executor was ended");
        }
    }

    private void lookWhetherItIsGone() throws BrokerException, InterruptedException {
        if (latest().filter(TradeSuspension::stands).isPresent() && !broker.isTradingSuspended()) {
            requireOpen();
            note.remove(DISK_PATIENCE);
            state(Step.GONE);
        }
    }

    private boolean isOurs() {
        return note.isThere() || latest().filter(TradeSuspension::isOurs).isPresent();
    }

    private void state(Step step) {
        if (latest().filter(before -> before.step() == step).isPresent()) {
            return;
        }
        TradeSuspension fact = new TradeSuspension(step, clock.instant());
        latest = fact;
        LOG.warn("suspension={}", step);
        surroundings.state(fact);
    }

    @Override
    public void beforeRelease(Release release) throws StillHalted, InterruptedException {
        if (!turn.tryLock(TURN_SECONDS, TimeUnit.SECONDS)) {
            throw new StillHalted(
                    "the venue is still being told to take no orders, and does not answer; try again");
        }
        lifting = isOurs();
        if (lifting) {
            lift(release);
        }
    }

    private void lift(Release release) throws StillHalted, InterruptedException {
        String problem = "";
        try {
            broker.suspendTrading(false);
        } catch (BrokerException unanswered) {
            problem = String.valueOf(unanswered.getMessage());
        }
        try {
            if (broker.isTradingSuspended()) {
                throw notLifted(problem.isEmpty() ? "it says that it takes none" : problem);
            }
        } catch (BrokerException unanswered) {
            throw notLifted(String.valueOf(unanswered.getMessage()));
        }
        if (!note.remove(REMOVAL_PATIENCE)) {
            throw new StillHalted(
                    "the venue takes orders again, but its note in the folder latch could not be removed;"
                            + " try again");
        }
        state(Step.LIFTED);
        LOG.warn("suspension=lifted operator={}", release.operator());
        tellAccount();
    }

    private static StillHalted notLifted(String why) {
        return new StillHalted(
                "the venue was told to take no orders after the halt, and has not confirmed that it takes them again: "
                        + why
                        + "; try again, or lift it there (at Alpaca: suspend_trade in the account's configuration)"
                        + " and resume then");
    }

    /** Or the gate would go by what the venue said before, for as long as nobody asks. */
    private void tellAccount() {
        BrokerAccount now = null;
        try {
            now = broker.account();
        } catch (BrokerException unanswered) {
            LOG.info("account=not stated after the suspension was lifted", unanswered);
        }
        surroundings.accountChanged(now);
    }

    /** What was lifted for a release that failed is told to the venue again. */
    @Override
    public void afterRelease(boolean released) {
        if (!turn.isHeldByCurrentThread()) {
            return;
        }
        boolean again = lifting && !released;
        lifting = false;
        wanted |= again;
        turn.unlock();
        if (again) {
            begin();
        }
    }
}
