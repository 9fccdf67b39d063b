package io.openbell.simulator.trading;

import io.openbell.simulator.market.Listing;
import io.openbell.simulator.market.OptionContract;
import io.openbell.simulator.market.Tape;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What Alpaca looks at before it takes orders for options. */
final class OptionChecks {

    private static final int BUYS = 2;
    private static final int SPREADS = 3;
    private static final BigDecimal SHARES = new BigDecimal(100);

    private final Books books;
    private final Tape tape;
    private final BuyingPower power;
    private final Schedule schedule;
    private final Rooms rooms;

    OptionChecks(Books books, Tape tape, BuyingPower power, Schedule schedule) {
        this.books = books;
        this.tape = tape;
        this.power = power;
        this.schedule = schedule;
        this.rooms = new Rooms(books, tape, power);
    }

    void require(OrderTicket ticket, Instant now) throws Refusal {
        int level = books.settings().maxOptionsTradingLevel();
        if (level == 0) {
            throw Refusal.forbidden("account not authorized to trade options", Map.of());
        }
        requireOpenMarket(ticket, now);
        requireAlive(ticket.symbol(), now);
        if (power.closes(ticket)) {
            rooms.requireShares(ticket, books.holding(ticket.symbol()), ticket.quantity());
        } else if (ticket.side() == Side.BUY) {
            if (level < BUYS) {
                throw Refusal.forbidden(
                        "account not eligible to trade long option contracts", Map.of());
            }
            requireBuyingPower(power.dollars(ticket, ticket.quantity()));
        } else {
            requireSecured(ticket);
        }
    }

    private void requireOpenMarket(OrderTicket ticket, Instant now) throws Refusal {
        if (ticket.type() == OrderType.MARKET && !schedule.isOpen(now)) {
            throw Refusal.unprocessable(
                    "options market orders are only allowed during market hours");
        }
    }

    private void requireAlive(String symbol, Instant now) throws Refusal {
        if (Options.contract(symbol).expiration().isBefore(schedule.date(now))) {
            throw Refusal.unprocessable("contract \"" + symbol + "\" is expired");
        }
    }

    private void requireSecured(OrderTicket ticket) throws Refusal {
        OptionContract contract = Options.contract(ticket.symbol());
        if (!contract.call()) {
            BigDecimal required = power.dollars(ticket, ticket.quantity());
            BigDecimal available = power.options();
            if (required.compareTo(available) > 0) {
                throw Refusal.forbidden(
                        "insufficient options buying power for cash-secured put (required: "
                                + Decimals.text(required)
                                + ", available: "
                                + Decimals.text(available)
                                + ")",
                        Map.of(
                                "buying_power",
                                Decimals.text(available),
                                "required_options_buying_power",
                                Decimals.text(required)));
            }
            return;
        }
        BigDecimal required = ticket.quantity().multiply(SHARES);
        BigDecimal available = freeShares(contract.underlying());
        if (required.compareTo(available) <= 0) {
            return;
        }
        if (available.signum() == 0) {
            throw Refusal.forbidden(
                    "account not eligible to trade uncovered option contracts", Map.of());
        }
        throw Refusal.forbidden(
                "insufficient underlying qty available for covered call (required: "
                        + Decimals.text(required)
                        + ", available: "
                        + Decimals.text(available)
                        + ")",
                Map.of(
                        "symbol",
                        ticket.symbol(),
                        "required_qty",
                        Decimals.text(required),
                        "available_qty",
                        Decimals.text(available),
                        "underlying_asset_id",
                        Listing.id(contract.underlying())));
    }

    private BigDecimal freeShares(String underlying) {
        Holding shares = books.holding(underlying);
        return shares.quantity().signum() <= 0
                ? BigDecimal.ZERO
                : shares.quantity().subtract(power.heldForOrders(shares)).max(BigDecimal.ZERO);
    }

    private void requireBuyingPower(BigDecimal required) throws Refusal {
        BigDecimal available = power.options();
        if (required.compareTo(available) > 0) {
            throw Refusal.forbidden(
                    "insufficient options buying power (required: "
                            + Decimals.text(required)
                            + ", available: "
                            + Decimals.text(available)
                            + ")",
                    Map.of(
                            "options_buying_power",
                            Decimals.text(available),
                            "cost_basis",
                            Decimals.text(required)));
        }
    }

    /** Several options, each as it would be alone, but for what they secure each other. */
    OrderRequest admitTogether(OrderRequest request, Instant now) throws Refusal {
        requireOpenMarket(request.ticket(), now);
        if (books.settings().maxOptionsTradingLevel() < SPREADS) {
            throw Refusal.forbidden(
                    "account not eligible to trade spreads or uncovered contracts", Map.of());
        }
        List<OrderRequest.Leg> legs = new ArrayList<>();
        String underlying = "";
        Map<String, BigDecimal> after = new TreeMap<>();
        for (OrderRequest.Leg leg : request.legs()) {
            OrderTicket ticket = leg.ticket();
            requireAlive(ticket.symbol(), now);
            PositionIntent intent = PositionIntent.of(ticket.side(), power.closes(ticket));
            AcceptanceChecks.requireIntent(ticket, intent);
            if (intent.closes()) {
                rooms.requireShares(ticket, books.holding(ticket.symbol()), ticket.quantity());
            }
            if (underlying.isEmpty()) {
                underlying = Options.underlying(ticket.symbol());
                after.putAll(Options.on(underlying, books.holdings()));
            }
            after.merge(ticket.symbol(), ticket.side().signed(ticket.quantity()), BigDecimal::add);
            legs.add(new OrderRequest.Leg(leg.role(), ticket.with(intent)));
        }
        BigDecimal naked = Options.uncoveredCalls(after).multiply(SHARES);
        BigDecimal before =
                Options.uncoveredCalls(Options.on(underlying, books.holdings())).multiply(SHARES);
        if (naked.subtract(before).compareTo(freeShares(underlying)) > 0) {
            throw Refusal.forbidden(
                    "account not eligible to trade uncovered option contracts", Map.of());
        }
        requireBuyingPower(
                power.multiLeg(
                        legs.stream().map(OrderRequest.Leg::ticket).toList(),
                        request.ticket(),
                        request.ticket().quantity()));
        return new OrderRequest(request.ticket(), legs);
    }
}
