package io.openbell.api.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FixedPointTest {

    private static final BigDecimal LARGEST = BigDecimal.valueOf(Long.MAX_VALUE, 9);

    @Test
    void shouldMultiplyAndDivideAsExactDecimalsRoundedHalfEven() {
        Random random = new Random(20250115);
        for (int i = 0; i < 200_000; i++) {
            long a = random.nextLong() >> random.nextInt(63);
            long b = random.nextLong() >> random.nextInt(63);
            assertSame(product(a, b), () -> FixedPoint.multiply(a, b));
            if (b != 0) {
                assertSame(quotient(a, b), () -> FixedPoint.divide(a, b));
            }
        }
    }

    @Test
    void shouldDivideAnyProductAsExactNumbersRoundedHalfEven() {
        Random random = new Random(20261130);
        for (int i = 0; i < 300_000; i++) {
            long a = any(random);
            long b = any(random);
            long c = any(random);
            if (c != 0) {
                BigInteger expected =
                        new BigDecimal(BigInteger.valueOf(a).multiply(BigInteger.valueOf(b)))
                                .divide(BigDecimal.valueOf(c), 0, RoundingMode.HALF_EVEN)
                                .unscaledValue();
                assertSame(expected, () -> FixedPoint.scaledDivide(a, b, c));
            }
        }
    }

    /** Small and large ones, and those at the edges of 32 and 64 bits. */
    private static long any(Random random) {
        long near = random.nextInt(5) - 2;
        return switch (random.nextInt(6)) {
            case 0 -> Long.MIN_VALUE + Math.abs(near);
            case 1 -> Long.MAX_VALUE - Math.abs(near);
            case 2 -> (1L << random.nextInt(63)) + near;
            case 3 -> near;
            default -> random.nextLong() >> random.nextInt(63);
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1", "-1", "0.000000001", "9223372036.854775807", "-12.5", "1e3"})
    void shouldReadAndWriteTheSameDecimal(String text) {
        assertThat(FixedPoint.toBigDecimal(FixedPoint.parse(text)))
                .isEqualByComparingTo(new BigDecimal(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "NaN",
                "Infinity",
                "1,5",
                "0.0000000001",
                "9223372036.9",
                "1e400",
                "0x10"
            })
    void shouldRefuseWhatIsNoFittingDecimal(String text) {
        assertThatThrownBy(() -> FixedPoint.parse(text))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldNeverWrapAround() {
        assertThatThrownBy(() -> new Money(Long.MAX_VALUE).plus(new Money(1)))
                .isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> new Price(Long.MAX_VALUE).times(Quantity.of(2)))
                .isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> FixedPoint.divide(Long.MIN_VALUE, -1))
                .isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> FixedPoint.scaledDivide(Long.MIN_VALUE, 1, -1))
                .isInstanceOf(ArithmeticException.class);
    }

    @Test
    void shouldRefuseNumbersThatAreNoAmounts() {
        assertThatThrownBy(() -> Money.of(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Money.of(1e300)).isInstanceOf(IllegalArgumentException.class);
    }

    private interface Calculation {
        long run();
    }

    private static void assertSame(BigInteger expected, Calculation calculation) {
        if (expected.bitLength() > 63) {
            assertThatThrownBy(calculation::run).isInstanceOf(ArithmeticException.class);
        } else {
            assertThat(calculation.run()).isEqualTo(expected.longValueExact());
        }
    }

    private static BigInteger product(long a, long b) {
        return new BigDecimal(BigInteger.valueOf(a).multiply(BigInteger.valueOf(b)), 9)
                .setScale(0, RoundingMode.HALF_EVEN)
                .unscaledValue();
    }

    private static BigInteger quotient(long a, long b) {
        return new BigDecimal(BigInteger.valueOf(a).multiply(BigInteger.valueOf(FixedPoint.ONE)))
                .divide(BigDecimal.valueOf(b), 0, RoundingMode.HALF_EVEN)
                .unscaledValue();
    }

    @Test
    void shouldKnowItsLargestValue() {
        assertThat(FixedPoint.toBigDecimal(Long.MAX_VALUE)).isEqualTo(LARGEST);
    }
}
