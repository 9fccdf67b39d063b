package io.openbell.simulator.market;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * The minutes of a day of which only the daily bar is kept: a path from its open to its close that touches its high and
 * its low, the same whenever it is asked for. Volume and trades add up to the day's; with fewer trades than minutes some
 * minutes have none, and no bar.
 */
final class DayPath {

    private DayPath() {}

    /** Minute bars from open to close, oldest first. */
    static List<MinuteBar> minutes(Listing listing, MinuteBar day, Instant open, Instant close) {
        int length = (int) Duration.between(open, close).toMinutes();
        int sizeScale = Math.max(0, day.volume().scale());
        long units = day.volume().setScale(sizeScale).unscaledValue().longValueExact();
        int count = (int) Math.min(length, Math.min(day.trades(), units));
        if (count < 2) {
            return List.of(day);
        }
        Random random =
                new Random(listing.symbol().hashCode() * 31L + day.start().getEpochSecond());
        double[] path = bridge(random, count, day);
        int highest = 1;
        int lowest = 1;
        for (int i = 1; i < count; i++) {
            highest = path[i] > path[highest] ? i : highest;
            lowest = path[i] < path[lowest] ? i : lowest;
        }
        int scale = listing.terms().priceIncrement().scale();
        List<MinuteBar> minutes = new ArrayList<>(count);
        BigDecimal before = day.open();
        for (int i = 0; i < count; i++) {
            BigDecimal after =
                    i == count - 1
                            ? day.close()
                            : within(day, BigDecimal.valueOf(path[i + 1]), scale);
            BigDecimal high = i == highest - 1 ? day.high() : before.max(after);
            BigDecimal low = i == lowest - 1 ? day.low() : before.min(after);
            BigDecimal average = high.add(low).divide(BigDecimal.valueOf(2));
            BigDecimal volume = BigDecimal.valueOf(share(units, i, count), sizeScale);
            minutes.add(
                    new MinuteBar(
                            open.plusSeconds(60L * ((long) i * length / count)),
                            before,
                            high,
                            low,
                            after,
                            volume,
                            average.multiply(volume),
                            share(day.trades(), i, count)));
            before = after;
        }
        return minutes;
    }

    /** What falls to that one of so many; all of them together have the whole. */
    private static long share(long whole, int index, int count) {
        long each = whole / count;
        long rest = whole % count;
        return each + rest * (index + 1) / count - rest * index / count;
    }

    private static BigDecimal within(MinuteBar day, BigDecimal price, int scale) {
        return price.setScale(scale, RoundingMode.HALF_EVEN).max(day.low()).min(day.high());
    }

    /** A random walk tied to open and close, as wide as the day was. */
    private static double[] bridge(Random random, int count, MinuteBar day) {
        double[] walk = new double[count + 1];
        for (int i = 1; i <= count; i++) {
            walk[i] = walk[i - 1] + random.nextGaussian();
        }
        double open = day.open().doubleValue();
        double close = day.close().doubleValue();
        double width = day.high().subtract(day.low()).doubleValue() / 2 / Math.sqrt(count);
        double[] path = new double[count + 1];
        for (int i = 0; i <= count; i++) {
            double along = (double) i / count;
            path[i] = open + (close - open) * along + width * (walk[i] - along * walk[count]);
        }
        return path;
    }
}
