package io.openbell.kernel.arbitrage;

import io.openbell.api.market.Quote;
import io.openbell.api.strategy.Opportunity.Leg;
import io.openbell.api.value.Symbol;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A fund and what it holds. When the fund is bid above what its basket costs, or the basket above what the fund costs, the dear
 * side is sold and the cheap one bought. Both are valued by the sides that would be traded.
 *
 * @param fund        its share
 * @param parts       what one share of the fund holds
 * @param cashDollars in one share of the fund
 */
public record FundBasket(Symbol fund, List<Part> parts, double cashDollars) {

    /**
     * One holding.
     *
     * @param shares in one share of the fund, positive
     */
    public record Part(Symbol symbol, double shares) {

        /** Refuses what is not positive. */
        public Part {
            if (!(shares > 0)) {
                throw new IllegalArgumentException(
                        "shares of " + symbol + " in a fund must be positive, were " + shares);
            }
        }
    }

    /** Keeps a copy; refuses a basket that is empty, or in which a symbol or the fund itself stands twice. */
    public FundBasket {
        parts = List.copyOf(parts);
        Set<Symbol> once = new LinkedHashSet<>(List.of(fund));
        parts.forEach(part -> once.add(part.symbol()));
        if (parts.isEmpty() || once.size() != parts.size() + 1) {
            throw new IllegalArgumentException(
                    "the basket of "
                            + fund
                            + " needs symbols, each once and not itself, was "
                            + parts);
        }
    }

    /** The fund, and what it holds in order. */
    public List<Symbol> symbols() {
        List<Symbol> symbols = new ArrayList<>(List.of(fund));
        parts.forEach(part -> symbols.add(part.symbol()));
        return symbols;
    }

    /** The side that earns, if one does. */
    public Optional<Finding> find(
            FreshQuotes quotes, TradingFees fees, Duration timeToLive, Instant now) {
        List<Quote> all = quotes.all(symbols(), now);
        if (all == null) {
            return Optional.empty();
        }
        Finding dear = side(all, fees, timeToLive, -1);
        Finding cheap = side(all, fees, timeToLive, 1);
        Finding better = dear.edgeBps() >= cheap.edgeBps() ? dear : cheap;
        return better.edgeBps() > 0 ? Optional.of(better) : Optional.empty();
    }

    /** The fund bought (1) or sold (-1), the basket the other way. */
    private Finding side(List<Quote> quotes, TradingFees fees, Duration timeToLive, int side) {
        Quote ofFund = quotes.get(0);
        double fundPrice = price(ofFund, side);
        double units = size(ofFund, side);
        double costs = fundPrice * fees.bps(fund) / 10_000;
        double basket = 0;
        for (int at = 0; at < parts.size(); at++) {
            Part part = parts.get(at);
            Quote quote = quotes.get(at + 1);
            double value = part.shares() * price(quote, -side);
            basket += value;
            costs += value * fees.bps(part.symbol()) / 10_000;
            units = Math.min(units, size(quote, -side) / part.shares());
        }
        double gross = fundPrice + basket;
        double gain = side * (basket + cashDollars - fundPrice) - costs;
        List<Leg> legs = new ArrayList<>(List.of(new Leg(fund, side * fundPrice / gross)));
        for (int at = 0; at < parts.size(); at++) {
            Part part = parts.get(at);
            double value = part.shares() * price(quotes.get(at + 1), -side);
            legs.add(new Leg(part.symbol(), -side * value / gross));
        }
        return new Finding(
                "basket " + fund + (side > 0 ? " bought" : " sold"),
                String.format(
                        Locale.ROOT,
                        "%s is %s than its basket by %.1f bp after costs",
                        fund,
                        side > 0 ? "cheaper" : "dearer",
                        gain / fundPrice * 10_000),
                legs,
                gain / gross * 10_000,
                1,
                timeToLive,
                units * gross);
    }

    private static double price(Quote quote, int side) {
        return (side > 0 ? quote.ask() : quote.bid()).toDouble();
    }

    private static double size(Quote quote, int side) {
        return (side > 0 ? quote.askSize() : quote.bidSize()).toDouble();
    }
}
