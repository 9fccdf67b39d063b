package io.openbell.simulator.trading;

import io.openbell.simulator.market.OptionContract;
import io.openbell.simulator.market.Tape;
import io.openbell.simulator.market.Tick;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What new positions may cost, in dollars, never negative. Open orders have theirs reserved. Shares are reserved as well:
 * by orders that close, and by calls they cover.
 */
public final class BuyingPower {

    private static final BigDecimal CHEAP = new BigDecimal(50);
    private static final BigDecimal CHEAP_MARKUP = new BigDecimal("1.04");
    private static final BigDecimal MARKUP = new BigDecimal("1.025");
    private static final BigDecimal SHORT_MARKUP = new BigDecimal("1.03");
    private static final BigDecimal SHARES = new BigDecimal(100);

    private final Books books;
    private final Tape tape;
    private final Valuation valuation;

    /** Of that account. */
    BuyingPower(Books books, Tape tape, Valuation valuation) {
        this.books = books;
        this.tape = tape;
        this.valuation = valuation;
    }

    /** For what money is lent on: stocks. */
    public BigDecimal marginable() {
        return unbound().multiply(valuation.multiplier()).max(BigDecimal.ZERO);
    }

    /** By Regulation T: overnight. */
    public BigDecimal regulationT() {
        BigDecimal twice = valuation.multiplier().min(BigDecimal.valueOf(2));
        return valuation
                .equity()
                .subtract(valuation.initialMargin())
                .subtract(reserved())
                .multiply(twice)
                .max(BigDecimal.ZERO);
    }

    /** For what no money is lent on: coins. */
    public BigDecimal nonMarginable() {
        BigDecimal bought =
                books.open().stream()
                        .filter(order -> order.role() == LegRole.MAIN)
                        .map(order -> dollars(order.ticket(), order.remaining()))
                        .reduce(BigDecimal.ZERO, BigDecimal::add);
        return books.cash().subtract(bought).min(unbound()).max(BigDecimal.ZERO);
    }

    /** For options. */
    public BigDecimal options() {
        return unbound().max(BigDecimal.ZERO);
    }

    private BigDecimal unbound() {
        return valuation.equity().subtract(valuation.boundEquity()).subtract(reserved());
    }

