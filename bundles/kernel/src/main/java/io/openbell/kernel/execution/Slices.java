package io.openbell.kernel.execution;

import io.openbell.api.value.Quantity;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Cuts a quantity by weights, exactly: the parts add up to the whole, each is a whole number of lots, and what is cut off
 * up to any of them is within half a lot of its share by weight.
 */
public final class Slices {

    private Slices() {}

    /** The smallest amount a quantity is cut into: one share, or the last decimal of a quantity with a fraction. */
    public static Quantity lot(Quantity total) {
        if (total.isWhole()) {
            return Quantity.of(1);
        }
        int decimals = total.toBigDecimal().stripTrailingZeros().scale();
        return Quantity.of(BigDecimal.ONE.movePointLeft(decimals));
    }

    /** That many equal parts, as equal as whole lots can be. */
    public static List<Quantity> equal(Quantity total, int parts) {
        return cumulative(total, Collections.nCopies(parts, 1L));
    }

    /**
     * What is cut off up to and with each part; the last one is the whole.
     *
     * @param weights not negative, not all zero
     */
    public static List<Quantity> cumulative(Quantity total, List<Long> weights) {
        BigInteger sum = BigInteger.ZERO;
        for (long weight : weights) {
            if (weight < 0) {
                throw new IllegalArgumentException("weight must not be negative, was " + weight);
            }
            sum = sum.add(BigInteger.valueOf(weight));
        }
        if (sum.signum() == 0) {
            throw new IllegalArgumentException("weights must not all be zero");
        }
        long lot = lot(total).raw();
        BigInteger lots = BigInteger.valueOf(total.raw() / lot);
        List<Quantity> cumulative = new ArrayList<>(weights.size());
        BigInteger before = BigInteger.ZERO;
        for (long weight : weights) {
            before = before.add(BigInteger.valueOf(weight));
            BigInteger share = halfUp(lots.multiply(before), sum);
            cumulative.add(new Quantity(share.longValueExact() * lot));
        }
        return List.copyOf(cumulative);
    }

    private static BigInteger halfUp(BigInteger dividend, BigInteger divisor) {
        return dividend.shiftLeft(1).add(divisor).divide(divisor.shiftLeft(1));
    }
}
