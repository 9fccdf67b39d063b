package io.openbell.orderexecutor;

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
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes every order of the account out of the market when trading is halted, or the loop is stuck: on a thread of its own
 * ("order-emergency"), past loop and journal, again and again until the venue was asked and lists none, none is on its way
 * there, and the fate of none is in doubt; and once more when an order of ours shows up later. What waits to be sent is
 * dropped first, on the thread that halts.
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
        /** The journal's past was heard to its end. */
        boolean isPastKnown();

        /** After the latest halt in the journal the market was swept. */
        boolean wasSwept();

        /** Hears of every order of ours that the venue states, on the loop. */
        void onStated(Consumer<BrokerOrder> listener);

        /** The market is free of orders. */
        void swept(OrdersCleared fact);

        /** As many orders as that were kept, and those of others are gone as well. */
        void sweptOfAll(int kept);

        /** What follows a sweep, of one that an earlier process did for the halt there is. */
        void sweptEarlier();
    }

    private final MarketSweep market;
    private final OrderSender sender;
    private final HaltLatch latch;
    private final InstantSource clock;
    private final Surroundings surroundings;
    private final Instant startedAt;
    private final AtomicBoolean running = new AtomicBoolean();
    private final AtomicLong wanted = new AtomicLong();
    private final AtomicLong halts = new AtomicLong();
    private final AtomicBoolean appeared = new AtomicBoolean();
    private final CountDownLatch closed = new CountDownLatch(1);

    /** Of the halts, those whose sweep is done. Of the thread that sweeps. */
    private long haltsServed;

    private volatile boolean everything;
    private volatile boolean news;
    private volatile Set<String> kept = Set.of();
    private volatile @Nullable Progress progress;

    /** The halt for which the market was swept last, by us or by a process before us. */
    private volatile @Nullable LatchedHalt sweptFor;

    private volatile @Nullable Subscription subscription;

    EmergencyCancel(
            MarketSweep market,
            OrderSender sender,
            HaltLatch latch,
            InstantSource clock,
            Surroundings surroundings) {
        this.market = market;
        this.sender = sender;
        this.latch = latch;
        this.clock = clock;
        this.surroundings = surroundings;
        startedAt = clock.instant();
        surroundings.onStated(this::onStated);
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
        kept = Set.of();
        halts.incrementAndGet();
        wanted.incrementAndGet();
        begin();
    }

    /** An order of ours works although trading is halted, and is not one that was to stay: it must go, too. */
    private void onStated(BrokerOrder there) {
        if (there.status() == BrokerOrder.Status.WORKING
                && latch.isLatched()
                && !kept.contains(there.brokerId())) {
            appeared.set(true);
            wanted.incrementAndGet();
            begin();
        }
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

    /** Not while it sweeps: another halt, or an order that showed up, may be why. */
    @Override
    public boolean isSwept() {
        LatchedHalt swept = sweptFor;
        return swept != null && !running.get() && latch.halt().filter(swept::equals).isPresent();
    }

    private void sweep() {
        long served = wanted.get();
        try {
            do {
                served = wanted.get();
                sweepWhatIsWanted();
            } while (served != wanted.get() && closed.getCount() > 0);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            running.set(false);
        }
        if (served != wanted.get()) {
            begin();
        }
    }

    private void sweepWhatIsWanted() throws InterruptedException {
        long stated = halts.get();
        if (haltsServed != stated) {
            haltsServed = stated;
            if (news ? mayBegin() : isLeftToDo()) {
                sweepUntilVerified(false);
            }
        }
        if (appeared.getAndSet(false)) {
            // Somebody may have placed orders by hand since the first sweep: those stay.
            sweepUntilVerified(true);
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
            LatchedHalt standing = latch.halt().orElse(null);
            if (surroundings.isPastKnown()) {
                if (surroundings.wasSwept()) {
                    sweptFor = standing;
                    surroundings.sweptEarlier();
                    return false;
                }
                return true;
            }
            if (closed.await(100, TimeUnit.MILLISECONDS)) {
                return false;
            }
        }
        return true;
    }

    private void sweepUntilVerified(boolean oursOnly) throws InterruptedException {
        Instant begun = clock.instant();
        LatchedHalt standing = latch.halt().orElse(null);
        Progress now = new Progress(begun, 0, 0, -1, 0, false, begun, "");
        progress = oursOnly ? progress : now;
        long pause = QUICK_MILLIS;
        for (int attempt = 1; latch.isLatched(); attempt++) {
            MarketSweep.Outcome outcome = attempt(attempt, oursOnly);
            now = next(now, outcome);
            boolean idle = oursOnly && attempt == 1 && now.verified() && now.canceled() == 0;
            if (now.verified()) {
                kept = names(outcome.kept());
            }
            if (idle) {
                return;
            }
            progress = now;
            if (now.verified()) {
                LOG.warn(
                        "emergency=verified attempts={} canceled={} kept={}",
                        now.attempts(),
                        now.canceled(),
                        now.kept());
                surroundings.swept(new OrdersCleared(now.canceled(), now.kept(), now.updatedAt()));
                if (!oursOnly) {
                    sweptFor = standing;
                    surroundings.sweptOfAll(now.kept());
                }
                return;
            }
            if (attempt >= QUICK_ATTEMPTS || outcome.clear()) {
                pause = Math.min(2 * pause, LONGEST_MILLIS);
            }
            if (closed.await(pause, TimeUnit.MILLISECONDS)) {
                return;
            }
        }
    }

    private MarketSweep.Outcome attempt(int number, boolean oursOnly) {
        try {
            MarketSweep.Outcome outcome =
                    market.attempt(new MarketSweep.Extent(!everything, oursOnly));
            LOG.warn(
                    "emergency=canceled attempt={} answered={} open={} kept={} doubtful={}",
                    number,
                    outcome.canceled(),
                    outcome.open(),
                    outcome.kept().size(),
                    outcome.doubtful().size());
            return outcome;
        } catch (BrokerException | RuntimeException unanswered) {
            LOG.error("emergency=no answer attempt={}", number, unanswered);
            return MarketSweep.Outcome.unanswered(String.valueOf(unanswered.getMessage()));
        }
    }

    private Progress next(Progress before, MarketSweep.Outcome outcome) {
        return new Progress(
                before.begunAt(),
                before.attempts() + 1,
                before.canceled() + outcome.canceled(),
                outcome.open(),
                outcome.kept().size(),
                outcome.isVerified(),
                clock.instant(),
                outcome.obstacle());
    }

    private static Set<String> names(List<BrokerOrder> orders) {
        return orders.stream()
                .flatMap(head -> Stream.concat(Stream.of(head), head.legs().stream()))
                .map(BrokerOrder::brokerId)
                .collect(Collectors.toUnmodifiableSet());
    }
}
