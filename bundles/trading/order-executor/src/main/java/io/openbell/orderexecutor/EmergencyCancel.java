package io.openbell.orderexecutor;

import io.openbell.api.broker.Broker;
import io.openbell.api.broker.BrokerException;
import io.openbell.api.broker.BrokerOrder;
import io.openbell.api.engine.StallListener;
import io.openbell.api.engine.Subscription;
import io.openbell.api.risk.HaltLatch;
import io.openbell.api.risk.LatchedHalt;
import io.openbell.api.risk.OrderSweep;
import io.openbell.api.risk.OrdersCleared;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes every order of the account out of the market when trading is halted, or the loop is stuck: on a thread of its own
 * ("order-emergency"), past loop and journal, again and again until the venue was asked and lists none, none is on its way
 * there, and none has an unknown fate. What waits to be sent is dropped first, on the thread that halts.
 */
final class EmergencyCancel implements StallListener, OrderSweep {

    private static final Logger LOG = LoggerFactory.getLogger(EmergencyCancel.class);

    /** Canceling waits this long for the halt to be on the disk, and no longer: a disk may be what is broken. */
    private static final Duration DISK_PATIENCE = Duration.ofMillis(500);

    /** A halt of the past waits this long for the journal to tell whether it was swept already. */
    private static final long PAST_SECONDS = 30;

    private static final int QUICK_ATTEMPTS = 20;
    private static final long QUICK_MILLIS = 250;
    private static final long LONGEST_MILLIS = 10_000;

    /** What the sweep needs to know of the rest of the executor, and tells it. Any thread. */
    interface Surroundings {
        /** Orders of ours of which nobody knows whether they are in the market. */
        boolean hasDoubtfulOrders();

        /** The journal's past was heard to its end. */
        boolean isPastKnown();

        /** After the latest halt in the journal the market was swept. */
        boolean wasSwept();

        /** The market is free of orders. */
        void swept(OrdersCleared fact);
    }

    private final Broker broker;
    private final OrderSender sender;
    private final HaltLatch latch;
    private final InstantSource clock;
    private final Surroundings surroundings;
    private final ProtectiveOrders protective = new ProtectiveOrders();
    private final Instant startedAt;
    private final AtomicBoolean running = new AtomicBoolean();
    private final AtomicLong wanted = new AtomicLong();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile boolean everything;
    private volatile boolean news;
    private volatile @Nullable Progress progress;
    private volatile @Nullable Subscription subscription;

    EmergencyCancel(
            Broker broker,
            OrderSender sender,
            HaltLatch latch,
            InstantSource clock,
            Surroundings surroundings) {
        this.broker = broker;
        this.sender = sender;
        this.latch = latch;
        this.clock = clock;
        this.surroundings = surroundings;
        startedAt = clock.instant();
    }

    /** Hears of halts from now on, and of the one there is. */
    void start() {
        subscription = latch.onLatch(this::onHalt);
    }

    @Override
    public void onStall(String subscriber, long millis, boolean severe) {
        if (severe) {
            LOG.error("loop=stuck subscriber={} millis={}: halting", subscriber, millis);
            latch.latch(
                    OrderExecutor.ID, subscriber + " holds up the loop since " + millis + " ms");
        }
    }

    private void onHalt(LatchedHalt halt) {
        sender.dropAll("halted by " + halt.source() + ": " + halt.reason());
        synchronized (wanted) {
            // Of this halt and the one it widens, and not of one that was resumed from.
            LatchedHalt standing = latch.halt().orElse(halt);
            everything = !halt.keepStops() || !standing.keepStops();
            news |= !halt.at().isBefore(startedAt);
        }
        wanted.incrementAndGet();
        begin();
    }

    private void begin() {
        if (closed.getCount() > 0 && running.compareAndSet(false, true)) {
            Thread thread = new Thread(this::sweep, "order-emergency");
            thread.setDaemon(true);
            thread.start();
        }
    }

