package io.openbell.kernel.bar;

import io.openbell.api.value.FixedPoint;
import java.math.BigInteger;

/** An exact sum of price times size, kept in 128 bits: no bar rounds more than once. */
final class PriceVolumeSum {

    private static final BigInteger TWO_TO_64 = BigInteger.ONE.shiftLeft(64);

    private long high;
    private long low;

    void clear() {
        high = 0;
        low = 0;
    }

    /** Adds a product. Fits as long as the sum of all sizes fits a {@code long}. */
    void add(long price, long size) {
        long productLow = price * size;
        low += productLow;
        long carry = Long.compareUnsigned(low, productLow) < 0 ? 1 : 0;
        high += Math.multiplyHigh(price, size) + carry;
    }

    /** The average price for this many shares (above zero), rounded half-even. */
    long averageOver(long volume) {
        if (high == 0 && low >= 0) {
            return FixedPoint.scaledDivide(low, 1, volume);
        }
        BigInteger sum = BigInteger.valueOf(high).shiftLeft(64).add(unsigned(low));
        BigInteger[] parts = sum.divideAndRemainder(BigInteger.valueOf(volume));
        long quotient = parts[0].longValueExact();
        int half = parts[1].shiftLeft(1).compareTo(BigInteger.valueOf(volume));
        return half > 0 || (half == 0 && (quotient & 1) == 1) ? quotient + 1 : quotient;
    }

    private static BigInteger unsigned(long bits) {
        BigInteger value = BigInteger.valueOf(bits);
        return bits < 0 ? value.add(TWO_TO_64) : value;
    }
}
