package io.openbell.simulator.market;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * What splits and dividends make of prices. The market's own prices know nothing of them: what it ticks, and the past it
 * makes up, is told in the terms of its moment. On the exchange's thread.
 */
public final class PriceFactors {

    private static final int CENTS = 2;
    private static final int BELOW_A_DOLLAR = 4;

    private final Map<String, List<CorporateAction>> bySymbol = new HashMap<>();

    /** From its moment on, prices are others. */
    public void add(CorporateAction action) {
        bySymbol.computeIfAbsent(action.symbol(), any -> new ArrayList<>()).add(action);
    }

    /** Under another name it is the same stock. */
    void rename(String from, String to) {
        List<CorporateAction> actions = bySymbol.remove(from);
        if (actions != null) {
            bySymbol.put(to, actions);
        }
    }

    private List<CorporateAction> of(String symbol) {
        return bySymbol.getOrDefault(symbol, List.of());
    }

    /** How often it was done to a stock so far. */
    int count(String symbol) {
        return of(symbol).size();
    }

    /** As it is quoted and traded after everything that was done so far. */
    public Tick inPresentTerms(Tick tick) {
        List<CorporateAction> actions = of(tick.symbol());
        if (actions.isEmpty()) {
            return tick;
        }
        if (tick instanceof Tick.Quote quote) {
            return scaled(quote, price -> inTerms(price, actions));
        }
        return tick instanceof Tick.Trade trade
                ? scaled(trade, price -> inTerms(price, actions))
                : tick;
    }

    private static BigDecimal inTerms(BigDecimal price, List<CorporateAction> actions) {
        BigDecimal scaled = price;
        for (CorporateAction action : actions) {
            scaled = action.price(scaled);
        }
        return scaled;
    }

    /** The side that buys is rounded down, the one that sells up: the spread does not vanish. */
    static Tick.Quote scaled(Tick.Quote quote, UnaryOperator<BigDecimal> price) {
        return new Tick.Quote(
                quote.symbol(),
                rounded(price.apply(quote.bid()), RoundingMode.FLOOR),
                quote.bidSize(),
                rounded(price.apply(quote.ask()), RoundingMode.CEILING),
                quote.askSize(),
                quote.exchange(),
                quote.conditions(),
                quote.tape(),
                quote.at());
    }

    static Tick.Trade scaled(Tick.Trade trade, UnaryOperator<BigDecimal> price) {
        return new Tick.Trade(
                trade.symbol(),
                trade.id(),
                rounded(price.apply(trade.price()), RoundingMode.HALF_EVEN),
                trade.size(),
                trade.taker(),
                trade.exchange(),
                trade.conditions(),
                trade.tape(),
                trade.at(),
                trade.standing());
    }

    private static BigDecimal rounded(BigDecimal price, RoundingMode way) {
        boolean penny = price.abs().compareTo(BigDecimal.ONE) < 0;
        return price.setScale(penny ? BELOW_A_DOLLAR : CENTS, way);
    }

    /** A bar of the made-up past, in the terms of its moment. */
    MinuteBar inTermsOfItsMoment(String symbol, MinuteBar bar) {
        return scaled(symbol, bar, action -> !isBefore(bar, action));
    }

    /** A bar in the terms of today, as far as that is wished for. */
    public MinuteBar adjusted(String symbol, MinuteBar bar, Adjustment wished) {
        return scaled(
                symbol,
                bar,
                action ->
                        isBefore(bar, action)
                                && (action.isSplit() ? wished.splits() : wished.dividends()));
    }

    /** The minute in which it was done is told in new terms from its beginning. */
    private static boolean isBefore(MinuteBar bar, CorporateAction action) {
        return action.at().truncatedTo(ChronoUnit.MINUTES).isAfter(bar.start());
    }

    /** A price of that moment, had every split since been before. */
    BigDecimal inSharesOfToday(String symbol, Instant moment, BigDecimal price) {
        BigDecimal scaled = price;
        for (CorporateAction action : of(symbol)) {
            scaled =
                    action.isSplit() && !action.at().isBefore(moment)
                            ? action.price(scaled)
                            : scaled;
        }
        return scaled;
    }

    private MinuteBar scaled(String symbol, MinuteBar bar, Predicate<CorporateAction> which) {
        MinuteBar scaled = bar;
        for (CorporateAction action : of(symbol)) {
            scaled = which.test(action) ? scaled(scaled, action) : scaled;
        }
        return scaled;
    }

    /** What was traded is worth the same; of a dividend, a little less. */
    static MinuteBar scaled(MinuteBar bar, CorporateAction action) {
        BigDecimal notional = action.isSplit() ? bar.notional() : action.price(bar.notional());
        return new MinuteBar(
                bar.start(),
                rounded(action.price(bar.open()), RoundingMode.HALF_EVEN),
                rounded(action.price(bar.high()), RoundingMode.HALF_EVEN),
                rounded(action.price(bar.low()), RoundingMode.HALF_EVEN),
                rounded(action.price(bar.close()), RoundingMode.HALF_EVEN),
                action.shares(bar.volume()).setScale(0, RoundingMode.HALF_EVEN),
                notional,
                bar.trades());
    }
}
