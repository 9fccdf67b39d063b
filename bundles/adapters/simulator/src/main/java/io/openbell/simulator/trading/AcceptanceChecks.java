package io.openbell.simulator.trading;

import io.openbell.simulator.market.Listing;
import io.openbell.simulator.market.Tape;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;

/** What Alpaca looks at before it takes an order: the market's and the account's side of it. */
final class AcceptanceChecks {

    private static final BigDecimal CENT = new BigDecimal("0.01");
    private static final BigDecimal LEAST_DOLLARS = BigDecimal.ONE;
    private static final BigDecimal LEAST_CRYPTO_DOLLARS = BigDecimal.TEN;

    private final Books books;
    private final Tape tape;
    private final BuyingPower power;
    private final Schedule schedule;
    private final WashTrades washTrades;
    private final Rooms rooms;
    private final OptionChecks options;

    AcceptanceChecks(Books books, Tape tape, BuyingPower power, Schedule schedule) {
        this.books = books;
        this.tape = tape;
        this.power = power;
        this.schedule = schedule;
        this.washTrades = new WashTrades(books);
        this.rooms = new Rooms(books, tape, power);
        this.options = new OptionChecks(books, tape, power, schedule);
    }

    /** Refuses it, or returns it with the intent it has. */
    OrderRequest admit(OrderRequest request, Instant now) throws Refusal {
        OrderTicket ticket = request.ticket();
        requireActiveAccount();
        requireNewName(ticket.clientOrderId());
        if (ticket.isMultiLeg()) {
            return options.admitTogether(request, now);
        }
        requireListed(ticket);
        schedule.requireBeforeAuction(ticket, now);
        boolean closes = power.closes(ticket);
        PositionIntent intent = PositionIntent.of(ticket.side(), closes);
        requireIntent(ticket, intent);
        requireRightGroup(request, closes);
        OrderTicket known = ticket.with(intent);
        if (ticket.instrument().isOption()) {
            options.require(known, now);
        } else {
            washTrades.require(known);
            rooms.require(known);
            requireMinimum(known);
            requireBuyingPower(known);
        }
        return new OrderRequest(known, request.legs());
    }

    void requireActiveAccount() throws Refusal {
        if (books.settings().suspendTrade()) {
            throw Refusal.forbidden("new orders are rejected by user request", Map.of());
        }
    }

    void requireNewName(String clientOrderId) throws Refusal {
        if (books.findByClientId(clientOrderId).isPresent()) {
            throw Refusal.invalid("client_order_id must be unique");
        }
    }

    private void requireListed(OrderTicket ticket) throws Refusal {
        Listing listing = tape.listing(ticket.symbol()).orElse(null);
        if (listing == null && tape.names().isFormer(ticket.symbol())) {
            throw Refusal.unprocessable("asset \"" + ticket.symbol() + "\" is not active");
        }
        if (listing == null) {
            throw Refusal.unprocessable(
                    ticket.instrument().isOption()
                            ? "contract \"" + ticket.symbol() + "\" not found"
                            : "asset \"" + ticket.symbol() + "\" not found");
        }
        boolean fraction = ticket.isNotional() || ticket.isFractional();
        if (ticket.instrument().isStock() && fraction) {
            if (!listing.terms().fractionable()) {
                throw Refusal.unprocessable(
                        "asset \"" + ticket.symbol() + "\" is not fractionable");
            }
            if (!books.settings().fractionalTrading()) {
                throw Refusal.forbidden("fractional trading is disabled by user", Map.of());
            }
        }
        BigDecimal least = listing.terms().minimumQuantity();
        if (!ticket.isNotional() && ticket.quantity().compareTo(least) < 0) {
            throw Refusal.unprocessable("qty must be >= " + Decimals.text(least));
        }
    }

    static void requireIntent(OrderTicket ticket, PositionIntent inferred) throws Refusal {
        PositionIntent stated = ticket.intent();
        if (stated != null && stated != inferred) {
            throw Refusal.unprocessable(
                    "position intent mismatch, inferred: "
                            + inferred.word()
                            + ", specified: "
                            + stated.word());
        }
    }