    private BigDecimal reserved() {
        return books.open().stream()
                .filter(order -> order.role() == LegRole.MAIN)
                .map(order -> equityFor(order.ticket(), order.remaining(), order))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private BigDecimal equityFor(OrderTicket ticket, BigDecimal quantity, VenueOrder order) {
        if (ticket.isMultiLeg()) {
            return multiLeg(
                    order.legs().stream().map(VenueOrder::ticket).toList(), ticket, quantity);
        }
        BigDecimal dollars = dollars(ticket, quantity);
        return ticket.instrument().isStock()
                ? dollars.divide(valuation.multiplier(), MathContext.DECIMAL128)
                : dollars;
    }

    /**
     * What that much of an order takes from its kind of buying power; nothing when it closes a position, or is paid with
     * coins.
     */
    BigDecimal dollars(OrderTicket ticket, BigDecimal quantity) {
        if (ticket.isMultiLeg() || ticket.ratio() != null || closes(ticket)) {
            return BigDecimal.ZERO;
        }
        Instrument instrument = ticket.instrument();
        BigDecimal notional = ticket.notional();
        if (notional != null) {
            return instrument.paidInDollars() ? notional : BigDecimal.ZERO;
        }
        if (instrument.isOption() && ticket.side() == Side.SELL) {
            return written(ticket, quantity);
        }
        return instrument.paidInDollars() ? payment(ticket, quantity) : BigDecimal.ZERO;
    }

    /** What an order that opens pays at most, in what it pays with. */
    BigDecimal payment(OrderTicket ticket, BigDecimal quantity) {
        BigDecimal each = ticket.instrument().multiplier().multiply(quantity);
        BigDecimal limit = ticket.limitPrice();
        BigDecimal stop = ticket.stopPrice();
        BigDecimal ask = ask(ticket.symbol());
        if (ticket.side() == Side.BUY) {
            return (limit != null ? limit : markedUp(stop == null ? ask : ask.max(stop)))
                    .multiply(each);
        }
        BigDecimal stated = limit != null ? limit : stop;
        BigDecimal floor = ask.multiply(SHORT_MARKUP);
        return (stated == null ? floor : floor.max(stated)).multiply(each);
    }

    /** A put must be secured by cash, less the premium; a call is covered by shares. */
    private BigDecimal written(OrderTicket ticket, BigDecimal quantity) {
        OptionContract contract = Options.contract(ticket.symbol());
        if (contract.call()) {
            return BigDecimal.ZERO;
        }
        BigDecimal premium =
                ticket.limitPrice() != null
                        ? ticket.limitPrice()
                        : tape.market(ticket.symbol()).map(Tick.Quote::bid).orElse(BigDecimal.ZERO);
        return contract.strike().subtract(premium).multiply(SHARES).multiply(quantity);
    }

    /** What several options need: what is paid for them, and how much more could be lost with them. */
    BigDecimal multiLeg(Iterable<OrderTicket> legs, OrderTicket whole, BigDecimal units) {
        String underlying = "";
        Map<String, BigDecimal> after = new TreeMap<>();
        BigDecimal net = BigDecimal.ZERO;
        for (OrderTicket leg : legs) {
            BigDecimal ratio = leg.ratio() == null ? BigDecimal.ONE : leg.ratio();
            if (underlying.isEmpty()) {
                underlying = Options.underlying(leg.symbol());
                after.putAll(Options.on(underlying, books.holdings()));
            }
            BigDecimal change = leg.side().signed(ratio.multiply(units));
            after.merge(leg.symbol(), change, BigDecimal::add);
            net = net.add(leg.side().signed(ratio).multiply(farSide(leg)));
        }
        BigDecimal limit = whole.limitPrice();
        BigDecimal paid = (limit == null ? net : limit).multiply(SHARES).multiply(units);
        BigDecimal before = Options.worstLoss(Options.on(underlying, books.holdings()));
        return paid.add(Options.worstLoss(after).subtract(before)).max(BigDecimal.ZERO);
    }

    private BigDecimal farSide(OrderTicket leg) {
        return tape.market(leg.symbol())
                .map(quote -> leg.side() == Side.BUY ? quote.ask() : quote.bid())
                .orElse(BigDecimal.ZERO);
    }

    private BigDecimal ask(String symbol) {
        return tape.market(symbol)
                .map(Tick.Quote::ask)
                .filter(price -> price.signum() > 0)
                .or(() -> tape.mark(symbol))
                .orElse(BigDecimal.ZERO);
    }

    private static BigDecimal markedUp(BigDecimal price) {
        return price.multiply(price.compareTo(CHEAP) < 0 ? CHEAP_MARKUP : MARKUP);
    }

    /** An order of that side makes the position smaller. */
    boolean closes(OrderTicket ticket) {
        int held = books.holding(ticket.instrument().positionKey()).quantity().signum();
        return ticket.side() == Side.BUY ? held < 0 : held > 0;
    }

    /** Of a position, what open orders will close, or give away. */
    public BigDecimal heldForOrders(Holding holding) {
        return heldForOrders(holding, null);
    }

    /** The same, one order not counted. */
    BigDecimal heldForOrders(Holding holding, @Nullable VenueOrder besides) {
        boolean isLong = holding.quantity().signum() > 0;
        Side closing = isLong ? Side.SELL : Side.BUY;
        BigDecimal held = BigDecimal.ZERO;
        for (VenueOrder order : books.open()) {
            OrderTicket ticket = order.ticket();
            // Of two exits only one will trade; an exit that is held takes nothing.
            if (order == besides
                    || ticket.isMultiLeg()
                    || order.status() == VenueOrder.Status.HELD) {
                continue;
            }
            Instrument instrument = ticket.instrument();
            if (instrument.positionKey().equals(holding.symbol()) && ticket.side() == closing) {
                held = held.add(amount(order));
            } else if (isLong
                    && ticket.side() == Side.BUY
                    && !instrument.paidInDollars()
                    && instrument.paymentKey().equals(holding.symbol())) {
                held = held.add(payment(ticket, order.remaining()));
            }
        }
        return isLong && holding.instrument().isStock()
                ? held.add(coveringCalls(holding.symbol()))
                : held;
    }

    private BigDecimal amount(VenueOrder order) {
        BigDecimal notional = order.ticket().notional();
        if (notional == null) {
            return order.remaining();
        }
        BigDecimal price = ask(order.ticket().symbol());
        return price.signum() == 0
                ? BigDecimal.ZERO
                : notional.divide(price, MathContext.DECIMAL128);
    }

    /** Shares that short calls, held or on order, need. */
    private BigDecimal coveringCalls(String underlying) {
        Map<String, BigDecimal> contracts = new TreeMap<>(Options.on(underlying, books.holdings()));
        for (VenueOrder order : books.open()) {
            OrderTicket ticket = order.ticket();
            if (!ticket.isMultiLeg()
                    && ticket.side() == Side.SELL
                    && ticket.instrument().isOption()
                    && Options.underlying(ticket.symbol()).equals(underlying)) {
                contracts.merge(ticket.symbol(), order.remaining().negate(), BigDecimal::add);
            }
        }
        return Options.uncoveredCalls(contracts).multiply(SHARES);
    }
}
