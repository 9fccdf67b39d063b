package io.openbell.positionmanager;

import io.openbell.api.broker.Broker;
import io.openbell.api.broker.BrokerException;
import io.openbell.api.broker.BrokerPosition;
import io.openbell.api.broker.PositionAdjusted;
import io.openbell.api.engine.Reconciliation;
import io.openbell.api.engine.TradingLoop;
import io.openbell.api.order.Order;
import io.openbell.api.risk.HaltLatch;
import io.openbell.api.session.TradingClock;
import io.openbell.api.value.Symbol;
import io.openbell.api.view.OrderBook;
import io.openbell.kernel.position.PositionSnapshot;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares our positions with the venue's, and withdraws {@link Reconciliation} until they were found to agree, and while
 * they disagree. A disagreement that stands halts trading: that they agree again later does not tell why they did not.
 *
 * <p>{@link #compare} runs on a thread of its own, since the venue may take seconds to answer; {@link #onReconciliation} on
 * the loop. The order-executor states the same fact for orders, and states it again every few seconds: whenever either of
 * the two says reconciled while the other does not, the other's word is repeated at once, so that the last word on the
 * queue is never better than the worse of both. An answer to the executor's repeated word would come behind the intents of
 * the same event; {@link #restate} is the word that comes before them.
 */
final class VenueComparison {

    private static final Logger LOG = LoggerFactory.getLogger(VenueComparison.class);

    private final OrderBook orders;
    private final TradingLoop loop;
    private final TradingClock clock;
    private final HaltLatch latch;
    private final Supplier<PositionSnapshot> positions;
    private final Duration maxAge;
    private final LongSupplier nanoTime;
    private final CoinFees coinFees;
    private final Consumer<PositionAdjusted> booker;
    private final Disagreements disagreements = new Disagreements();

    private volatile Reconciliation own;
    private volatile @Nullable Reconciliation previousOwn;
    private volatile @Nullable Reconciliation executors;
    private volatile String standing = "";
    private volatile boolean asking;
    private volatile HalfBooked left = HalfBooked.NOTHING;

    /** By time that only passes: the session's may be put on, or run faster. */
    private volatile @Nullable Long comparedNanos;

    private volatile String obstacle = "not compared yet";

    VenueComparison(
            OrderBook orders,
            TradingLoop loop,
            TradingClock clock,
            HaltLatch latch,
            Supplier<PositionSnapshot> positions,
            CoinFees coinFees,
            Consumer<PositionAdjusted> booker,
            Duration maxAge,
            LongSupplier nanoTime) {
        this.coinFees = coinFees;
        this.booker = booker;
        this.maxAge = maxAge;
        this.nanoTime = nanoTime;
        this.orders = orders;
        this.latch = latch;
        this.loop = loop;
        this.clock = clock;
        this.positions = positions;
        this.own =
                new Reconciliation(
                        false, "positions not compared with the venue yet", clock.instant());
    }

    /**
     * Asks the venue and compares. Blocks, at most ten seconds.
     *
     * @param booked of which we do not know what we hold: that is left as it was found before
     * @return false if it should be done again soon: no comparison was made, or it left open whether positions agree
     */
    boolean compare(@Nullable Broker broker, HalfBooked booked) {
        if (broker == null || !broker.status().connected()) {
            // Without the stream of order updates, fills may be missing that reconciliation of
            // orders will bring.
            notCompared("the venue is not connected");
            return false;
        }
        // Ahead of our positions: a fill between the two is rather counted twice than not at all.
        List<Order> open = orders.open();
        PositionSnapshot before = positions.get();
        List<BrokerPosition> venue;
        asking = true;
        try {
            venue = broker.positions();
        } catch (BrokerException unanswered) {
            notCompared(unanswered.getMessage());
            LOG.warn("Venue did not tell its positions: reason={}", unanswered.getMessage());
            return false;
        } finally {
            asking = false;
        }
        PendingShares pending =
                PendingShares.of(
                        open,
                        orders.open(),
                        coinFees.possible(clock.instant()),
                        coinFees.accrued());
        PositionSnapshot after = positions.get();
        left = booked.with(after, venue);
        Set<Symbol> unsettled = left.symbols();
        disagreements.compare(before, after, pending, venue, unsettled);
        List<PositionAdjusted> fees =
                coinFees.found(before, after, pending, venue, clock.instant());
        fees.forEach(booker);
        comparedNanos = nanoTime.getAsLong();
        obstacle = unsettled.isEmpty() ? "" : "not known what is held of " + unsettled;
        conclude(disagreements.standing());
        boolean settled = own.reconciled() || !standing.isEmpty();
        return settled && fees.isEmpty() && !coinFees.isPending();
    }

    /** Symbols that the latest comparison left out. */
    Set<Symbol> left() {
        return left.symbols();
    }

    /** For a while the last comparison will do; after that nobody knows what is held. */
    void notCompared(@Nullable String why) {
        obstacle = "not compared: " + why;
        if (own.reconciled() && isOverdue()) {
            LOG.warn("Positions are no longer known to agree with the venue: {}", describe());
            state(new Reconciliation(false, "positions " + obstacle, clock.instant()));
        }
    }

    /** Too long ago to be relied upon; false before the first. */
    boolean isOverdue() {
        Long last = comparedNanos;
        return last != null && age(last).compareTo(maxAge) > 0;
    }

    private Duration age(long compared) {
        return Duration.ofNanos(nanoTime.getAsLong() - compared);
    }

    private void conclude(String now) {
        String before = standing;
        standing = now;
        if (!now.isEmpty() && !now.equals(before)) {
            LOG.error("Positions disagree with the venue, trading is halted: {}", now);
            state(new Reconciliation(false, "positions disagree: " + now, clock.instant()));
            latch.latch(PositionManager.ID, "positions disagree: " + now);
        } else if (disagreements.isEmpty() && !own.reconciled()) {
            LOG.info("Positions agree with the venue: before={}", own.detail());
            Reconciliation agreed = new Reconciliation(true, "", clock.instant());
            replaceOwn(agreed);
            // Only now: whoever of the two threads comes second sees the other's word.
            if (isReconciled(executors)) {
                loop.tell(agreed);
            }
        }
    }

    private void state(Reconciliation fact) {
        replaceOwn(fact);
        loop.tell(fact);
    }

    private void replaceOwn(Reconciliation fact) {
        previousOwn = own;
        own = fact;
    }

    /** Tells our doubt, if we have one, to whoever has not heard it or has heard better since. On the loop. */
    void restate() {
        Reconciliation ours = own;
        if (!ours.reconciled()) {
            loop.emit(ours);
        }
    }

    /** The venue has not been compared with since the start, nor is it being asked. */
    boolean isPending() {
        return comparedNanos == null && !asking;
    }

    /** Sees every statement of the fact, ours included. On the loop. */
    void onReconciliation(Reconciliation fact) {
        // Our word before the present one may still have been on the queue.
        if (fact != own && fact != previousOwn) {
            executors = fact;
        }
        if (!fact.reconciled()) {
            return;
        }
        Reconciliation ours = own;
        Reconciliation others = executors;
        if (!ours.reconciled()) {
            loop.emit(ours);
        } else if (others != null && !others.reconciled()) {
            loop.emit(others);
        }
    }

    private static boolean isReconciled(@Nullable Reconciliation fact) {
        return fact != null && fact.reconciled();
    }

    /** The latest comparison found no difference, not even one that was seen once. On the thread that compares. */
    boolean agrees() {
        return disagreements.isEmpty();
    }

    /** The differences that stand, for people; empty if none does. */
    String standing() {
        return standing;
    }

    /** When it was last compared, or why it was not, for people. */
    String describe() {
        Long last = comparedNanos;
        String compared =
                last == null ? "" : "compared with the venue " + age(last).toSeconds() + " s ago";
        String separator = compared.isEmpty() || obstacle.isEmpty() ? "" : ", ";
        String consequence =
                own.reconciled() ? "" : ", new orders are denied until positions agree with it";
        return compared + separator + obstacle + consequence;
    }
}
