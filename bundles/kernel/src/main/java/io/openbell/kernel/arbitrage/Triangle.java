package io.openbell.kernel.arbitrage;

import io.openbell.api.market.Quote;
import io.openbell.api.strategy.Opportunity.Leg;
import io.openbell.api.value.Symbol;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Three pairs of two coins and dollars, and the two ways round: dollars into the one coin, it into the other, and that into
 * dollars. Asks are paid and bids are taken, fees are paid three times, and the smallest quote along the way says how much it
 * carries.
 *
 * @param first  coin against dollars, for example {@code BTC/USD}
 * @param second other coin against dollars, for example {@code ETH/USD}
 * @param cross  the second coin priced in the first, for example {@code ETH/BTC}
 */
public record Triangle(Symbol first, Symbol second, Symbol cross) {

    private static final int LEGS = 3;

    /** Refuses pairs that do not form a triangle. */
    public Triangle {
        String[] one = first.ticker().split("/", -1);
        String[] other = second.ticker().split("/", -1);
        if (one.length != 2
                || other.length != 2
                || !one[1].equals(other[1])
                || !cross.ticker().equals(other[0] + "/" + one[0])) {
            throw new IllegalArgumentException(
                    first + ", " + second + ", " + cross + " are not A/USD, B/USD and B/A");
        }
    }

    /** The three. */
    public List<Symbol> symbols() {
        return List.of(first, second, cross);
    }

    /** The better way round, if it leaves more than went in. */
    public Optional<Finding> find(
            FreshQuotes quotes, TradingFees fees, Duration timeToLive, Instant now) {
        List<Quote> all = quotes.all(symbols(), now);
        if (all == null) {
            return Optional.empty();
        }
        Quote one = all.get(0);
        Quote other = all.get(1);
        Quote between = all.get(2);
        double kept = fees.kept(first) * fees.kept(second) * fees.kept(cross);
        double there =
                kept * other.bid().toDouble() / (one.ask().toDouble() * between.ask().toDouble());
        double back =
                kept * between.bid().toDouble() * one.bid().toDouble() / other.ask().toDouble();
        if (Math.max(there, back) <= 1) {
            return Optional.empty();
        }
        return Optional.of(
                there >= back
                        ? finding(1, there, depthThere(one, other, between), timeToLive)
                        : finding(-1, back, depthBack(one, other, between), timeToLive));
    }

    private static double depthThere(Quote one, Quote other, Quote between) {
        double dollars = one.ask().toDouble();
        return Math.min(
                Math.min(
                        one.askSize().toDouble() * dollars,
                        between.askSize().toDouble() * between.ask().toDouble() * dollars),
                other.bidSize().toDouble() * other.bid().toDouble());
    }

    private static double depthBack(Quote one, Quote other, Quote between) {
        double dollars = one.bid().toDouble();
        return Math.min(
                Math.min(
                        one.bidSize().toDouble() * dollars,
                        between.bidSize().toDouble() * between.bid().toDouble() * dollars),
                other.askSize().toDouble() * other.ask().toDouble());
    }

    private Finding finding(int side, double factor, double depth, Duration timeToLive) {
        double share = side / (double) LEGS;
        double roundBps = (factor - 1) * 10_000;
        String way =
                side > 0
                        ? first + " > " + cross + " > " + second
                        : second + " > " + cross + " > " + first;
        return new Finding(
                "triangle " + way,
                String.format(
                        Locale.ROOT,
                        "triangle %s leaves %.1f bp of what goes round",
                        way,
                        roundBps),
                List.of(new Leg(first, share), new Leg(cross, share), new Leg(second, -share)),
                roundBps / LEGS,
                1,
                timeToLive,
                depth * LEGS);
    }
}
