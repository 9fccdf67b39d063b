package io.openbell.positionmanager;

import io.openbell.api.broker.Broker;
import io.openbell.api.broker.BrokerException;
import io.openbell.api.broker.BrokerPosition;
import io.openbell.api.broker.Comparison;
import io.openbell.api.broker.Comparison.Difference;
import io.openbell.api.order.Order;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Symbol;
import io.openbell.api.view.OrderBook;
import io.openbell.api.view.Position;
import io.openbell.kernel.position.PositionSnapshot;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Compares positions with the venue's because somebody asks; what differs is compared again for a few seconds, since a fill
 * may be on its way. What our own open orders explain is no difference. Blocks; any thread but the loop's.
 */
final class PositionComparison {

    private static final int ROUNDS = 8;
    private static final long PAUSE_MILLIS = 500;

    private final OrderBook orders;
    private final InstantSource clock;
    private final Supplier<PositionSnapshot> positions;
    private final CoinFees coinFees;

    PositionComparison(
            OrderBook orders,
            InstantSource clock,
            Supplier<PositionSnapshot> positions,
            CoinFees coinFees) {
        this.coinFees = coinFees;
        this.orders = orders;
        this.clock = clock;
        this.positions = positions;
    }

    Comparison compareNow(@Nullable Broker broker) throws BrokerException, InterruptedException {
        if (broker == null || !broker.status().connected()) {
            throw new BrokerException(
                    "the venue is not connected"
                            + (broker == null ? "" : ": " + broker.status().detail()),
                    0);
        }
        Comparison comparison = compareOnce(broker);
        for (int round = 1; round < ROUNDS && !comparison.agrees(); round++) {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            comparison = compareOnce(broker);
        }
        return comparison;
    }

    private Comparison compareOnce(Broker broker) throws BrokerException {
        Instant begun = clock.instant();
        // Ahead of our positions: a fill between the two is rather counted twice than not at all.
        List<Order> open = orders.open();
        PositionSnapshot before = positions.get();
        Map<Symbol, Quantity> theirs = new HashMap<>();
        for (BrokerPosition position : broker.positions()) {
            theirs.put(position.symbol(), position.quantity());
        }
        PositionSnapshot after = positions.get();
        PendingShares pending =
                PendingShares.of(open, orders.open(), coinFees.possible(begun), coinFees.accrued());
        TreeSet<Symbol> symbols = new TreeSet<>(theirs.keySet());
        for (Position position : after.positions()) {
            if (!position.quantity().isZero()) {
                symbols.add(position.symbol());
            }
        }
        List<Difference> differences = new ArrayList<>();
        for (Symbol symbol : symbols) {
            Quantity ours = after.quantity(symbol);
            Quantity venue = theirs.getOrDefault(symbol, Quantity.ZERO);
            boolean moved = !ours.equals(before.quantity(symbol));
            Quantity unexplained = pending.unexplained(symbol, ours, venue);
            if (moved || !unexplained.isZero()) {
                differences.add(
                        new Difference(
                                symbol.ticker(),
                                ours.toString(),
                                venue.toString(),
                                unexplained.toString()));
            }
        }
        return new Comparison(Comparison.POSITIONS, begun, symbols.size(), differences);
    }
}
