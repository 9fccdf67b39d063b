package io.openbell.kernel.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.openbell.api.order.Algorithm;
import io.openbell.api.value.Quantity;
import io.openbell.api.view.Execution;
import io.openbell.testkit.Proof;
import org.junit.jupiter.api.Test;

/** Each algorithm over a whole trading day: never more than the whole, and as fast as it was told to be. */
class ExecutionDayProofTest {

    private static final int SEEDS = Proof.figure(1, 40);
    private static final long LARGE = 200_000;
    private static final long SMALL = 20_000;

    @Test
    void shouldNeverTakeAGreaterShareOfTheMarketThanItWasTold() {
        double worstOverBound = 0;
        double worstBehind = 0;
        int parts = 0;
        int exceeded = 0;
        for (int seed = 1; seed <= SEEDS; seed++) {
            double percent = 1 + seed % 20;
            Algorithm pov = new Algorithm.Participation(percent, MarketDay.LENGTH);
            long total = seed % 2 == 0 ? SMALL : 10_000_000;
            MarketDay day = played(seed, pov, total, false);

            worstOverBound = Math.max(worstOverBound, day.worstShare() * 100 / percent);
            parts += day.parts();
            double wanted = Math.min(total, day.volume() * percent / 100);
            worstBehind = Math.max(worstBehind, 1 - day.filled() / wanted);
            exceeded += played(seed, pov, 10_000_000, true).worstShare() * 100 > percent ? 1 : 0;
        }

        assertThat(worstOverBound).isLessThanOrEqualTo(1);
        assertThat(worstBehind).as("at the close, of what it should have").isLessThan(0.02);
        assertThat(exceeded).as("control").isEqualTo(SEEDS);
        Proof.shown(
                2,
                "pov of 1 to 20 %% of the market over a day of 23,400 seconds, denials, lost answers, restarts; seeds 1 to %d"
                        .formatted(SEEDS),
                "%d parts, at most %.2f %% of its bound at any second, never more than the whole, at the close %.2f %% behind"
                        .formatted(parts, 100 * worstOverBound, 100 * worstBehind),
                "trades told twice: the bound is broken in %d of %d".formatted(exceeded, SEEDS));
    }

    @Test
    void shouldTradeAllOfItInTimeAndNotAheadOfIt() {
        double twap = 0;
        double vwap = 0;
        long shown = 0;
        for (int seed = 1; seed <= SEEDS; seed++) {
            MarketDay even = played(seed, new Algorithm.Twap(MarketDay.LENGTH, 390), LARGE, false);
            MarketDay shaped = played(seed, new Algorithm.Vwap(MarketDay.LENGTH, 78), LARGE, false);
            MarketDay hidden =
                    played(
                            seed,
                            new Algorithm.Iceberg(Quantity.of(100), MarketDay.LENGTH),
                            SMALL,
                            false);
            for (MarketDay day : new MarketDay[] {even, shaped, hidden}) {
                assertThat(day.filled())
                        .as(day.toString())
                        .isEqualTo(day == hidden ? SMALL : LARGE);
                assertThat(day.execution().outcome())
                        .as(day.toString())
                        .hasValueSatisfying(how -> assertThat(how).hasToString("COMPLETED"));
            }
            twap = Math.max(twap, even.worstBehind());
            vwap = Math.max(vwap, shaped.worstBehind());
            shown = Math.max(shown, hidden.mostOpen());
        }

        assertThat(shown).isLessThanOrEqualTo(100);
        assertThat(twap).isLessThan(0.02);
        assertThat(vwap).isLessThan(0.02);
        Proof.shown(
                2,
                "twap, vwap and iceberg over a day of 23,400 seconds; seeds 1 to " + SEEDS,
                "all of it traded and never more, at worst %.2f and %.2f %% of it behind, never more than 100 of 100 shares shown"
                        .formatted(100 * twap, 100 * vwap),
                "(ahead of the schedule: see the conservation of parts)");
    }

    private static MarketDay played(int seed, Algorithm algorithm, long total, boolean doubled) {
        MarketDay day = new MarketDay(seed, algorithm, total, doubled);
        day.play();
        assertThat(day.excess()).as(day.toString()).isEmpty();
        Execution seen = day.execution();
        assertThat(seen.filled()).as(day.toString()).isEqualTo(Quantity.of(day.filled()));
        return day;
    }
}
