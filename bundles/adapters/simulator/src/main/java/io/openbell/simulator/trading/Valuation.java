package io.openbell.simulator.trading;

import io.openbell.simulator.market.Tape;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** What the account is worth, and what margin it needs, at the tape's prices. */
public final class Valuation {

    private static final BigDecimal REGULATION_T = new BigDecimal("0.5");
    private static final BigDecimal MAINTENANCE = new BigDecimal("0.3");
    private static final BigDecimal CHEAP_SHORT = new BigDecimal("2.5");
    private static final BigDecimal SHORT_FLOOR = new BigDecimal(5);

    private final Books books;
    private final Tape tape;
    private final int multiplier;

    /** A margin account; the multiplier is 1 to 4. */
    public Valuation(Books books, Tape tape, int multiplier) {
        this.books = books;
        this.tape = tape;
        this.multiplier = multiplier;
    }

    /** How many times its equity the account may hold: what the owner allows at most. */
    public BigDecimal multiplier() {
        return BigDecimal.valueOf(Math.min(multiplier, books.settings().maxMarginMultiplier()));
    }

    /** Price of a share or coin now; the average entry price where the tape has none. */
    public BigDecimal price(Holding holding) {
        return tape.mark(holding.symbol()).orElseGet(holding::averagePrice);
    }

    /** Dollars a unit of the currency a pair is paid with is worth. */
    BigDecimal usdPerPayment(Instrument pair) {
        return pair.paidInDollars()
                ? BigDecimal.ONE
                : tape.mark(pair.paymentKey()).orElse(BigDecimal.ZERO);
    }

    /** Dollars; negative when short. */
    public BigDecimal value(Holding holding) {
        return holding.quantity().multiply(price(holding)).multiply(holding.multiplier());
    }

    /** Of all long positions. */
    public BigDecimal longValue() {
        return sum(holding -> holding.quantity().signum() > 0);
    }

    /** Of all short positions, negative. */
    public BigDecimal shortValue() {
        return sum(holding -> holding.quantity().signum() < 0);
    }

    private BigDecimal sum(Predicate<Holding> which) {
        return books.holdings().stream()
                .filter(which)
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
                .map(
                        holding ->
                                holding.quantity()
                                        .multiply(middle(holding))
                                        .multiply(holding.multiplier()))
                .reduce(books.cash(), BigDecimal::add);
    }

    private BigDecimal middle(Holding holding) {
        return tape.quote(holding.symbol())
                .map(quote -> quote.bid().add(quote.ask()).divide(BigDecimal.valueOf(2)))
                .orElseGet(() -> price(holding));
    }

    /** Equity that all positions need by Regulation T, in dollars. */
    public BigDecimal initialMargin() {
        BigDecimal share =
                multiplier().compareTo(BigDecimal.ONE) > 0 ? REGULATION_T : BigDecimal.ONE;
        return stocks().multiply(share).add(unborrowed());
    }

    /** Equity that all positions need for the buying power the account has, in dollars. */
    BigDecimal boundEquity() {
        return stocks().divide(multiplier(), MathContext.DECIMAL128).add(unborrowed());
    }

    /** Equity that all positions need to be kept, in dollars. */
    public BigDecimal maintenanceMargin() {
        return books.holdings().stream()
                .filter(holding -> holding.instrument().isStock())
                .map(this::maintenance)
                .reduce(unborrowed(), BigDecimal::add);
    }

    private BigDecimal maintenance(Holding holding) {
        BigDecimal value = value(holding).abs();
        BigDecimal share = value.multiply(MAINTENANCE);
        if (holding.quantity().signum() > 0) {
            return share;
        }
        BigDecimal price = price(holding);
        BigDecimal each = price.compareTo(SHORT_FLOOR) < 0 ? CHEAP_SHORT : SHORT_FLOOR;
        return share.max(each.multiply(holding.quantity().abs()).min(value.max(each)));
    }

    private BigDecimal stocks() {
        return books.holdings().stream()
                .filter(holding -> holding.instrument().isStock())
                .map(holding -> value(holding).abs())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** Coins and options count whole: nothing is lent on them. */
    private BigDecimal unborrowed() {
        BigDecimal sum =
                sum(holding -> holding.instrument().isCrypto() && holding.quantity().signum() > 0);
        Set<String> underlyings = new TreeSet<>();
        for (Holding holding : books.holdings()) {
            if (holding.instrument().isOption()) {
                underlyings.add(Options.underlying(holding.symbol()));
            }
        }
        for (String underlying : underlyings) {
            sum = sum.add(optionRequirement(underlying));
        }
        return sum;
    }

    private BigDecimal optionRequirement(String underlying) {
        Map<String, BigDecimal> contracts = Options.on(underlying, books.holdings());
        BigDecimal worth =
                sum(
                        holding ->
                                holding.instrument().isOption()
                                        && Options.underlying(holding.symbol()).equals(underlying));
        return worth.add(Options.worstLoss(contracts)).max(BigDecimal.ZERO);
    }
}
