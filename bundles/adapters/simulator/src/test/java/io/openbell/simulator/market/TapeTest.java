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

    private Tick.Trade print(long id, String price, long second) {
        Tick.Trade print =
                new Tick.Trade(
                        "AAPL",
                        id,
                        new BigDecimal(price),
                        BigDecimal.TEN,
                        Tick.Taker.UNKNOWN,
                        "V",
                        List.of("@"),
                        "C",
                        START.plusSeconds(second));
        tape.accept(print);
        return print;
    }

    private static Tick.Trade at(String price, long id, Tick.Trade of) {
        return new Tick.Trade(
                of.symbol(),
                id,
                new BigDecimal(price),
                of.size(),
                of.taker(),
                of.exchange(),
                of.conditions(),
                of.tape(),
                of.at());
    }

    @Test
    void shouldLetABarBeWhatTheTradesThatStandMakeOfIt() {
        print(1, "10", 0);
        Tick.Trade wrong = print(2, "50", 1);
        print(3, "11", 2);
        Tick.Trade never = print(4, "12", 3);

        tape.accept(new Tick.Correction(wrong, at("9", 5, wrong), START.plusSeconds(4)));
        tape.accept(new Tick.Cancellation(never, "C", START.plusSeconds(5)));

        assertThat(tape.trade("AAPL").map(Tick.Trade::id)).contains(3L);
        assertThat(tape.trades("AAPL"))
                .extracting(t -> t.id() + " " + t.standing())
                .containsExactly("1 VALID", "2 INCORRECT", "5 CORRECTED", "3 VALID", "4 CANCELED");
        MinuteBar bar = requireNonNull(trade("JPM", "50", 1, 60).get("AAPL"));
        assertThat(bar.high()).isEqualByComparingTo("11");
        assertThat(bar.low()).isEqualByComparingTo("9");
        assertThat(bar.close()).isEqualByComparingTo("11");
        assertThat(bar.trades()).isEqualTo(3);
        assertThat(tape.corrected(START.plusSeconds(200)))
                .as("it was right when it was told")
                .isEmpty();
    }

    @Test
    void shouldTellOfAWithdrawalFromAMinuteThatIsOver() {
        print(1, "10", 0);
        Tick.Trade wrong = print(2, "50", 1);
        print(3, "11", 61);

        tape.accept(new Tick.Cancellation(wrong, "E", START.plusSeconds(62)));

        assertThat(tape.corrected(START.plusSeconds(62))).isEmpty();
        assertThat(tape.corrected(START.plusSeconds(90)))
                .containsOnlyKeys("AAPL")
                .extractingByKey("AAPL")
                .satisfies(bar -> assertThat(bar.high()).isEqualByComparingTo("10"));
    }

    @Test
    void shouldForgetABarOfWhichNothingStands() {
        Tick.Trade only = print(1, "10", 0);
        print(2, "11", 61);

        tape.accept(new Tick.Cancellation(only, "C", START.plusSeconds(62)));

        assertThat(tape.minutes("AAPL"))
                .extracting(MinuteBar::start)
                .containsExactly(START.plusSeconds(60));
        assertThat(tape.corrected(START.plusSeconds(200))).isEmpty();
    }

    @Test
    void shouldLeaveABarAloneWhoseTradesAreNotAllKept() {
        Tape small = new Tape(2);
        small.list(Listing.recorded("AAPL"), List.of());
        Tick.Trade first = print(1, "10", 0);
        small.accept(first);
        small.accept(at("11", 2, first));
        Tick.Trade last = at("12", 3, first);
        small.accept(last);

        small.accept(new Tick.Cancellation(last, "C", START.plusSeconds(1)));

        assertThat(small.minutes("AAPL").get(0).trades()).isEqualTo(3);
        assertThat(small.trade("AAPL").map(Tick.Trade::id)).contains(2L);
    }
}
