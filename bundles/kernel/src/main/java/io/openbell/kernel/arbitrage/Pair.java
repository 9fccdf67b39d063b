package io.openbell.kernel.arbitrage;

import io.openbell.api.market.Quote;
import io.openbell.api.strategy.Opportunity.Leg;
import io.openbell.api.value.Symbol;
import io.openbell.kernel.statistics.Cointegration;
import io.openbell.kernel.statistics.HalfLife;
import io.openbell.kernel.statistics.HedgeRatio;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Two prices that may belong together. Logarithms of their middles are kept; the hedge ratio is of total least squares, the
 * test Engle and Granger's. What is promised is the way back to the mean, less both spreads and the fees of the way in and out.
 * One thread; only {@link #relation} may be asked on any.
 */
public final class Pair {

    /** So many looks may be missed in a row. */
    private static final int LONGEST_GAP = 12;

    private final Symbol first;
    private final Symbol second;
    private final PairRules rules;
    private final double[] firsts;
    private final double[] seconds;
    private int count;
    private @Nullable Instant nextAt;
    private volatile @Nullable Relation relation;

    /**
     * How the two hang together.
     *
     * @param hedgeRatio   logarithm of the first per logarithm of the second
     * @param mean         of first - hedgeRatio * second
     * @param deviation    the same's standard deviation
     * @param halfLife     in looks
     * @param probability  of the test, 0 to 1
     */
    public record Relation(
            double hedgeRatio,
            double mean,
            double deviation,
            double halfLife,
            double probability) {}

    /** Of which nothing is known yet. */
    public Pair(Symbol first, Symbol second, PairRules rules) {
        if (first.equals(second)) {
            throw new IllegalArgumentException("a pair needs two symbols, was " + first + " twice");
        }
        this.first = first;
        this.second = second;
        this.rules = rules;
        firsts = new double[rules.window()];
        seconds = new double[rules.window()];
    }

    /** The two. */
    public List<Symbol> symbols() {
        return List.of(first, second);
    }

    /** What the last look said of them; empty before {@link PairRules#warmUp}, and where they do not belong together. */
    public Optional<Relation> relation() {
        return Optional.ofNullable(relation);
    }

    /** Looks, if it is time to. */
    public Optional<Finding> find(FreshQuotes quotes, TradingFees fees, Instant now) {
        Instant due = nextAt;
        if (due != null && now.isBefore(due)) {
            return Optional.empty();
        }
        List<Quote> all = quotes.all(symbols(), now);
        if (all == null) {
            return Optional.empty();
        }
        if (due != null && due.plus(rules.sampleEvery().multipliedBy(LONGEST_GAP)).isBefore(now)) {
            // A night or an interruption: the look before it is no neighbour of this one.
            count = 0;
        }
        nextAt = now.plus(rules.sampleEvery());
        Quote one = all.get(0);
        Quote other = all.get(1);
        add(Math.log(one.mid().toDouble()), Math.log(other.mid().toDouble()));
        Relation known = count < rules.warmUp() ? null : relate();
        relation = known;
        return known == null ? Optional.empty() : judge(known, one, other, fees);
    }

    private void add(double ofFirst, double ofSecond) {
        if (count == firsts.length) {
            System.arraycopy(firsts, 1, firsts, 0, count - 1);
            System.arraycopy(seconds, 1, seconds, 0, count - 1);
            count--;
        }
        firsts[count] = ofFirst;
        seconds[count] = ofSecond;
        count++;
    }

    /** Null unless the test says that they belong together, and soon enough. */
    private @Nullable Relation relate() {
        double[] one = Arrays.copyOf(firsts, count);
        double[] other = Arrays.copyOf(seconds, count);
        try {
            // Which of the two comes first is nobody's choice: the worse answer counts.
            double probability =
                    Math.max(
                            Cointegration.of(one, other, rules.lags()).probability(),
                            Cointegration.of(other, one, rules.lags()).probability());
            double ratio = HedgeRatio.of(one, other);
            if (!(probability <= rules.maxProbability()) || !(ratio > 0)) {
                return null;
            }
            double[] spread = new double[count];
            double mean = 0;
            for (int at = 0; at < count; at++) {
                spread[at] = one[at] - ratio * other[at];
                mean += spread[at] / count;
            }
            double squares = 0;
            for (double value : spread) {
                squares += (value - mean) * (value - mean);
            }
            double halfLife = HalfLife.of(spread);
            return halfLife > rules.maxHalfLife()
                    ? null
                    : new Relation(
                            ratio, mean, Math.sqrt(squares / (count - 1)), halfLife, probability);
        } catch (IllegalArgumentException still) {
            // A price that did not move says nothing about the other.
            return null;
        }
    }

    private Optional<Finding> judge(Relation known, Quote one, Quote other, TradingFees fees) {
        double spread =
                Math.log(one.mid().toDouble())
                        - known.hedgeRatio() * Math.log(other.mid().toDouble());
        double away = spread - known.mean();
        double deviations = away / known.deviation();
        if (!(Math.abs(deviations) >= rules.entryDeviations())) {
            return Optional.empty();
        }
        double gross = 1 + known.hedgeRatio();
        double share = 1 / gross;
        double costs = share * roundTripBps(one, fees) + (1 - share) * roundTripBps(other, fees);
        double edge = Math.abs(away) * 10_000 / gross - costs;
        if (edge <= 0) {
            return Optional.empty();
        }
        int side = away > 0 ? -1 : 1;
        return Optional.of(
                new Finding(
                        "pair " + first + ":" + second + (side > 0 ? " cheap" : " dear"),
                        String.format(
                                Locale.ROOT,
                                "%s is %s against %.3f of %s: %.1f deviations, half-life %.0f s, p %.3f",
                                first,
                                side > 0 ? "cheap" : "dear",
                                known.hedgeRatio(),
                                second,
                                Math.abs(deviations),
                                known.halfLife() * rules.sampleEvery().toMillis() / 1_000,
                                known.probability()),
                        List.of(new Leg(first, side * share), new Leg(second, -side * (1 - share))),
                        edge,
                        1 - known.probability(),
                        timeToLive(known),
                        depth(one, other, side, share)));
    }

    /** In and out: the spread once, the fee twice. */
    private static double roundTripBps(Quote quote, TradingFees fees) {
        return 10_000 * quote.spread().toDouble() / quote.mid().toDouble()
                + 2 * fees.bps(quote.symbol());
    }

    /** Half of the way is gone after a half-life. */
    private Duration timeToLive(Relation known) {
        long millis = Math.round(known.halfLife() * rules.sampleEvery().toMillis());
        return Duration.ofMillis(Math.max(rules.sampleEvery().toMillis(), millis));
    }

    private static double depth(Quote one, Quote other, int side, double share) {
        return Math.min(value(one, side) / share, value(other, -side) / (1 - share));
    }

    private static double value(Quote quote, int side) {
        return side > 0
                ? quote.ask().toDouble() * quote.askSize().toDouble()
                : quote.bid().toDouble() * quote.bidSize().toDouble();
    }
}
