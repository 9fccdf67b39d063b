package io.openbell.positionmanager;

import io.openbell.api.broker.Broker;
import io.openbell.api.broker.BrokerException;
import io.openbell.api.broker.BrokerPosition;
import io.openbell.api.engine.Reconciliation;
import io.openbell.api.engine.TradingLoop;
import io.openbell.api.order.Order;
import io.openbell.api.session.TradingClock;
import io.openbell.api.value.Symbol;
import io.openbell.api.view.OrderBook;
import io.openbell.kernel.position.PositionSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares our positions with the venue's, and withdraws {@link Reconciliation} while they disagree.
 *
 * <p>{@link #compare} runs on a thread of its own, since the venue may take seconds to answer; {@link #onReconciliation} on
 * the loop. The order-executor states the same fact for orders, and states it again every few seconds: whenever either of
 * the two says reconciled while the other does not, the other's word is repeated at once, so that the last word on the
 * queue is never better than the worse of both.
 */
final class VenueComparison {

    private static final Logger LOG = LoggerFactory.getLogger(VenueComparison.class);

    private final OrderBook orders;
    private final TradingLoop loop;
    private final TradingClock clock;
    private final Supplier<PositionSnapshot> positions;
    private final Disagreements disagreements = new Disagreements();

    private volatile @Nullable Reconciliation own;
    private volatile @Nullable Reconciliation executors;
    private volatile String standing = "";
    private volatile @Nullable Instant comparedAt;
    private volatile String obstacle = "not compared yet";

    VenueComparison(
            OrderBook orders,
            TradingLoop loop,
            TradingClock clock,
            Supplier<PositionSnapshot> positions) {
        this.orders = orders;
        this.loop = loop;
        this.clock = clock;
        this.positions = positions;
    }

    /**
     * Asks the venue and compares. Blocks, at most ten seconds.
     *
     * @return whether a comparison was made
     */
    boolean compare(@Nullable Broker broker) {
        if (broker == null || !broker.status().connected()) {
            // Without the stream of order updates, fills may be missing that reconciliation of
            // orders will bring.
            obstacle = "not compared: the venue is not connected";
            return false;
        }
        Set<Symbol> busy = symbolsOfOpenOrders();
        PositionSnapshot before = positions.get();
        List<BrokerPosition> venue;
        try {
            venue = broker.positions();
        } catch (BrokerException unanswered) {
            obstacle = "not compared: " + unanswered.getMessage();
            LOG.warn("Venue did not tell its positions: reason={}", unanswered.getMessage());
            return false;
        }
        busy.addAll(symbolsOfOpenOrders());
        disagreements.compare(before, positions.get(), busy, venue);
        comparedAt = clock.instant();
        obstacle = "";
        conclude(disagreements.standing());
        return true;
    }

    private Set<Symbol> symbolsOfOpenOrders() {
        Set<Symbol> symbols = new HashSet<>();
        for (Order order : orders.open()) {
            symbols.add(order.intent().symbol());
        }
        return symbols;
    }

    private void conclude(String now) {
        String before = standing;
        standing = now;
        if (!now.isEmpty() && !now.equals(before)) {
            LOG.error("Positions disagree with the venue, new orders are denied: {}", now);
            state(new Reconciliation(false, "positions disagree: " + now, clock.instant()));
        } else if (now.isEmpty() && !before.isEmpty()) {
            LOG.info("Positions agree with the venue again: before={}", before);
            Reconciliation agreed = new Reconciliation(true, "", clock.instant());
            if (isReconciled(executors)) {
                state(agreed);
            } else {
                own = agreed;
            }
        }
    }

    private void state(Reconciliation fact) {
        own = fact;
        loop.tell(fact);
    }

    /** Sees every statement of the fact, ours included. On the loop. */
    void onReconciliation(Reconciliation fact) {
        Reconciliation ours = own;
        if (fact != ours) {
            executors = fact;
        }
        if (!fact.reconciled()) {
            return;
        }
        Reconciliation others = executors;
        if (ours != null && !ours.reconciled()) {
            loop.emit(ours);
        } else if (others != null && !others.reconciled()) {
            loop.emit(others);
        }
    }

    private static boolean isReconciled(@Nullable Reconciliation fact) {
        return fact != null && fact.reconciled();
    }

    /** The differences that stand, for people; empty if none does. */
    String standing() {
        return standing;
    }

    /** When it was last compared, or why it was not, for people. */
    String describe(Instant now) {
        Instant last = comparedAt;
        String compared =
                last == null
                        ? ""
                        : "compared with the venue "
                                + Duration.between(last, now).toSeconds()
                                + " s ago";
        String separator = compared.isEmpty() || obstacle.isEmpty() ? "" : ", ";
        return compared + separator + obstacle;
    }
}
