package io.openbell.simulator.trading;

import io.openbell.simulator.market.CorporateAction;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * What a split makes of a position, to nine decimals of a share.
 *
 * @param before    in old shares
 * @param split     in new shares, at the same cost
 * @param after     what is left once a fraction was paid out; as {@code split} where none was
 * @param cash      for the fraction, in whole cents; negative when a short one was closed
 * @param realized  profit of the fraction
 * @param unitPrice dollars of a new share that the fraction was paid with
 */
record SplitPosition(
        Holding before,
        Holding split,
        Holding after,
        BigDecimal cash,
        BigDecimal realized,
        BigDecimal unitPrice) {

    private static final int SHARE_DECIMALS = 9;

    static SplitPosition of(Holding before, CorporateAction action, boolean fractionsPaid) {
        BigDecimal shares =
                action.shares(before.quantity()).setScale(SHARE_DECIMALS, RoundingMode.DOWN);
        Holding split = new Holding(before.symbol(), shares, before.cost());
        BigDecimal price = action.price(action.price()).setScale(4, RoundingMode.HALF_EVEN);
        BigDecimal whole = shares.setScale(0, RoundingMode.DOWN);
        BigDecimal fraction = shares.subtract(whole);
        if (!fractionsPaid || fraction.signum() == 0) {
            return new SplitPosition(before, split, split, BigDecimal.ZERO, BigDecimal.ZERO, price);
        }
        BigDecimal cash = fraction.multiply(price).setScale(2, RoundingMode.HALF_EVEN);
        BigDecimal cost =
                whole.signum() == 0
                        ? BigDecimal.ZERO
                        : before.cost().multiply(whole).divide(shares, MathContext.DECIMAL128);
        Holding after =
                whole.signum() == 0
                        ? Holding.none(before.symbol())
                        : new Holding(before.symbol(), whole, cost);
        BigDecimal released = before.cost().subtract(cost);
        return new SplitPosition(before, split, after, cash, cash.subtract(released), price);
    }

    /** Shares that were paid out, with the sign of the position; zero for none. */
    BigDecimal fraction() {
        return split.quantity().subtract(after.quantity());
    }
}
