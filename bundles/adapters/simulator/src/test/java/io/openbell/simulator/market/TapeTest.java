package io.openbell.simulator.market;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TapeTest {

    private static final Instant START = Instant.parse("2026-03-02T15:00:00Z");

    private final Tape tape = new Tape();

    @BeforeEach
    void list() {
        tape.list(Listing.recorded("AAPL"), List.of());
        tape.list(Listing.recorded("JPM"), List.of());
    }

    private Map<String, MinuteBar> trade(String symbol, String price, long size, long second) {
        return tape.accept(
                new Tick.Trade(
                        symbol,
                        1,
                        new BigDecimal(price),
                        BigDecimal.valueOf(size),
                        Tick.Taker.UNKNOWN,
                        "V",
                        List.of("@"),
                        "C",
                        START.plusSeconds(second)));
    }

    @Test
    void shouldSumTheTradesOfAMinuteUp() {
        trade("AAPL", "10", 100, 0);
        trade("AAPL", "12", 100, 10);
        trade("AAPL", "9", 200, 59);

        MinuteBar bar = requireNonNull(trade("JPM", "50", 1, 60).get("AAPL"));

        assertThat(bar)
                .isEqualTo(
                        new MinuteBar(
                                START,
                                new BigDecimal("10"),
                                new BigDecimal("12"),
                                new BigDecimal("9"),
                                new BigDecimal("9"),
                                new BigDecimal("400"),
                                new BigDecimal("4000"),
                                3));
        assertThat(bar.vwap()).isEqualByComparingTo("10");
    }

    @Test
    void shouldGiveNoBarForAMinuteWithoutTrades() {
        trade("AAPL", "10", 100, 0);
        trade("AAPL", "11", 100, 180);
        tape.closeMinute();

        assertThat(tape.bars("AAPL", START, START.plusSeconds(600)))
                .extracting(MinuteBar::start)
                .containsExactly(START, START.plusSeconds(180));
    }

    @Test
    void shouldGatherMinutesIntoWiderBars() {
        trade("AAPL", "10", 100, 60);
        trade("AAPL", "14", 100, 120);
        trade("AAPL", "11", 100, 300);
        tape.closeMinute();

        List<MinuteBar> wide =
                new BarFrame(5, ChronoUnit.MINUTES)
                        .gather(
                                tape.bars("AAPL", START, START.plusSeconds(600)),
                                Sessions.NEW_YORK);

        assertThat(wide)
                .extracting(MinuteBar::start)
                .containsExactly(START, START.plusSeconds(300));
        assertThat(wide.get(0).close()).isEqualByComparingTo("14");
        assertThat(wide.get(0).volume()).isEqualByComparingTo("200");
    }

    @Test
    void shouldCorrectTheBarOfALateTradeAndTellAtTheNextHalfMinute() {
        trade("AAPL", "10", 100, 0);
        trade("AAPL", "11", 100, 60);
        trade("AAPL", "12", 50, 59);
        assertThat(tape.corrected(START.plusSeconds(61))).isEmpty();
        assertThat(tape.corrected(START.plusSeconds(89))).isEmpty();

        MinuteBar bar = requireNonNull(tape.corrected(START.plusSeconds(90)).get("AAPL"));

        assertThat(bar.start()).isEqualTo(START);
        assertThat(bar.volume()).isEqualByComparingTo("150");
        assertThat(bar.high()).isEqualByComparingTo("12");
        assertThat(tape.bars("AAPL", START, START.plusSeconds(60))).containsExactly(bar);
        assertThat(tape.trades("AAPL"))
                .extracting(Tick.Trade::price)
                .containsExactly(new BigDecimal("10"), new BigDecimal("12"), new BigDecimal("11"));
        assertThat(tape.trade("AAPL").orElseThrow().price()).isEqualByComparingTo("11");
        assertThat(tape.corrected(START.plusSeconds(150))).isEmpty();
        tape.closeMinute();
        assertThat(tape.bars("AAPL", START.plusSeconds(60), START.plusSeconds(120)).get(0).volume())
                .as("the present minute has nothing of it")
                .isEqualByComparingTo("100");
    }

    @Test
    void shouldReadTheWidthsAlpacaKnows() {
        assertThat(BarFrame.parse("5Min")).contains(new BarFrame(5, ChronoUnit.MINUTES));
        assertThat(BarFrame.parse("1Hour")).contains(new BarFrame(1, ChronoUnit.HOURS));
        assertThat(BarFrame.parse("1Day")).contains(BarFrame.DAY);
        assertThat(BarFrame.parse("1W")).contains(new BarFrame(1, ChronoUnit.WEEKS));
        assertThat(BarFrame.parse("6Month")).contains(new BarFrame(6, ChronoUnit.MONTHS));
        assertThat(BarFrame.parse("5M")).isEmpty();
        assertThat(BarFrame.parse("60Min")).isEmpty();
        assertThat(BarFrame.parse("0Min")).isEmpty();
        assertThat(BarFrame.parse("2Day")).isEmpty();
        assertThat(BarFrame.parse("5m")).isEmpty();
    }
}