    void close() {
        closed.countDown();
        Subscription held = subscription;
        if (held != null) {
            held.close();
        }
    }

    @Override
    public Optional<Progress> latest() {
        return Optional.ofNullable(progress);
    }

    private void sweep() {
        long served = wanted.get();
        try {
            if (news ? mayBegin() : isLeftToDo()) {
                do {
                    served = wanted.get();
                    sweepUntilVerified();
                } while (served != wanted.get() && closed.getCount() > 0);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            running.set(false);
        }
        if (served != wanted.get()) {
            begin();
        }
    }

    private boolean mayBegin() throws InterruptedException {
        if (!latch.awaitDurable(DISK_PATIENCE)) {
            LOG.error("emergency=canceling before the halt is on the disk, which does not answer");
        }
        return true;
    }

    /** Of a halt that was found: it was not swept yet, as far as the journal tells in time. */
    private boolean isLeftToDo() throws InterruptedException {
        for (long tenths = 0; tenths < PAST_SECONDS * 10 && !news; tenths++) {
            if (surroundings.isPastKnown()) {
                return !surroundings.wasSwept();
            }
            if (closed.await(100, TimeUnit.MILLISECONDS)) {
                return false;
            }
        }
        return true;
    }

    private void sweepUntilVerified() throws InterruptedException {
        Instant begun = clock.instant();
        progress = new Progress(begun, 0, 0, -1, 0, false, begun, "");
        long pause = QUICK_MILLIS;
        for (int attempt = 1; latch.isLatched(); attempt++) {
            Progress now = attempt(before(begun));
            progress = now;
            boolean doubtful = surroundings.hasDoubtfulOrders();
            if (now.verified() && !doubtful) {
                LOG.warn(
                        "emergency=verified attempts={} canceled={} kept={}",
                        now.attempts(),
                        now.canceled(),
                        now.kept());
                surroundings.swept(new OrdersCleared(now.canceled(), now.kept(), now.updatedAt()));
                return;
            }
            if (attempt >= QUICK_ATTEMPTS || now.verified()) {
                pause = Math.min(2 * pause, LONGEST_MILLIS);
            }
            if (closed.await(pause, TimeUnit.MILLISECONDS)) {
                return;
            }
        }
    }

    private Progress before(Instant begun) {
        Progress known = progress;
        return known == null ? new Progress(begun, 0, 0, -1, 0, false, begun, "") : known;
    }

    private Progress attempt(Progress before) {
        int answered = 0;
        try {
            sender.dropAll("trading is halted");
            answered = everything ? broker.cancelAll() : cancelEntries();
            // Before the question: what is sent after it would not be in the answer.
            boolean idle = sender.isIdle();
            List<BrokerOrder> open = broker.openOrders();
            int kept = everything ? 0 : protective.among(open, broker.positions()).size();
            LOG.warn(
                    "emergency=canceled attempt={} answered={} open={} kept={}",
                    before.attempts() + 1,
                    answered,
                    open.size(),
                    kept);
            return next(before, answered, open.size(), kept, idle && open.size() == kept, "");
        } catch (BrokerException | RuntimeException unanswered) {
            LOG.error("emergency=no answer attempt={}", before.attempts() + 1, unanswered);
            return next(before, answered, -1, 0, false, String.valueOf(unanswered.getMessage()));
        }
    }

    private Progress next(
            Progress before, int answered, int open, int kept, boolean verified, String obstacle) {
        return new Progress(
                before.begunAt(),
                before.attempts() + 1,
                before.canceled() + answered,
                open,
                kept,
                verified,
                clock.instant(),
                obstacle);
    }

    private int cancelEntries() throws BrokerException {
        List<BrokerOrder> open = broker.openOrders();
        List<BrokerOrder> kept = protective.among(open, broker.positions());
        int asked = 0;
        for (BrokerOrder order : open) {
            if (!kept.contains(order)) {
                broker.cancel(order.brokerId());
                asked++;
            }
        }
        return asked;
    }
}
