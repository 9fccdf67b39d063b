package io.openbell.simulator.trading;

import io.openbell.simulator.market.CorporateAction;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of orders when a stock splits, as Alpaca states it: of a reverse split all GTC orders are canceled; of a
 * forward split GTC buy limits and sell stops are adjusted in price and quantity, and the others are not. Orders for the
 * day do not live through the night in which it is carried out. Of a new name it states nothing; here no order outlives it.
 */
final class ActionRules {

    private static final int BELOW_A_DOLLAR = 4;
    private static final int CENTS = 2;

    /** What becomes of an order. */
    enum Fate {
        STAYS,
        EXPIRES,
        CANCELED,
        RESTATED
    }

    private ActionRules() {}

    static Fate fate(VenueOrder order, CorporateAction action) {
        OrderTicket ticket = order.ticket();
        boolean leavesOrders = action.kind() == CorporateAction.Kind.CASH_DIVIDEND;
        if (leavesOrders || !ticket.symbol().equals(action.symbol())) {
            return Fate.STAYS;
        }
        if (ticket.lasting() != Lasting.GTC) {
            return Fate.EXPIRES;
        }
        if (action.kind() != CorporateAction.Kind.FORWARD_SPLIT) {
            return Fate.CANCELED;
        }
        boolean buyLimit = ticket.side() == Side.BUY && ticket.type() == OrderType.LIMIT;
        boolean sellStop =
                ticket.side() == Side.SELL
                        && (ticket.type() == OrderType.STOP
                                || ticket.type() == OrderType.STOP_LIMIT
                                || ticket.type() == OrderType.TRAILING_STOP);
        return buyLimit || sellStop ? Fate.RESTATED : Fate.STAYS;
    }

    /** The order in new shares: what is filled of it stays as it was. */
    static LedgerEntry.Restated restated(VenueOrder order, CorporateAction action, Instant at) {
        OrderTicket ticket = order.ticket();
        BigDecimal left = action.shares(order.remaining()).setScale(0, RoundingMode.DOWN);
        return new LedgerEntry.Restated(
                order.id(),
                order.filled().add(left),
                price(ticket.limitPrice(), action),
                price(ticket.stopPrice(), action),
                price(ticket.trailPrice(), action),
                price(order.highWaterMark(), action),
                at);
    }

    /** Down, for buys and for sell stops alike. */
    private static @Nullable BigDecimal price(@Nullable BigDecimal price, CorporateAction action) {
        if (price == null) {
            return null;
        }
        BigDecimal exact = action.price(price);
        boolean penny = exact.compareTo(BigDecimal.ONE) < 0;
        return exact.setScale(penny ? BELOW_A_DOLLAR : CENTS, RoundingMode.DOWN)
                .stripTrailingZeros();
    }
}
