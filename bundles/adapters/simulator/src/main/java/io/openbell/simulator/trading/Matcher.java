package io.openbell.simulator.trading;

import io.openbell.simulator.market.Listing;
import io.openbell.simulator.market.Tape;
import io.openbell.simulator.market.Tick;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Looks at the orders when the market moves, and executes those it reached. */
final class Matcher {

    private static final BigDecimal MAKER_FEE = new BigDecimal("0.0015");
    private static final BigDecimal TAKER_FEE = new BigDecimal("0.0025");
    private static final int DECIMALS = 9;

    private final Books books;
    private final Clerk clerk;
    private final Groups groups;
    private final Tape tape;
    private final MatchingRules rules;
    private final Valuation valuation;
    private final BuyingPower power;
    private final Schedule schedule;
    private final Interference interference;

    Matcher(
            Books books,
            Clerk clerk,
            Groups groups,
            Tape tape,
            MatchingRules rules,
            Valuation valuation,
            BuyingPower power,
            Schedule schedule,
            Interference interference) {
        this.books = books;
        this.clerk = clerk;
        this.groups = groups;
        this.tape = tape;
        this.rules = rules;
        this.valuation = valuation;
        this.power = power;
        this.schedule = schedule;
        this.interference = interference;
    }

    /** The first look at an order. */
    void admit(VenueOrder order) throws IOException {
        if (order.isLive() && schedule.trades(order.ticket(), clerk.now())) {
            raiseMark(order, tape.mark(order.ticket().symbol()).orElse(null));
            if (!order.isTriggered() && MatchingRules.reached(order, tape)) {
                trigger(order);
            }
        }
        match(order, true);
    }

    /** The market moved: the tape already shows it. */
    void onTick(Tick tick) throws IOException {
        List<VenueOrder> concerned =
                books.open().stream()
                        .filter(order -> order.isLive() && concerns(order, tick.symbol()))
                        .toList();
        for (VenueOrder order : concerned) {
            // The ones before may have ended this one.
            if (order.isLive()) {
                consider(order, tick);
            }
        }
    }

    private static boolean concerns(VenueOrder order, String symbol) {
        if (order.ticket().isMultiLeg()) {
            return order.legs().stream().anyMatch(leg -> leg.ticket().symbol().equals(symbol));
        }
        return order.role() != LegRole.PART && order.ticket().symbol().equals(symbol);
    }

    private void consider(VenueOrder order, Tick tick) throws IOException {
        if (!schedule.trades(order.ticket(), clerk.now())) {
            return;
        }
        boolean triggeredNow = false;
        if (!order.isTriggered()) {
            raiseMark(order, tick instanceof Tick.Trade trade ? trade.price() : null);
            triggeredNow = MatchingRules.reached(order, tick);
            if (triggeredNow) {
                trigger(order);
            }
        }
        // What rests is looked at again with every quote; where none are recorded, with every
        // trade.
        if (triggeredNow || tick instanceof Tick.Quote || tape.quote(tick.symbol()).isEmpty()) {
            match(order, triggeredNow);
        }
    }

    private void trigger(VenueOrder order) throws IOException {
        groups.reached(order);
        clerk.write(new LedgerEntry.Triggered(order.id(), clerk.now()));
    }

    private void raiseMark(VenueOrder order, @Nullable BigDecimal price) throws IOException {
        Optional<BigDecimal> mark =
                order.isTriggered() ? Optional.empty() : MatchingRules.raisedMark(order, price);
        if (mark.isPresent()) {
            clerk.write(new LedgerEntry.Trailed(order.id(), mark.get(), clerk.now()));
        }
    }

    private void match(VenueOrder order, boolean takes) throws IOException {
        if (!order.isLive() || !order.isTriggered()) {
            return;
        }
        if (schedule.trades(order.ticket(), clerk.now()) && !isHalted(order)) {
            if (order.ticket().isMultiLeg()) {
                matchTogether(order);
            } else {
                matchAlone(order, takes);
            }
        }
        if (order.isOpen() && order.ticket().lasting().isImmediate()) {
            clerk.write(new LedgerEntry.Canceled(order.id(), "time in force", clerk.now()));
        }
    }

