package io.openbell.api.market;

import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Symbol;
import java.time.Instant;

/**
 * The best bid and offer.
 *
 * @param bid     highest price somebody pays; zero when there is no bid
 * @param bidSize shares wanted at the bid
 * @param ask     lowest price somebody asks; zero when there is no offer
 * @param askSize shares offered at the ask
 * @param at      venue clock, UTC
 */
public record Quote(
        Symbol symbol, Price bid, Quantity bidSize, Price ask, Quantity askSize, Instant at)
        implements MarketEvent {

    /** Half way between bid and ask, rounded half-even at nine decimals. Meaningless unless {@link #isSane()}. */
    public Price mid() {
        long sum = Math.addExact(bid.raw(), ask.raw());
        long half = Math.floorDiv(sum, 2);
        return new Price((sum & 1) == 0 ? half : half + (half & 1));
    }

    /** Ask minus bid; negative when crossed. */
    public Price spread() {
        return ask.minus(bid);
    }

    /** Both sides present, and the bid below the ask. */
    public boolean isSane() {
        return bid.isPositive() && ask.isPositive() && bid.raw() < ask.raw();
    }
}
