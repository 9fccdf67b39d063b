package io.openbell.kernel.execution;

import io.openbell.api.market.Bar;
import io.openbell.api.value.AssetClass;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * How much of the volume of a stretch of time falls into each of its slices: by what was traded at the same time of earlier
 * days, or by the usual shape of a trading day. The time of day is New York's, because the market's habits follow it.
 */
public final class VolumeCurve {

    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final LocalTime OPEN = LocalTime.of(9, 30);
    private static final Duration SESSION = Duration.ofMinutes(390);
    private static final double LEAST = 1_000;
    private static final double EDGE_OVER_LEAST = 2;

    private final Instant start;
    private final Duration over;
    private final int slices;

    /** A stretch of time that is cut into that many equal slices. */
    public VolumeCurve(Instant start, Duration over, int slices) {
        this.start = start;
        this.over = over;
        this.slices = slices;
    }

    /**
     * Volume of bars of earlier days in each slice; a bar that lies in several is shared out by time. All zero if no bar
     * falls into the stretch.
     */
    public List<Long> of(List<Bar> bars) {
        double[] weights = new double[slices];
        LocalDate today = LocalDate.ofInstant(start, NEW_YORK);
        for (Bar bar : bars) {
            LocalTime time = LocalTime.ofInstant(bar.start(), NEW_YORK);
            Instant from = today.atTime(time).atZone(NEW_YORK).toInstant();
            if (!from.plus(bar.width()).isAfter(start)) {
                // The stretch goes on beyond midnight.
                from = today.plusDays(1).atTime(time).atZone(NEW_YORK).toInstant();
            }
            share(
                    weights,
                    seconds(Duration.between(start, from)),
                    seconds(bar.width()),
                    bar.volume().toDouble());
        }
        List<Long> rounded = new ArrayList<>(slices);
        for (double weight : weights) {
            rounded.add(Math.round(weight * 1_000));
        }
        return rounded;
    }

    private void share(double[] weights, double from, double width, double volume) {
        double slice = seconds(over) / slices;
        int first = Math.max(0, (int) Math.floor(from / slice));
        for (int i = first; i < slices && i * slice < from + width; i++) {
            double overlap = Math.min(from + width, (i + 1) * slice) - Math.max(from, i * slice);
            weights[i] += volume * Math.max(0, overlap) / width;
        }
    }

    /**
     * The shape of a usual day: three times as much at open and close as at noon, in between a parabola. The same for
     * every slice where there is no session: of other instruments than shares, and outside of the regular hours.
     */
    public List<Long> usual(AssetClass asset) {
        Instant open =
                LocalDate.ofInstant(start, NEW_YORK).atTime(OPEN).atZone(NEW_YORK).toInstant();
        double offset = seconds(Duration.between(open, start));
        double slice = seconds(over) / slices;
        boolean inside = offset >= 0 && offset + seconds(over) <= seconds(SESSION);
        if (asset != AssetClass.US_EQUITY || !inside) {
            return Collections.nCopies(slices, 1L);
        }
        List<Long> weights = new ArrayList<>(slices);
        for (int i = 0; i < slices; i++) {
            double middle = (offset + (i + 0.5) * slice) / seconds(SESSION);
            double fromNoon = 2 * middle - 1;
            weights.add(Math.round(LEAST * (1 + EDGE_OVER_LEAST * fromNoon * fromNoon)));
        }
        return weights;
    }

    private static double seconds(Duration time) {
        return time.toNanos() / 1e9;
    }
}
