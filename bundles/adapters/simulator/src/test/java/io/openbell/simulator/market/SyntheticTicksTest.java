package io.openbell.simulator.market;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SyntheticTicksTest {

    private static final Instant NOON = Instant.parse("2026-03-02T17:00:30Z");

    private final SyntheticParameters parameters = SyntheticParameters.DEFAULTS;
    private final double[] firstPrices = MarketMemory.initial(Listing.SYNTHETIC).prices();

    private List<Tick> ticks(int steps) {
        TickMaker maker = new TickMaker(Listing.SYNTHETIC, parameters, firstPrices, 1);
        List<Tick> ticks = new ArrayList<>();
        for (int step = 0; step < steps; step++) {
            ticks.addAll(maker.next(NOON.plusMillis(250L * step)));
        }
        return ticks;
    }

    @Test
    void shouldMakeTheSameTicksFromTheSameSeed() {
        assertThat(ticks(500)).isEqualTo(ticks(500));
    }

    @Test
    void shouldTradeBetweenBidAndAskOnAGridOfOneCent() {
        Map<String, Tick.Quote> quotes = new HashMap<>();
        int trades = 0;
        for (Tick tick : ticks(2_000)) {
            if (tick instanceof Tick.Quote quote) {
                quotes.put(quote.symbol(), quote);
                assertThat(quote.bid()).isPositive().isLessThan(quote.ask());
                assertThat(quote.bid().scale()).isEqualTo(2);
            } else if (tick instanceof Tick.Trade trade) {
                trades++;
                Tick.Quote quote = requireNonNull(quotes.get(trade.symbol()));
                assertThat(trade.price()).isBetween(quote.bid(), quote.ask());
                assertThat(trade.size()).isPositive();
            }
        }
        assertThat(quotes).hasSize(8);
        assertThat(trades / (2_000.0 * 8)).isCloseTo(0.5, within(0.02));
    }

    @Test
    void shouldQuoteTheStatedSpread() {
        List<Double> bps = new ArrayList<>();
        for (Tick tick : ticks(500)) {
            if (tick instanceof Tick.Quote quote && quote.symbol().equals("MSFT")) {
                BigDecimal spread = quote.ask().subtract(quote.bid());
                bps.add(spread.doubleValue() / quote.bid().doubleValue() * 10_000);
            }
        }
        assertThat(bps.stream().mapToDouble(b -> b).average().orElseThrow())
                .isCloseTo(2.0, within(0.15));
    }

    @Test
    void shouldCrossAShortMovingAverageWithinHalfAMinute() {
        List<Double> everySecond = new ArrayList<>();
        for (Tick tick : ticks(4 * 1_200)) {
            if (tick instanceof Tick.Quote quote
                    && quote.symbol().equals("AAPL")
                    && quote.at().getNano() / 1_000_000 == 0) {
                everySecond.add(quote.bid().add(quote.ask()).doubleValue() / 2);
            }
        }
        int crosses = 0;
        boolean wasAbove = false;
        for (int i = 20; i < everySecond.size(); i++) {
            boolean above = average(everySecond, i, 5) > average(everySecond, i, 20);
            crosses += i > 20 && above != wasAbove ? 1 : 0;
            wasAbove = above;
        }
        assertThat(everySecond.size() / (double) crosses).isLessThan(30);
    }

    private static double average(List<Double> values, int end, int count) {
        return values.subList(end - count, end).stream()
                .mapToDouble(v -> v)
                .average()
                .orElseThrow();
    }

    @Test
    void shouldBeBusierAtTheOpenThanAtMidday() {
        VolumeShape shape = new VolumeShape(100);

        assertThat(shape.at(Instant.parse("2026-03-02T14:30:00Z"))).isEqualTo(2.0);
        assertThat(shape.at(Instant.parse("2026-03-02T17:45:00Z"))).isEqualTo(0.5);
        assertThat(shape.at(Instant.parse("2026-03-02T03:00:00Z"))).isEqualTo(1.0);
    }

    @Test
    void shouldMakeUpAPastThatEndsAtThePresent() {
        Map<String, List<MinuteBar>> history =
                GeneratedHistory.ofStocks(Listing.SYNTHETIC, parameters, firstPrices)
                        .minutes(NOON, 2 * 24 * 60, at -> true);

        for (int i = 0; i < firstPrices.length; i++) {
            List<MinuteBar> bars = requireNonNull(history.get(Listing.SYNTHETIC.get(i).symbol()));
            assertThat(bars).hasSize(2 * 1_440);
            MinuteBar last = bars.get(bars.size() - 1);
            assertThat(last.start())
                    .isEqualTo(NOON.truncatedTo(ChronoUnit.MINUTES).minusSeconds(60));
            assertThat(last.close().doubleValue()).isCloseTo(firstPrices[i], within(0.01));
            for (int k = 0; k < bars.size(); k++) {
                MinuteBar bar = bars.get(k);
                assertThat(bar.low()).isLessThanOrEqualTo(bar.open().min(bar.close()));
                assertThat(bar.high()).isGreaterThanOrEqualTo(bar.open().max(bar.close()));
                if (k > 0) {
                    assertThat(bar.open()).isEqualByComparingTo(bars.get(k - 1).close());
                }
            }
        }
    }
}
