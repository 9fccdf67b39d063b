package io.openbell.marketdatacollector;

import static org.assertj.core.api.Assertions.assertThat;

import io.openbell.api.market.MarketEvent;
import io.openbell.api.market.Quote;
import io.openbell.api.market.Trade;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Symbol;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PriceLevelsTest {

    private final PriceLevels levels = new PriceLevels(20);
    private Instant now = Instant.parse("2025-01-15T15:00:00Z");

    @Test
    void shouldTakeTheFirstPriceOfASymbolAsItIs() {
        assertThat(trades("60")).containsExactly(true);
    }

    @ParameterizedTest
    @CsvSource({"50.01, true", "50, false", "71.99, true", "72, false"})
    void shouldMeasureInPercentOfTheLowerPrice(String price, boolean passes) {
        trades("60");

        assertThat(trades(price)).containsExactly(passes);
    }

    @Test
    void shouldFollowAPriceThatMovesInSmallSteps() {
        assertThat(trades("60", "70", "82", "96", "110")).doesNotContain(false);
    }

    @Test
    void shouldPassAJumpThatThreeMoreTicksConfirm() {
        trades("60");

        assertThat(trades("90", "90.5", "91", "90", "90.2"))
                .containsExactly(false, false, false, true, true);
        assertThat(trades("60")).as("the level is the new one").containsExactly(false);
    }

    @Test
    void shouldNotTakeScatteredPrintsForConfirmation() {
        trades("60");

        assertThat(trades("90", "120", "30", "150", "20")).containsOnly(false);
    }

    @Test
    void shouldBeginAnewAfterATickThatIsWhereTheSymbolTrades() {
        trades("60");

        assertThat(trades("90", "90", "90", "60", "90", "90", "90"))
                .containsExactly(false, false, false, true, false, false, false);
    }

    @Test
    void shouldNotTakeTheSamePrintForItsOwnConfirmation() {
        trades("60");
        Trade bad = trade("KO", "90");

        for (int i = 0; i < 5; i++) {
            assertThat(levels.accepts(bad)).isFalse();
        }
    }

    @Test
    void shouldHoldTradesAndQuotesAgainstTheSameLevel() {
        trades("60");

        assertThat(levels.accepts(quote("89.99", "90.01"))).isFalse();
        assertThat(levels.accepts(trade("KO", "90"))).isFalse();
        assertThat(levels.accepts(quote("89.99", "90.02"))).isFalse();
        assertThat(levels.accepts(trade("KO", "90"))).isTrue();
        assertThat(levels.accepts(quote("59.99", "60.01"))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"0, 90", "90, 0", "91, 90", "90, 90", "60, 90", "9000000000, 9000000001"})
    void shouldPassQuotesThatNobodyValuesByAndNotGoByThem(String bid, String ask) {
        trades("60");

        for (int i = 0; i < 5; i++) {
            assertThat(levels.accepts(quote(bid, ask))).isTrue();
        }
        assertThat(trades("90", "60")).containsExactly(false, true);
    }

    @Test
    void shouldTellSymbolsApart() {
        trades("60");

        assertThat(levels.accepts(trade("PEP", "150"))).isTrue();
    }

    @Test
    void shouldAllowTwiceAsMuchAfterAnHourOfSilence() {
        trades("60");

        now = now.plus(Duration.ofHours(17));

        assertThat(trades("80", "60")).containsExactly(true, false);
        now = now.plus(Duration.ofHours(17));
        assertThat(trades("120", "120", "120", "120")).containsExactly(false, false, false, true);
    }

    @Test
    void shouldAllowFiveTimesAsMuchForOptionContracts() {
        Symbol option = Symbol.of("AAPL250117C00150000");
        levels.accepts(trade(option.ticker(), "0.50"));

        assertThat(levels.accepts(trade(option.ticker(), "0.90"))).isTrue();
        assertThat(levels.accepts(trade(option.ticker(), "1.80"))).isFalse();
    }

    @Test
    void shouldPassEverythingWhereTheBoundIsZero() {
        PriceLevels open = new PriceLevels(0);

        assertThat(open.accepts(trade("KO", "60"))).isTrue();
        assertThat(open.accepts(trade("KO", "6000"))).isTrue();
    }

    /** Which of them pass, a millisecond apart. */
    private List<Boolean> trades(String... prices) {
        List<Boolean> passed = new ArrayList<>();
        for (String price : prices) {
            passed.add(levels.accepts(trade("KO", price)));
        }
        return passed;
    }

    private Trade trade(String symbol, String price) {
        now = now.plusMillis(1);
        return new Trade(Symbol.of(symbol), Price.parse(price), Quantity.of(1), 0, "V", now);
    }

    private MarketEvent quote(String bid, String ask) {
        now = now.plusMillis(1);
        return new Quote(
                Symbol.of("KO"),
                Price.parse(bid),
                Quantity.of(1),
                Price.parse(ask),
                Quantity.of(1),
                now);
    }
}
