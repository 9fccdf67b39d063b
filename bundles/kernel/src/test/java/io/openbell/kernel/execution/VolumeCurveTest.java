package io.openbell.kernel.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.openbell.api.market.Bar;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Symbol;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class VolumeCurveTest {

    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void shouldFindTheSameTimeInNewYorkOnTheOtherSideOfAChangeOfTheClocks() {
        VolumeCurve afterSpring = new VolumeCurve(at("2025-03-10T13:30:00Z"), HOUR, 2);
        VolumeCurve afterAutumn = new VolumeCurve(at("2025-11-03T14:30:00Z"), HOUR, 2);

        assertThat(afterSpring.of(List.of(bar("2025-03-07T15:00:00Z", 3))))
                .containsExactly(0L, 3_000L);
        assertThat(afterAutumn.of(List.of(bar("2025-10-31T14:00:00Z", 3))))
                .containsExactly(0L, 3_000L);
    }

    @Test
    void shouldGoOnBeyondMidnightInNewYork() {
        VolumeCurve overNight =
                new VolumeCurve(at("2025-01-16T04:00:00Z"), HOUR.multipliedBy(3), 3);

        List<Long> weights =
                overNight.of(
                        List.of(
                                bar("2025-01-15T04:30:00Z", 1),
                                bar("2025-01-15T05:30:00Z", 2),
                                bar("2025-01-15T06:59:00Z", 4),
                                bar("2025-01-15T07:00:00Z", 8)));

        assertThat(weights).containsExactly(1_000L, 2_000L, 4_000L);
    }

    @Test
    void shouldShareOutABarThatBeganBeforeTheStretch() {
        VolumeCurve curve = new VolumeCurve(at("2025-01-16T15:00:30Z"), HOUR, 1);

        assertThat(curve.of(List.of(bar("2025-01-15T15:00:00Z", 2)))).containsExactly(1_000L);
    }

    private static Instant at(String time) {
        return Instant.parse(time);
    }

    private static Bar bar(String start, long volume) {
        Price price = Price.parse("100");
        return new Bar(
                Symbol.of("BTC/USD"),
                Duration.ofMinutes(1),
                at(start),
                price,
                price,
                price,
                price,
                Quantity.of(volume),
                price,
                1);
    }
}
