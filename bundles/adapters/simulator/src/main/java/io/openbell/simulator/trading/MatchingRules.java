package io.openbell.simulator.trading;

import io.openbell.simulator.market.Tape;
import io.openbell.simulator.market.Tick;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * When and at what price an order fills: Alpaca's paper rules. An order fills when it is marketable against the quote, at
 * the quote; the quote's size does not matter; now and then only a part fills and the rest waits for the next quote.
 *
 * @param partialFillPercent how often a fill is partial
 * @param seed               for how often and how much
 */
public record MatchingRules(int partialFillPercent, long seed) {

    /** The price at which the order fills now; empty when it is not marketable. */
    static Optional<BigDecimal> price(VenueOrder order, Tick.Quote market) {
        boolean buys = order.ticket().side() == Side.BUY;
        BigDecimal price = buys ? market.ask() : market.bid();
        BigDecimal limit = order.effectiveLimit();
        if (price.signum() <= 0) {
            return Optional.empty();
        }
        boolean worse =
                limit != null && (buys ? price.compareTo(limit) > 0 : price.compareTo(limit) < 0);
        return worse ? Optional.empty() : Optional.of(price);
    }

    /** How many shares fill; {@code draw} numbers the draws so that each is another one. */
    BigDecimal quantity(VenueOrder order, long draw) {
        BigDecimal remaining = order.remaining();
        if (order.ticket().lasting() == Lasting.FOK || remaining.compareTo(BigDecimal.ONE) <= 0) {
            return remaining;
        }
        SplittableRandom random = new SplittableRandom(seed * 1_000_003 + draw);
        if (random.nextInt(100) >= partialFillPercent) {
            return remaining;
        }
        long wholeShares = remaining.longValue();
        boolean fraction = remaining.compareTo(BigDecimal.valueOf(wholeShares)) > 0;
        return BigDecimal.valueOf(1 + random.nextLong(fraction ? wholeShares : wholeShares - 1));
    }

    /** A stop is reached by a trade at it or through it, or by the side of the quote it would deal at. */
    static boolean reached(VenueOrder order, Tick tick) {
        BigDecimal stop = order.stopPrice();
        boolean buys = order.ticket().side() == Side.BUY;
        BigDecimal price =
                tick instanceof Tick.Trade trade
                        ? trade.price()
                        : tick instanceof Tick.Quote quote
                                ? (buys ? quote.ask() : quote.bid())
                                : BigDecimal.ZERO;
        if (stop == null || price.signum() <= 0 || isTrailingWithoutMark(order)) {
            return false;
        }
        return buys ? price.compareTo(stop) >= 0 : price.compareTo(stop) <= 0;
    }

    /** The same for a new order, against what is on the tape. */
    static boolean reached(VenueOrder order, Tape tape) {
        String symbol = order.ticket().symbol();
        return tape.quote(symbol).filter(quote -> reached(order, quote)).isPresent()
                || tape.trade(symbol).filter(trade -> reached(order, trade)).isPresent();
    }

    /** The new high-water mark (for buys low-water mark) of a trailing stop; empty when it stays. */
    static Optional<BigDecimal> raisedMark(VenueOrder order, @Nullable BigDecimal price) {
        if (order.ticket().type() != OrderType.TRAILING_STOP || price == null) {
            return Optional.empty();
        }
        BigDecimal mark = order.highWaterMark();
        boolean further =
                mark == null
                        || (order.ticket().side() == Side.SELL
                                ? price.compareTo(mark) > 0
                                : price.compareTo(mark) < 0);
        return further ? Optional.of(price) : Optional.empty();
    }

    private static boolean isTrailingWithoutMark(VenueOrder order) {
        return order.ticket().type() == OrderType.TRAILING_STOP && order.highWaterMark() == null;
    }
}
