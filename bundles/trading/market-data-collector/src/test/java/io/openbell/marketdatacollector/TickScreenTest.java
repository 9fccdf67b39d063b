package io.openbell.marketdatacollector;

import static org.assertj.core.api.Assertions.assertThat;

import io.openbell.api.market.Bar;
import io.openbell.api.market.MarketEvent;
import io.openbell.api.market.Quote;
import io.openbell.api.market.Trade;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Symbol;
import io.openbell.testkit.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TickScreenTest {

    private static final Symbol KO = Symbol.of("KO");

    private final ManualClock clock = ManualClock.at("2025-01-15T14:30:00Z");
    private final TickScreen screen = screen(Duration.ofSeconds(5), Duration.ofDays(1));

    @ParameterizedTest
    @CsvSource({"0, 100, PRICE", "-0.01, 100, PRICE", "60, -1, SIZE"})
    void shouldRefuseATradeThatCannotBe(String price, String size, TickFault fault) {
        assertRefused(trade("KO", price, size, clock.instant()), fault);
    }

    @ParameterizedTest
    @CsvSource({"0.000000001, 0", "60, 0", "600000, 9000000000"})
    void shouldPassATradeThatIsMerelyOdd(String price, String size) {
        assertThat(passes(trade("KO", price, size, clock.instant()))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "-1, 1, 60, 1, PRICE",
        "60, 1, -1, 1, PRICE",
        "60, -1, 61, 1, SIZE",
        "60, 1, 61, -1, SIZE"
    })
    void shouldRefuseAQuoteThatCannotBe(
            String bid, String bidSize, String ask, String askSize, TickFault fault) {
        assertRefused(quote(bid, bidSize, ask, askSize), fault);
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 60, 1", "60, 1, 0, 0", "61, 1, 60, 1", "60, 1, 60, 1"})
    void shouldPassOneSidedCrossedAndLockedQuotes(
            String bid, String bidSize, String ask, String askSize) {
        assertThat(passes(quote(bid, bidSize, ask, askSize))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "2025-01-15T14:30:05.001Z, AHEAD_OF_CLOCK",
        "2025-01-14T14:29:59.999Z, BEHIND_CLOCK",
        "1969-12-31T23:59:59Z, TIME",
        "2262-01-01T00:00:00Z, TIME",
        "+1000000000-12-31T23:59:59.999999999Z, TIME"
    })
    void shouldRefuseATimeThatCannotBe(String at, TickFault fault) {
        assertRefused(trade("KO", "60", "1", Instant.parse(at)), fault);
    }

    @ParameterizedTest
    @CsvSource({"2025-01-15T14:30:05.000Z", "2025-01-14T14:30:00Z"})
    void shouldPassTimesUpToTheLimits(String at) {
        assertThat(passes(trade("KO", "60", "1", Instant.parse(at)))).isTrue();
    }

    @Test
    void shouldPassAnyDistanceInTimeWhereTheLimitIsZero() {
        TickScreen open = screen(Duration.ZERO, Duration.ZERO);

        for (String at : List.of("2013-10-07T13:30:00Z", "2099-01-01T00:00:00Z")) {
            Trade trade = trade("KO", "60", "1", Instant.parse(at));
            assertThat(open.passes(trade, clock.instant())).isTrue();
        }
    }

    @Test
    void shouldRefuseWhatWasNotAskedFor() {
        assertRefused(trade("XYZ", "60", "1", clock.instant()), TickFault.SYMBOL);
    }

    @Test
    void shouldRefuseBarsSinceWeBuildThem() {
        Price price = Price.parse("60");
        assertRefused(
                new Bar(
                        KO,
                        Duration.ofMinutes(1),
                        clock.instant(),
                        price,
                        price,
                        price,
                        price,
                        Quantity.of(1),
                        price,
                        1),
                TickFault.KIND);
    }

    @Test
    void shouldCountEachFault() {
        passes(trade("KO", "0", "1", clock.instant()));
        passes(trade("KO", "0", "1", clock.instant()));
        passes(trade("XYZ", "60", "1", clock.instant()));

        assertThat(screen.rejected()).isEqualTo(3);
        assertThat(screen.summary()).isEqualTo("PRICE 2, SYMBOL 1");
    }

    @ParameterizedTest
    @CsvSource({"30", "90", "48", "75"})
    void shouldRefuseASinglePrintFarFromTheLastPrice(String price) {
        passes(trade("KO", "60", "1", clock.instant()));

        assertRefused(trade("KO", price, "1", clock.instant()), TickFault.JUMP);
        assertThat(passes(trade("KO", "60.01", "1", clock.instant()))).isTrue();
    }

    @Test
    void shouldNotLetATickMoveTheLevelThatIsRefusedForAnotherReason() {
        passes(trade("KO", "60", "1", clock.instant()));
        for (int i = 0; i < 5; i++) {
            passes(trade("KO", "90", "-1", clock.instant().plusMillis(i)));
        }

        assertThat(passes(trade("KO", "90", "1", clock.instant()))).isFalse();
        assertThat(screen.summary()).isEqualTo("SIZE 5, JUMP 1");
    }

    @Test
    void shouldKnowNoLevelOfASymbolThatWasDismissed() {
        Symbol xyz = Symbol.of("XYZ");
        screen.admit(Set.of(xyz));
        passes(trade("XYZ", "60", "1", clock.instant()));
        screen.dismiss(Set.of(xyz));
        screen.admit(Set.of(xyz));

        assertThat(passes(trade("XYZ", "90", "1", clock.instant()))).isTrue();
    }

    private void assertRefused(MarketEvent tick, TickFault fault) {
        assertThat(passes(tick)).isFalse();
        assertThat(screen.summary()).isEqualTo(fault + " 1");
    }

    private boolean passes(MarketEvent tick) {
        return screen.passes(tick, clock.instant());
    }

    private TickScreen screen(Duration maxAhead, Duration maxAge) {
        return new TickScreen(
                new CollectorSettings(
                        List.of(KO),
                        List.of(Duration.ofMinutes(1)),
                        Duration.ZERO,
                        Duration.ofSeconds(15),
                        maxAhead,
                        maxAge,
                        20,
                        Duration.ZERO,
                        Duration.ofMinutes(5),
                        1),
                clock);
    }

    private static Trade trade(String symbol, String price, String size, Instant at) {
        return new Trade(Symbol.of(symbol), Price.parse(price), Quantity.parse(size), 0, "V", at);
    }

    private Quote quote(String bid, String bidSize, String ask, String askSize) {
        return new Quote(
                KO,
                Price.parse(bid),
                Quantity.parse(bidSize),
                Price.parse(ask),
                Quantity.parse(askSize),
                clock.instant());
    }
}
