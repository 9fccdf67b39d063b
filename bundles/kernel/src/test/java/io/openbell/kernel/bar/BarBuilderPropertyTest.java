package io.openbell.kernel.bar;

import static org.assertj.core.api.Assertions.assertThat;

import io.openbell.api.market.Bar;
import io.openbell.api.market.Trade;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Symbol;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Compares the builder with an oracle that keeps every trade and computes in unlimited decimals. */
class BarBuilderPropertyTest {

    private static final Symbol SPY = Symbol.of("SPY");
    private static final long WIDTH_MILLIS = 1_000;
    private static final long LATENESS_MILLIS = 250;

    /** A trade, or (without shares and price) the passing of time. */
    record Step(long atMillis, long price, long size, boolean timeOnly) {
        long interval() {
            return Math.floorDiv(atMillis, WIDTH_MILLIS);
        }
    }

    @Property(tries = 500)
    void shouldEqualTheOracleWhateverTheOrderOfTradesAndTime(@ForAll("steps") List<Step> steps) {
        List<Bar> bars = new ArrayList<>();
        BarBuilder builder =
                new BarBuilder(
                        SPY,
                        Duration.ofMillis(WIDTH_MILLIS),
                        Duration.ofMillis(LATENESS_MILLIS),
                        bars::add);

        for (Step step : steps) {
            Instant at = Instant.ofEpochMilli(step.atMillis());
            if (step.timeOnly()) {
                builder.advanceTo(at);
            } else {
                builder.onTrade(
                        new Trade(
                                SPY,
                                new Price(step.price()),
                                new Quantity(step.size()),
                                0,
                                "",
                                at));
            }
        }
        builder.advanceTo(Instant.ofEpochMilli(1_000_000));

        Set<Integer> late = lateTrades(steps);
        assertThat(bars).isEqualTo(oracle(steps, late));
        assertThat(builder.lateTrades()).isEqualTo(late.size());
    }

    private static Set<Integer> lateTrades(List<Step> steps) {
        Set<Integer> late = new HashSet<>();
        for (int i = 0; i < steps.size(); i++) {
            if (!steps.get(i).timeOnly() && isLate(steps, i, late)) {
                late.add(i);
            }
        }
        return late;
    }

    private static boolean isLate(List<Step> steps, int index, Set<Integer> lateBefore) {
        long interval = steps.get(index).interval();
        boolean begun = false;
        for (int i = 0; i < index; i++) {
            Step step = steps.get(i);
            if (step.timeOnly()) {
                boolean over = step.atMillis() >= (interval + 1) * WIDTH_MILLIS + LATENESS_MILLIS;
                if (begun && over) {
                    return true;
                }
            } else if (!lateBefore.contains(i)) {
                if (step.interval() > interval) {
                    return true;
                }
                begun |= step.interval() == interval;
            }
        }
        return false;
    }

    private static List<Bar> oracle(List<Step> steps, Set<Integer> late) {
        TreeMap<Long, List<Step>> byInterval = new TreeMap<>();
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            if (!step.timeOnly() && !late.contains(i)) {
                byInterval.computeIfAbsent(step.interval(), k -> new ArrayList<>()).add(step);
            }
        }
        List<Bar> bars = new ArrayList<>();
        byInterval.forEach((interval, trades) -> bars.add(bar(interval, trades)));
        return bars;
    }

    private static Bar bar(long interval, List<Step> trades) {
        BigDecimal value = BigDecimal.ZERO;
        BigDecimal volume = BigDecimal.ZERO;
        for (Step trade : trades) {
            BigDecimal size = BigDecimal.valueOf(trade.size());
            value = value.add(BigDecimal.valueOf(trade.price()).multiply(size));
            volume = volume.add(size);
        }
        long last = trades.get(trades.size() - 1).price();
        long vwap =
                volume.signum() == 0
                        ? last
                        : value.divide(volume, 0, RoundingMode.HALF_EVEN).longValueExact();
        return new Bar(
                SPY,
                Duration.ofMillis(WIDTH_MILLIS),
                Instant.ofEpochMilli(interval * WIDTH_MILLIS),
                new Price(trades.get(0).price()),
                new Price(trades.stream().mapToLong(Step::price).max().orElseThrow()),
                new Price(trades.stream().mapToLong(Step::price).min().orElseThrow()),
                new Price(last),
                new Quantity(volume.longValueExact()),
                new Price(vwap),
                trades.size());
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<Long> millis = Arbitraries.longs().between(-3_000, 5_000);
        Arbitrary<Long> price =
                Arbitraries.oneOf(
                        Arbitraries.longs().between(1, 50),
                        Arbitraries.longs().between(1, 5_000_000_000_000_000_000L));
        Arbitrary<Long> size =
                Arbitraries.oneOf(
                        Arbitraries.longs().between(0, 20),
                        Arbitraries.longs().between(0, 100_000_000_000_000_000L));
        Arbitrary<Boolean> timeOnly = Arbitraries.of(false, false, false, true);
        return Combinators.combine(millis, price, size, timeOnly)
                .as(Step::new)
                .list()
                .ofMaxSize(60);
    }
}
