package io.openbell.simulator.market;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Bids and asks by price, best first. Behind the best ones, which are the quote's, it is made up from the quote alone, so
 * that whoever asks at the same time sees the same book.
 */
public record OrderBook(Instant at, List<Level> bids, List<Level> asks) {

    private static final int LEVELS = 10;
    private static final BigDecimal STEP_BPS = new BigDecimal("0.0002");

    /** One price. */
    public record Level(BigDecimal price, BigDecimal size) {}

    /** With copies of the lists. */
    public OrderBook {
        bids = List.copyOf(bids);
        asks = List.copyOf(asks);
    }

    /** The book around a quote. */
    public static OrderBook of(Tick.Quote quote, BigDecimal priceIncrement) {
        BigDecimal step =
                quote.ask()
                        .multiply(STEP_BPS)
                        .setScale(priceIncrement.scale(), RoundingMode.CEILING)
                        .max(priceIncrement);
        return new OrderBook(
                quote.at(),
                side(quote.bid(), quote.bidSize(), step.negate()),
                side(quote.ask(), quote.askSize(), step));
    }

    private static List<Level> side(BigDecimal best, BigDecimal size, BigDecimal step) {
        List<Level> levels = new ArrayList<>();
        for (int i = 0; i < LEVELS; i++) {
            BigDecimal price = best.add(step.multiply(BigDecimal.valueOf(i)));
            if (price.signum() > 0) {
                levels.add(new Level(price, size.multiply(BigDecimal.valueOf(1 + i))));
            }
        }
        return levels;
    }
}
