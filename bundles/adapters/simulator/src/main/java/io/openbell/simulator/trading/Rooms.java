package io.openbell.simulator.trading;

import io.openbell.simulator.market.Tape;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Map;

/** What is sold must be there, or may be sold short; and one order never turns a position around. */
final class Rooms {

    private final Books books;
    private final Tape tape;
    private final BuyingPower power;

    Rooms(Books books, Tape tape, BuyingPower power) {
        this.books = books;
        this.tape = tape;
        this.power = power;
    }

    void require(OrderTicket ticket) throws Refusal {
        Holding holding = books.holding(ticket.instrument().positionKey());
        if (holding.quantity().signum() == 0 && ticket.instrument().isStock()) {
            requireNoOpeningOrderOnTheOtherSide(ticket);
        }
        if (ticket.instrument().isCrypto()) {
            requireCoins(ticket, holding);
        } else if (power.closes(ticket)) {
            requireShares(ticket, holding, amount(ticket));
        } else if (ticket.side() == Side.SELL) {
            requireShortable(ticket);
        }
    }

    private BigDecimal amount(OrderTicket ticket) {
        BigDecimal notional = ticket.notional();
        BigDecimal price = tape.mark(ticket.symbol()).orElse(BigDecimal.ZERO);
        if (notional == null) {
            return ticket.quantity();
        }
        return price.signum() == 0
                ? BigDecimal.ZERO
                : notional.divide(price, MathContext.DECIMAL128);
    }

    private BigDecimal available(Holding holding) {
        return holding.quantity().abs().subtract(power.heldForOrders(holding)).max(BigDecimal.ZERO);
    }

    void requireShares(OrderTicket ticket, Holding holding, BigDecimal wanted) throws Refusal {
        BigDecimal available = available(holding);
        if (wanted.compareTo(available) > 0) {
            throw Refusal.forbidden(
                    "insufficient qty available for order (requested: "
                            + Decimals.text(wanted)
                            + ", available: "
                            + Decimals.text(available)
                            + ")",
                    Map.of(
                            "symbol",
                            ticket.symbol(),
                            "available",
                            Decimals.text(available),
                            "existing_qty",
                            Decimals.text(holding.quantity().abs()),
                            "held_for_orders",
                            Decimals.text(power.heldForOrders(holding))));
        }
    }

    private void requireCoins(OrderTicket ticket, Holding holding) throws Refusal {
        Instrument pair = ticket.instrument();
        if (ticket.side() == Side.SELL) {
            BigDecimal wanted = amount(ticket);
            if (wanted.compareTo(available(holding)) > 0) {
                throw insufficientBalance(
                        pair.coin(), wanted, available(holding), holding.quantity());
            }
        } else {
            BigDecimal wanted =
                    ticket.notional() == null
                            ? power.payment(ticket, ticket.quantity())
                            : ticket.notional();
            requirePurse(pair, wanted, BigDecimal.ZERO);
        }
    }

    /**
     * Coins that are to be paid with must be there; dollars are looked at elsewhere.
     *
     * @param freed reserved by the order whose place is taken
     */
    void requirePurse(Instrument pair, BigDecimal wanted, BigDecimal freed) throws Refusal {
        if (pair.paidInDollars()) {
            return;
        }
        Holding purse = books.holding(pair.paymentKey());
        BigDecimal available = available(purse).add(freed);
        if (wanted.compareTo(available) > 0) {
            throw insufficientBalance(pair.quoteCurrency(), wanted, available, purse.quantity());
        }
    }

    static Refusal insufficientBalance(
            String currency, BigDecimal wanted, BigDecimal available, BigDecimal balance) {
        return Refusal.forbidden(
                "insufficient balance for "
                        + currency
                        + " (requested: "
                        + Decimals.text(wanted)
                        + ", available: "
                        + Decimals.text(available)
                        + ")",
                Map.of(
                        "symbol",
                        currency,
                        "available",
                        Decimals.text(available),
                        "balance",
                        Decimals.text(balance)));
    }

    private void requireShortable(OrderTicket ticket) throws Refusal {
        if (ticket.isNotional() || ticket.isFractional()) {
            throw Refusal.unprocessable("fractional orders cannot be sold short");
        }
        if (books.settings().noShorting()) {
            throw Refusal.forbidden("account is not allowed to short", Map.of());
        }
        boolean shortable =
                tape.listing(ticket.symbol()).map(l -> l.terms().shortable()).orElse(false);
        if (!shortable) {
            throw Refusal.unprocessable("asset \"" + ticket.symbol() + "\" cannot be sold short");
        }
    }

    private void requireNoOpeningOrderOnTheOtherSide(OrderTicket ticket) throws Refusal {
        for (VenueOrder existing : books.open()) {
            if (existing.role() == LegRole.MAIN
                    && existing.ticket().symbol().equals(ticket.symbol())
                    && existing.ticket().side() != ticket.side()) {
                throw Refusal.forbidden(
                        ticket.side() == Side.BUY
                                ? "cannot open a long buy while a short sell order is open"
                                : "cannot open a short sell while a long buy order is open",
                        Map.of("existing_order_id", existing.id()));
            }
        }
    }
}
