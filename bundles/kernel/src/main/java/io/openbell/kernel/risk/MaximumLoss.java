package io.openbell.kernel.risk;

import io.openbell.api.order.OptionLeg;
import io.openbell.api.value.Money;
import io.openbell.api.value.Price;
import io.openbell.api.value.Side;
import io.openbell.api.value.Symbol;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The most that one unit of several contracts can lose until they expire, wherever their underlying goes. Between strikes
 * the value is a straight line, so it is enough to look at zero, at each strike, and at the slope beyond the last one. A
 * bought contract that ends before a sold one covers nothing.
 */
final class MaximumLoss {

    private final List<OptionLeg> legs;

    private MaximumLoss(List<OptionLeg> legs) {
        this.legs = legs;
    }

    /**
     * Of one unit.
     *
     * @param paid per share of the underlying for one unit; negative when received
     * @return never negative; empty when there is no bound
     */
    static Optional<Money> of(List<OptionLeg> legs, Price paid) {
        int lastSold =
                legs.stream()
                        .filter(leg -> leg.side() == Side.SELL && isOption(leg.symbol()))
                        .mapToInt(leg -> OptionTerms.of(leg.symbol()).expiration())
                        .max()
                        .orElse(0);
        List<OptionLeg> counted = new ArrayList<>();
        for (OptionLeg leg : legs) {
            boolean covers =
                    leg.side() == Side.SELL
                            || !isOption(leg.symbol())
                            || OptionTerms.of(leg.symbol()).expiration() >= lastSold;
            if (covers) {
                counted.add(leg);
            }
        }
        return new MaximumLoss(counted).loss(paid);
    }

    private Optional<Money> loss(Price paid) {
        if (slopeBeyond() < 0) {
            return Optional.empty();
        }
        long worst = value(0);
        for (OptionLeg leg : legs) {
            if (isOption(leg.symbol())) {
                worst = Math.min(worst, value(OptionTerms.of(leg.symbol()).strike().raw()));
            }
        }
        long perShare = Math.max(0, Math.subtractExact(paid.raw(), worst));
        return Optional.of(new Money(Math.multiplyExact(perShare, OptionTerms.MULTIPLIER)));
    }

    /** What one unit gains for each dollar above the highest strike, in shares of a hundredth of a contract. */
    private long slopeBeyond() {
        long slope = 0;
        for (OptionLeg leg : legs) {
            if (!isOption(leg.symbol())) {
                slope += signed(leg);
            } else if (OptionTerms.of(leg.symbol()).call()) {
                slope += signed(leg) * OptionTerms.MULTIPLIER;
            }
        }
        return slope;
    }

    /** What one unit is worth when all expire at this price of the underlying, per hundredth of a contract. */
    private long value(long underlying) {
        long sum = 0;
        for (OptionLeg leg : legs) {
            long worth;
            if (isOption(leg.symbol())) {
                OptionTerms terms = OptionTerms.of(leg.symbol());
                long inside =
                        terms.call()
                                ? underlying - terms.strike().raw()
                                : terms.strike().raw() - underlying;
                worth = Math.max(0, inside);
            } else {
                worth = underlying / OptionTerms.MULTIPLIER;
            }
            sum = Math.addExact(sum, Math.multiplyExact(worth, signed(leg)));
        }
        return sum;
    }

    private static long signed(OptionLeg leg) {
        return leg.side() == Side.BUY ? leg.ratio() : -(long) leg.ratio();
    }

    private static boolean isOption(Symbol symbol) {
        return OptionTerms.multiplier(symbol) > 1;
    }
}