    private boolean isHalted(VenueOrder order) {
        if (order.ticket().isMultiLeg()) {
            return order.legs().stream().anyMatch(this::isHalted);
        }
        String symbol = order.ticket().symbol();
        // An option is halted with its underlying.
        return interference.isHalted(symbol)
                || tape.isHalted(symbol)
                || tape.listing(symbol)
                        .flatMap(Listing::contract)
                        .filter(contract -> tape.isHalted(contract.underlying()))
                        .isPresent();
    }

    private void matchAlone(VenueOrder order, boolean takes) throws IOException {
        Optional<BigDecimal> price =
                tape.market(order.ticket().symbol())
                        .flatMap(market -> MatchingRules.price(order, market));
        if (price.isEmpty()) {
            return;
        }
        BigDecimal quantity = quantity(order, price.get());
        if (quantity.signum() > 0) {
            fill(order, price.get(), quantity, takes);
        } else {
            clerk.write(new LedgerEntry.Canceled(order.id(), "nothing to close", clerk.now()));
        }
    }

    private BigDecimal quantity(VenueOrder order, BigDecimal price) {
        OrderTicket ticket = order.ticket();
        BigDecimal notional = ticket.notional();
        if (notional == null) {
            return rules.quantity(order, books.executions().size());
        }
        BigDecimal quantity = notional.divide(price, DECIMALS, RoundingMode.DOWN);
        if (ticket.intent() == null || !ticket.intent().closes()) {
            return quantity;
        }
        // The price fell since: other orders keep their shares, and no position is turned around.
        Holding holding = books.holding(ticket.instrument().positionKey());
        BigDecimal free = holding.quantity().abs().subtract(power.heldForOrders(holding, order));
        return quantity.min(free.max(BigDecimal.ZERO));
    }

    /** Everything of an order at one price, as an auction does. */
    void fillWhole(VenueOrder order, BigDecimal price) throws IOException {
        fill(order, price, order.remaining(), true);
    }

    private void fill(VenueOrder order, BigDecimal price, BigDecimal quantity, boolean takes)
            throws IOException {
        Instrument instrument = order.ticket().instrument();
        BigDecimal fee = null;
        BigDecimal rate = null;
        if (instrument.isCrypto()) {
            BigDecimal received =
                    order.ticket().side() == Side.BUY ? quantity : quantity.multiply(price);
            fee =
                    received.multiply(takes ? TAKER_FEE : MAKER_FEE)
                            .setScale(DECIMALS, RoundingMode.HALF_UP);
            rate = instrument.paidInDollars() ? null : valuation.usdPerPayment(instrument);
        }
        clerk.write(
                new LedgerEntry.Filled(
                        order.id(),
                        clerk.uuid("execution", books.executions().size()),
                        price,
                        quantity,
                        fee,
                        rate,
                        clerk.now()));
        for (VenueOrder exit : groups.filled(order)) {
            admit(exit);
        }
    }

    /** All parts at their quotes, if the sum is no worse than the limit. */
    private void matchTogether(VenueOrder order) throws IOException {
        BigDecimal net = BigDecimal.ZERO;
        List<LedgerEntry.Part> parts = new ArrayList<>();
        int count = books.executions().size();
        for (VenueOrder leg : order.legs()) {
            OrderTicket ticket = leg.ticket();
            Optional<BigDecimal> price =
                    tape.market(ticket.symbol())
                            .flatMap(market -> MatchingRules.price(leg, market));
            if (price.isEmpty()) {
                return;
            }
            BigDecimal ratio = leg.quantity().divide(order.quantity(), MathContext.DECIMAL128);
            net = net.add(ticket.side().signed(ratio).multiply(price.get()));
            parts.add(
                    new LedgerEntry.Part(
                            leg.id(),
                            clerk.uuid("execution", count + (long) parts.size()),
                            price.get(),
                            leg.remaining()));
        }
        BigDecimal limit = order.ticket().limitPrice();
        if (limit == null || net.compareTo(limit) <= 0) {
            clerk.write(
                    new LedgerEntry.FilledTogether(
                            order.id(),
                            clerk.uuid("whole", count),
                            net,
                            order.remaining(),
                            parts,
                            clerk.now()));
        }
    }
}
