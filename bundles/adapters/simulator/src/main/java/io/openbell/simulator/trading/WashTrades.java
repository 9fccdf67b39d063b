package io.openbell.simulator.trading;

import java.math.BigDecimal;
import java.util.Map;

/** An order must not be able to trade with another one of the same account. */
final class WashTrades {

    private final Books books;

    WashTrades(Books books) {
        this.books = books;
    }

    void require(OrderTicket ticket) throws Refusal {
        if (isExempt(ticket)) {
            return;
        }
        for (VenueOrder existing : books.open()) {
            OrderTicket other = existing.ticket();
            if (!other.symbol().equals(ticket.symbol())
                    || other.side() == ticket.side()
                    || isExempt(other)) {
                continue;
            }
            boolean bothLimits =
                    other.type() == OrderType.LIMIT && ticket.type() == OrderType.LIMIT;
            if (!bothLimits || crosses(ticket, other)) {
                throw Refusal.forbidden(
                        "potential wash trade detected. use complex orders",
                        Map.of(
                                "existing_order_id",
                                existing.id(),
                                "reject_reason",
                                bothLimits
                                        ? "opposite side limit order exists"
                                        : "opposite side market/stop order exists"));
            }
        }
    }

    private static boolean isExempt(OrderTicket ticket) {
        return ticket.type() == OrderType.TRAILING_STOP || ticket.orderClass() != OrderClass.SIMPLE;
    }

    private static boolean crosses(OrderTicket one, OrderTicket other) {
        BigDecimal buy = one.side() == Side.BUY ? one.limitPrice() : other.limitPrice();
        BigDecimal sell = one.side() == Side.BUY ? other.limitPrice() : one.limitPrice();
        return buy != null && sell != null && buy.compareTo(sell) >= 0;
    }
}
