package io.openbell.simulator.trading;

import io.openbell.simulator.market.Tape;
import io.openbell.simulator.market.Tick;
import java.math.BigDecimal;

/** What the account is worth and may spend, at the tape's prices. */
public final class Valuation {

    private static final BigDecimal CHEAP = new BigDecimal(50);
    private static final BigDecimal CHEAP_MARKUP = new BigDecimal("1.04");
    private static final BigDecimal MARKUP = new BigDecimal("1.025");
    private static final BigDecimal SHORT_MARKUP = new BigDecimal("1.03");

    private final Books books;
    private final Tape tape;
    private final BigDecimal multiplier;

    /** A margin account; the multiplier is 1 to 4. */
    public Valuation(Books books, Tape tape, int multiplier) {
        this.books = books;
        this.tape = tape;
        this.multiplier = BigDecimal.valueOf(multiplier);
    }

    /** How many times its equity the account may hold. */
    public BigDecimal multiplier() {
        return multiplier;
    }

    /** Price of a share now; the average entry price where the tape has none. */
    public BigDecimal price(Holding holding) {
        return tape.mark(holding.symbol()).orElseGet(holding::averagePrice);
    }

    /** Dollars; negative when short. */
    public BigDecimal value(Holding holding) {
        return holding.quantity().multiply(price(holding));
    }

    /** Of all long positions. */
    public BigDecimal longValue() {
        return sum(1);
    }

    /** Of all short positions, negative. */
    public BigDecimal shortValue() {
        return sum(-1);
    }

    private BigDecimal sum(int sign) {
        return books.holdings().stream()
                .filter(holding -> holding.quantity().signum() == sign)
                .map(this::value)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** Cash and positions. */
    public BigDecimal equity() {
        return books.cash().add(longValue()).add(shortValue());
    }

    /** Cash and positions, each position at the middle of its latest quote; for those who value it so. */
    public BigDecimal equityAtMiddle() {
        return books.holdings().stream()
                .map(holding -> holding.quantity().multiply(middle(holding)))
                .reduce(books.cash(), BigDecimal::add);
    }

    private BigDecimal middle(Holding holding) {
        return tape.quote(holding.symbol())
                .map(quote -> quote.bid().add(quote.ask()).divide(BigDecimal.valueOf(2)))
                .orElseGet(() -> price(holding));
    }

    /** What new positions may cost: never negative. Open orders have theirs reserved. */
    public BigDecimal buyingPower() {
        BigDecimal gross = longValue().subtract(shortValue());
        BigDecimal reserved =
                books.open().stream()
                        .map(order -> cost(order.ticket(), order.remaining()))
                        .reduce(BigDecimal.ZERO, BigDecimal::add);
        return equity().multiply(multiplier)
                .subtract(gross)
                .subtract(reserved)
                .max(BigDecimal.ZERO);
    }

    /** What that many shares of an order take from the buying power; nothing when they close a position. */
    BigDecimal cost(OrderTicket ticket, BigDecimal quantity) {
        int held = books.holding(ticket.symbol()).quantity().signum();
        boolean buys = ticket.side() == Side.BUY;
        if (buys ? held < 0 : held > 0) {
            return BigDecimal.ZERO;
        }
        BigDecimal ask =
                tape.market(ticket.symbol())
                        .map(Tick.Quote::ask)
                        .filter(price -> price.signum() > 0)
                        .or(() -> tape.mark(ticket.symbol()))
                        .orElse(BigDecimal.ZERO);
        BigDecimal stated = ticket.limitPrice() != null ? ticket.limitPrice() : ticket.stopPrice();
        if (buys) {
            return (stated != null && ticket.limitPrice() != null
                            ? stated
                            : markedUp(stated == null ? ask : ask.max(stated)))
                    .multiply(quantity);
        }
        BigDecimal floor = ask.multiply(SHORT_MARKUP);
        return (stated == null ? floor : floor.max(stated)).multiply(quantity);
    }

    private static BigDecimal markedUp(BigDecimal price) {
        return price.multiply(price.compareTo(CHEAP) < 0 ? CHEAP_MARKUP : MARKUP);
    }

    /** Shares of a position that open orders will close. */
    public BigDecimal heldForOrders(Holding holding) {
        Side closing = holding.quantity().signum() > 0 ? Side.SELL : Side.BUY;
        return books.open().stream()
                .filter(order -> order.ticket().symbol().equals(holding.symbol()))
                .filter(order -> order.ticket().side() == closing)
                .map(VenueOrder::remaining)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
