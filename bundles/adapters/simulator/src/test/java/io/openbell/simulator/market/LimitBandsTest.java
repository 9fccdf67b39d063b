package io.openbell.simulator.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** By the plan's own numbers. */
class LimitBandsTest {

    private static final Instant OPEN = Instant.parse("2026-03-04T14:30:00Z");
    private static final Instant LAST_25_MINUTES = Instant.parse("2026-03-04T20:35:00Z");
    private static final String OTHER = "SPAMX";

    private final Tape tape = new Tape();
    private final LimitBands bands = new LimitBands(tape, new NyseHours());

    @BeforeEach
    void list() {
        tape.list(Listing.recorded("AAPL"), List.of(), () -> day("99"));
        tape.list(Listing.recorded(OTHER), List.of(), () -> day("99"));
        tape.list(Listing.recorded("CHEAP"), List.of(), () -> day("2.00"));
        tape.list(Listing.recorded("PENNY"), List.of(), () -> day("0.50"));
    }

    private static List<MinuteBar> day(String close) {
        BigDecimal price = new BigDecimal(close);
        Instant start = OPEN.minusSeconds(86_400);
        return List.of(new MinuteBar(start, price, price, price, price, price, price, 1));
    }

    private Optional<Tick.Band> trade(String symbol, String price, Instant at) {
        return bands.after(
                new Tick.Trade(
                        symbol,
                        1,
                        new BigDecimal(price),
                        BigDecimal.TEN,
                        Tick.Taker.UNKNOWN,
                        "V",
                        List.of("@"),
                        "C",
                        at));
    }

    private static String text(Tick.Band band) {
        return band.down() + " " + band.up() + " " + band.indicator();
    }

    @Test
    void shouldBeginWithTheOpeningPrice() {
        assertThat(trade("AAPL", "100", OPEN).map(LimitBandsTest::text)).contains("95.00 105.00 A");
    }

    @Test
    void shouldBeTwiceAsWideForStocksOfTheSecondTier() {
        assertThat(trade(OTHER, "100", OPEN).map(LimitBandsTest::text)).contains("90.00 110.00 A");
    }

    @Test
    void shouldBeWiderForCheapStocksByTheCloseOfTheDayBefore() {
        assertThat(trade("CHEAP", "4.00", OPEN).map(LimitBandsTest::text)).contains("3.20 4.80 A");
        assertThat(trade("PENNY", "0.60", OPEN).map(LimitBandsTest::text)).contains("0.45 0.75 A");
        assertThat(trade("PENNY", "0.10", OPEN.plusSeconds(400)).map(LimitBandsTest::text))
                .as("never more than three quarters")
                .contains("0.03 0.18 B");
    }

    @Test
    void shouldRoundToTheNearestCent() {
        assertThat(trade("AAPL", "100.11", OPEN).map(LimitBandsTest::text))
                .contains("95.10 105.12 A");
    }

    @Test
    void shouldFollowTheMeanOfFiveMinutesOnceItHasMovedByOnePercent() {
        trade("AAPL", "100", OPEN);
        assertThat(trade("AAPL", "101.98", OPEN.plusSeconds(40))).as("mean 100.99").isEmpty();
        assertThat(trade("AAPL", "101.02", OPEN.plusSeconds(41)).map(LimitBandsTest::text))
                .as("mean 101.00")
                .contains("95.95 106.05 B");
        assertThat(trade("AAPL", "104", OPEN.plusSeconds(342)).map(LimitBandsTest::text))
                .as("the ones before are older than five minutes")
                .contains("98.80 109.20 B");
    }

    @Test
    void shouldKeepAReferenceForHalfAMinute() {
        trade("AAPL", "100", OPEN);
        assertThat(trade("AAPL", "103", OPEN.plusMillis(29_999))).isEmpty();
        assertThat(trade("AAPL", "103", OPEN.plusSeconds(30))).isPresent();
    }

    @Test
    void shouldDoubleInTheLast25Minutes() {
        trade("AAPL", "100", LAST_25_MINUTES.minusSeconds(10));
        trade(OTHER, "100", LAST_25_MINUTES.minusSeconds(10));

        assertThat(bands.at(LAST_25_MINUTES.minusMillis(1))).isEmpty();
        assertThat(bands.at(LAST_25_MINUTES))
                .as("not those of the second tier above three dollars")
                .extracting(LimitBandsTest::text)
                .containsExactly("90.00 110.00 B");
    }

    @Test
    void shouldTellThemAgainEachMinute() {
        trade("AAPL", "100", OPEN);

        assertThat(bands.at(OPEN.plusMillis(59_999))).isEmpty();
        assertThat(bands.at(OPEN.plusSeconds(60)))
                .extracting(LimitBandsTest::text)
                .containsExactly("95.00 105.00 C");
        assertThat(bands.at(OPEN.plusSeconds(61))).isEmpty();
    }

    @Test
    void shouldSayNothingOutsideOfRegularHours() {
        assertThat(trade("AAPL", "100", OPEN.minusSeconds(1))).isEmpty();
        trade("AAPL", "100", OPEN.plusSeconds(23_390));
        assertThat(trade("AAPL", "120", OPEN.plusSeconds(23_400))).isEmpty();
        assertThat(bands.at(OPEN.plusSeconds(23_460))).isEmpty();
        assertThat(trade("AAPL", "120", OPEN.plusSeconds(86_400)).map(LimitBandsTest::text))
                .as("another day")
                .contains("114.00 126.00 A");
    }

    @Test
    void shouldBeginAnewAfterAHalt() {
        trade("AAPL", "100", OPEN);
        bands.suspend("AAPL");

        assertThat(bands.at(OPEN.plusSeconds(120))).isEmpty();
        assertThat(trade("AAPL", "80", OPEN.plusSeconds(121)).map(LimitBandsTest::text))
                .contains("76.00 84.00 E");
    }

    @Test
    void shouldLeaveWhatIsNoStockAlone() {
        tape.list(CryptoModel.LISTINGS.get(0), List.of());
        Tick.Trade coins =
                new Tick.Trade(
                        CryptoModel.LISTINGS.get(0).symbol(),
                        1,
                        BigDecimal.TEN,
                        BigDecimal.ONE,
                        Tick.Taker.UNKNOWN,
                        "",
                        List.of(),
                        "",
                        OPEN);

        assertThat(bands.after(coins)).isEmpty();
    }
}