    private void requireRightGroup(OrderRequest request, boolean closes) throws Refusal {
        OrderTicket ticket = request.ticket();
        if (ticket.orderClass() == OrderClass.SIMPLE) {
            return;
        }
        boolean exits = ticket.orderClass() == OrderClass.OCO;
        if (exits != closes) {
            throw Refusal.unprocessable(
                    ticket.orderClass().word()
                            + " orders must be "
                            + (exits ? "exit" : "entry")
                            + " orders");
        }
        BigDecimal market = tape.mark(ticket.symbol()).orElse(null);
        BigDecimal base = exits || ticket.limitPrice() == null ? market : ticket.limitPrice();
        if (base == null) {
            return;
        }
        boolean isLong = (ticket.side() == Side.BUY) != exits;
        for (OrderRequest.Leg leg : request.legs()) {
            BigDecimal profit =
                    leg.role() == LegRole.TAKE_PROFIT ? leg.ticket().limitPrice() : null;
            BigDecimal stop = leg.role() == LegRole.STOP_LOSS ? leg.ticket().stopPrice() : null;
            if (profit != null) {
                requireApart("take_profit.limit_price", profit, base, isLong);
            }
            if (stop != null) {
                requireApart("stop_loss.stop_price", stop, base, !isLong);
            }
        }
    }

    private static void requireApart(String field, BigDecimal price, BigDecimal base, boolean above)
            throws Refusal {
        boolean apart =
                above
                        ? price.compareTo(base.add(CENT)) >= 0
                        : price.compareTo(base.subtract(CENT)) <= 0;
        if (!apart) {
            throw Refusal.unprocessable(
                    field + " must be " + (above ? ">= base_price + 0.01" : "<= base_price - 0.01"),
                    Map.of("base_price", Decimals.text(base)));
        }
    }

    private void requireMinimum(OrderTicket ticket) throws Refusal {
        boolean crypto = ticket.instrument().isCrypto();
        if (!crypto
                && (ticket.side() == Side.SELL
                        || !(ticket.isNotional() || ticket.isFractional()))) {
            return;
        }
        BigDecimal notional = ticket.notional();
        BigDecimal price =
                ticket.limitPrice() != null
                        ? ticket.limitPrice()
                        : tape.mark(ticket.symbol()).orElse(BigDecimal.ZERO);
        BigDecimal rate =
                ticket.instrument().paidInDollars()
                        ? BigDecimal.ONE
                        : tape.mark(ticket.instrument().paymentKey()).orElse(BigDecimal.ZERO);
        BigDecimal dollars =
                notional != null ? notional : price.multiply(ticket.quantity()).multiply(rate);
        BigDecimal least = crypto ? LEAST_CRYPTO_DOLLARS : LEAST_DOLLARS;
        if (dollars.compareTo(least) < 0) {
            throw Refusal.forbidden(
                    "cost basis must be >= minimal amount of order " + least.toPlainString(),
                    Map.of("cost_basis", Decimals.text(dollars)));
        }
    }

    private void requireBuyingPower(OrderTicket ticket) throws Refusal {
        BigDecimal cost = power.dollars(ticket, ticket.quantity());
        if (cost.signum() == 0) {
            return;
        }
        if (ticket.instrument().isCrypto()) {
            BigDecimal available = power.nonMarginable();
            if (cost.compareTo(available) > 0) {
                throw Rooms.insufficientBalance("USD", cost, available, books.cash());
            }
            return;
        }
        BigDecimal available = power.marginable();
        if (cost.compareTo(available) > 0) {
            throw insufficientBuyingPower(cost, available);
        }
    }

    static Refusal insufficientBuyingPower(BigDecimal cost, BigDecimal available) {
        return Refusal.forbidden(
                "insufficient buying power",
                Map.of(
                        "buying_power",
                        Decimals.text(available),
                        "cost_basis",
                        Decimals.text(cost)));
    }
}
