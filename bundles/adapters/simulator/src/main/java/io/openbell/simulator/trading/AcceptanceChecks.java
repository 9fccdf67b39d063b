package io.openbell.simulator.trading;

import io.openbell.simulator.market.Tape;
import java.math.BigDecimal;
import java.util.Map;

/** What Alpaca looks at before it takes an order: the account's side of it. */
final class AcceptanceChecks {

    private final Books books;
    private final Tape tape;
    private final Valuation valuation;

    AcceptanceChecks(Books books, Tape tape, Valuation valuation) {
        this.books = books;
        this.tape = tape;
        this.valuation = valuation;
    }

    void require(OrderTicket ticket) throws Refusal {
        if (books.findByClientId(ticket.clientOrderId()).isPresent()) {
            throw Refusal.invalid("client_order_id must be unique");
        }
        if (tape.listing(ticket.symbol()).isEmpty()) {
            throw Refusal.unprocessable("asset \"" + ticket.symbol() + "\" not found");
        }
        requireNoWashTrade(ticket);
        requireSharesOrRoom(ticket);
        requireBuyingPower(ticket);
    }

    private void requireNoWashTrade(OrderTicket ticket) throws Refusal {
        for (VenueOrder existing : books.open()) {
            OrderTicket other = existing.ticket();
            if (!other.symbol().equals(ticket.symbol())
                    || other.side() == ticket.side()
                    || other.type() == OrderType.TRAILING_STOP
                    || ticket.type() == OrderType.TRAILING_STOP) {
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

    private static boolean crosses(OrderTicket one, OrderTicket other) {
        BigDecimal buy = one.side() == Side.BUY ? one.limitPrice() : other.limitPrice();
        BigDecimal sell = one.side() == Side.BUY ? other.limitPrice() : one.limitPrice();
        return buy != null && sell != null && buy.compareTo(sell) >= 0;
    }

    private void requireSharesOrRoom(OrderTicket ticket) throws Refusal {
        Holding holding = books.holding(ticket.symbol());
        int held = holding.quantity().signum();
        boolean buys = ticket.side() == Side.BUY;
        if (held == 0) {
            requireNoOpeningOrderOnTheOtherSide(ticket);
        }
        if (buys ? held < 0 : held > 0) {
            // One order never turns a position around: close first, then open.
            BigDecimal existing = holding.quantity().abs();
            BigDecimal inOrders = valuation.heldForOrders(holding);
            BigDecimal available = existing.subtract(inOrders).max(BigDecimal.ZERO);
            if (ticket.quantity().compareTo(available) > 0) {
                throw Refusal.forbidden(
                        "insufficient qty available for order (requested: "
                                + Decimals.text(ticket.quantity())
                                + ", available: "
                                + Decimals.text(available)
                                + ")",
                        Map.of(
                                "symbol",
                                ticket.symbol(),
                                "available",
                                Decimals.text(available),
                                "existing_qty",
                                Decimals.text(existing),
                                "held_for_orders",
                                Decimals.text(inOrders)));
            }
        } else if (!buys && ticket.quantity().stripTrailingZeros().scale() > 0) {
            throw Refusal.unprocessable("fractional orders cannot be sold short");
        }
    }

    private void requireNoOpeningOrderOnTheOtherSide(OrderTicket ticket) throws Refusal {
        for (VenueOrder existing : books.open()) {
            if (existing.ticket().symbol().equals(ticket.symbol())
                    && existing.ticket().side() != ticket.side()) {
                throw Refusal.forbidden(
                        ticket.side() == Side.BUY
                                ? "cannot open a long buy while a short sell order is open"
                                : "cannot open a short sell while a long buy order is open",
                        Map.of("existing_order_id", existing.id()));
            }
        }
    }

    private void requireBuyingPower(OrderTicket ticket) throws Refusal {
        BigDecimal cost = valuation.cost(ticket, ticket.quantity());
        BigDecimal power = valuation.buyingPower();
        if (cost.compareTo(power) > 0) {
            throw Refusal.forbidden(
                    "insufficient buying power",
                    Map.of(
                            "buying_power",
                            Decimals.text(power),
                            "cost_basis",
                            Decimals.text(cost)));
        }
    }
}
