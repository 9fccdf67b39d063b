package io.openbell.simulator.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BarHistoryTest {

    private static final Instant NOW = Instant.parse("2026-03-04T17:00:00Z");
    private static final MarketSettings SETTINGS =
            MarketSettings.DEFAULTS.withSessions(new NyseHours());

    private final Tape tape = new Tape();
    private final OptionMarket options =
            new OptionMarket(tape, () -> NOW, OptionParameters.DEFAULTS);
    private final BarHistory history = new BarHistory(tape, SETTINGS.sessions(), options);
    private final Listing apple = Listing.SYNTHETIC.get(0);
    private final Listing bitcoin = CryptoModel.LISTINGS.get(0);

    @BeforeEach
    void list() {
        SyntheticPast past =
                new SyntheticPast(
                        SETTINGS,
                        SETTINGS.synthetic(),
                        NOW,
                        MarketMemory.initial(Listing.SYNTHETIC).prices(),
                        MarketMemory.initial(CryptoModel.LISTINGS).prices());
        for (Listing listing : List.of(apple, bitcoin)) {
            tape.list(listing, past.minutes(listing.symbol()), () -> past.days(listing.symbol()));
        }
        tape.derive(options);
    }

    private List<MinuteBar> bars(Listing listing, BarFrame frame, String from, String to) {
        return history.bars(
                listing, frame, Instant.parse(from), Instant.parse(to), true, 1_000_000);
    }

    @Test
    void shouldHaveADailyBarForEachTradingDayOfYears() {
        List<MinuteBar> days =
                bars(apple, BarFrame.DAY, "2025-01-01T05:00:00Z", "2026-01-01T05:00:00Z");

        assertThat(days).hasSize(250);
        assertThat(days.get(0).start()).isEqualTo("2025-01-02T05:00:00Z");
        assertThat(bars(bitcoin, BarFrame.DAY, "2025-01-01T00:00:00Z", "2026-01-01T00:00:00Z"))
                .hasSize(365);
    }

    @Test
    void shouldFillADayWithMinutesThatSumUpToIt() {
        MinuteBar day =
                bars(apple, BarFrame.DAY, "2025-07-03T00:00:00Z", "2025-07-04T00:00:00Z").get(0);
        List<MinuteBar> minutes =
                bars(apple, BarFrame.MINUTE, "2025-07-03T00:00:00Z", "2025-07-04T00:00:00Z");

        assertThat(minutes).hasSize(210);
        assertThat(minutes.get(0).start()).isEqualTo("2025-07-03T13:30:00Z");
        MinuteBar sum = MinuteBar.merge(day.start(), minutes);
        assertThat(sum.open()).isEqualByComparingTo(day.open());
        assertThat(sum.high()).isEqualByComparingTo(day.high());
        assertThat(sum.low()).isEqualByComparingTo(day.low());
        assertThat(sum.close()).isEqualByComparingTo(day.close());
        assertThat(sum.volume()).isEqualByComparingTo(day.volume());
        assertThat(sum.trades()).isEqualTo(day.trades());
        assertThat(minutes)
                .allMatch(
                        bar ->
                                bar.low().compareTo(bar.open().min(bar.close())) <= 0
                                        && bar.high().compareTo(bar.open().max(bar.close())) >= 0);
        assertThat(bars(apple, BarFrame.MINUTE, "2025-07-03T00:00:00Z", "2025-07-04T00:00:00Z"))
                .isEqualTo(minutes);
    }

    /** A day whose minutes are kept, one of which only the daily bar is, and the present one. */
    @ParameterizedTest
    @ValueSource(strings = {"2026-03-03", "2026-02-10", "2026-03-04"})
    void shouldSumTheMinutesOfAnOptionUpToItsDay(String date) {
        String from = date + "T05:00:00Z";
        String to = Instant.parse(from).plus(1, ChronoUnit.DAYS).toString();
        for (String symbol : List.of("AAPL260417C00230000", "AAPL260417P00230000")) {
            Listing option = options.listing(symbol).orElseThrow();
            MinuteBar day = bars(option, BarFrame.DAY, from, to).get(0);
            List<MinuteBar> minutes = bars(option, BarFrame.MINUTE, from, to);
            MinuteBar sum = MinuteBar.merge(day.start(), minutes);

            assertThat(minutes.size()).as(symbol).isGreaterThan(5);
            assertThat(sum.open()).isEqualByComparingTo(day.open());
            assertThat(sum.high()).isEqualByComparingTo(day.high());
            assertThat(sum.low()).isEqualByComparingTo(day.low());
            assertThat(sum.close()).isEqualByComparingTo(day.close());
            assertThat(sum.volume()).isEqualByComparingTo(day.volume());
            assertThat(sum.trades()).isEqualTo(day.trades());
        }
    }

    /** Each minute is counted once, whenever the day is asked for, and a late trade counts, too. */
    @Test
    void shouldSumAnOptionsDayOnWhileItLasts() {
        Listing option = options.listing("AAPL260417C00230000").orElseThrow();
        for (int minute = 0; minute < 60; minute++) {
            trade(minute * 60);
            sumsUp(option);
        }
        trade(30 * 60 + 59);
        sumsUp(option);
    }

    private void trade(int second) {
        tape.accept(
                new Tick.Trade(
                        "AAPL",
                        second + 1L,
                        BigDecimal.valueOf(230 + second % 7),
                        BigDecimal.TEN,
                        Tick.Taker.UNKNOWN,
                        "V",
                        List.of("@"),
                        "C",
                        NOW.plusSeconds(second)));
    }

    private void sumsUp(Listing option) {
        String from = "2026-03-04T05:00:00Z";
        String to = "2026-03-05T05:00:00Z";
        MinuteBar day = bars(option, BarFrame.DAY, from, to).get(0);
        MinuteBar sum = MinuteBar.merge(day.start(), bars(option, BarFrame.MINUTE, from, to));
        assertThat(day).isEqualTo(sum);
        assertThat(history.lastDays(option).get(0)).isEqualTo(sum);
    }

    @Test
    void shouldJoinThePastAndThePresentWithoutAJump() {
        List<MinuteBar> days =
                bars(apple, BarFrame.DAY, "2026-02-01T05:00:00Z", "2026-03-05T05:00:00Z");

        for (int i = 1; i < days.size(); i++) {
            double jump =
                    days.get(i).open().doubleValue() / days.get(i - 1).close().doubleValue() - 1;
            assertThat(Math.abs(jump)).isLessThan(0.03);
        }
    }

    @Test
    void shouldWidenToWeeksAndMonths() {
        BarFrame week = new BarFrame(1, ChronoUnit.WEEKS);
        BarFrame quarter = new BarFrame(3, ChronoUnit.MONTHS);

        assertThat(bars(apple, week, "2025-06-01T04:00:00Z", "2025-06-30T04:00:00Z"))
                .extracting(MinuteBar::start)
                .startsWith(Instant.parse("2025-06-02T04:00:00Z"))
                .hasSize(4);
        assertThat(bars(apple, quarter, "2025-01-01T05:00:00Z", "2025-12-31T05:00:00Z"))
                .extracting(MinuteBar::start)
                .containsExactly(
                        Instant.parse("2025-01-01T05:00:00Z"),
                        Instant.parse("2025-04-01T04:00:00Z"),
                        Instant.parse("2025-07-01T04:00:00Z"),
                        Instant.parse("2025-10-01T04:00:00Z"));
    }

    @Test
    void shouldReadTheSameBarsBackwards() {
        Instant from = Instant.parse("2025-06-02T00:00:00Z");
        Instant to = Instant.parse("2025-06-05T00:00:00Z");
        BarFrame hour = new BarFrame(1, ChronoUnit.HOURS);
        List<MinuteBar> forwards = history.bars(apple, hour, from, to, true, 1_000);
        List<MinuteBar> backwards = history.bars(apple, hour, from, to, false, 1_000);

        java.util.Collections.reverse(backwards);
        assertThat(backwards).isEqualTo(forwards).hasSize(3 * 7);
    }
}
