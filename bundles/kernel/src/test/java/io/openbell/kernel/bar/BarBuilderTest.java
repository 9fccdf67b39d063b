package io.openbell.kernel.bar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openbell.api.market.Bar;
import io.openbell.api.market.Trade;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Symbol;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BarBuilderTest {

    private static final Symbol KO = Symbol.of("KO");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final List<Bar> bars = new ArrayList<>();
    private final BarBuilder builder =
            new BarBuilder(KO, MINUTE, Duration.ofMillis(500), bars::add);

    @Test
    void shouldSumUpTheTradesOfOneMinute() {
        builder.onTrade(trade("10.00", "100", "14:30:00.000"));
        builder.onTrade(trade("10.30", "50", "14:30:20.000"));
        builder.onTrade(trade("9.90", "25", "14:30:40.000"));
        builder.onTrade(trade("10.10", "25", "14:30:59.999"));

        builder.advanceTo(at("14:31:00.500"));

        assertThat(bars)
                .containsExactly(
                        new Bar(
                                KO,
                                MINUTE,
                                at("14:30:00.000"),
                                Price.parse("10.00"),
                                Price.parse("10.30"),
                                Price.parse("9.90"),
                                Price.parse("10.10"),
                                Quantity.parse("200"),
                                Price.parse("10.075"),
                                4));
    }

    @Test
    void shouldCompleteABarWhenATradeOfALaterIntervalComes() {
        builder.onTrade(trade("10.00", "100", "14:30:59.999"));
        assertThat(bars).isEmpty();

        builder.onTrade(trade("11.00", "100", "14:31:00.000"));

        assertThat(bars).extracting(Bar::start).containsExactly(at("14:30:00.000"));
        assertThat(bars.get(0).close()).isEqualTo(Price.parse("10.00"));
    }

    @Test
    void shouldWaitForTheLatenessAllowanceAndNotLonger() {
        builder.onTrade(trade("10.00", "100", "14:30:10.000"));

        builder.advanceTo(at("14:31:00.499"));
        builder.onTrade(trade("12.00", "100", "14:30:59.999"));
        assertThat(bars).isEmpty();
        builder.advanceTo(at("14:31:00.500"));

        assertThat(bars).extracting(Bar::tradeCount).containsExactly(2L);
        assertThat(builder.lateTrades()).isZero();
    }

    @Test
    void shouldGiveNoBarForAMinuteWithoutTrades() {
        builder.onTrade(trade("10.00", "100", "14:30:10.000"));
        builder.onTrade(trade("10.00", "100", "14:34:10.000"));
        builder.advanceTo(at("14:40:00.000"));
        builder.advanceTo(at("14:50:00.000"));

        assertThat(bars)
                .extracting(Bar::start)
                .containsExactly(at("14:30:00.000"), at("14:34:00.000"));
    }

    @Test
    void shouldCountAndIgnoreATradeOfABarThatWasGivenOut() {
        builder.onTrade(trade("10.00", "100", "14:30:10.000"));
        builder.advanceTo(at("14:31:01.000"));

        builder.onTrade(trade("99.00", "100", "14:30:30.000"));
        builder.advanceTo(at("14:32:01.000"));

        assertThat(bars).hasSize(1);
        assertThat(builder.lateTrades()).isEqualTo(1);
    }

    @Test
    void shouldTakeALateTradeOfAnIntervalThatHadNone() {
        builder.onTrade(trade("10.00", "100", "14:30:10.000"));
        builder.advanceTo(at("14:33:00.000"));

        builder.onTrade(trade("11.00", "100", "14:32:10.000"));
        builder.advanceTo(at("14:33:01.000"));

        assertThat(bars)
                .extracting(Bar::start)
                .containsExactly(at("14:30:00.000"), at("14:32:00.000"));
    }

    @Test
    void shouldRoundTheAveragePriceOnceAndHalfEven() {
        builder.onTrade(trade("0.000000001", "1", "14:30:00.000"));
        builder.onTrade(trade("0.000000002", "1", "14:30:01.000"));
        builder.advanceTo(at("14:32:00.000"));

        assertThat(bars.get(0).vwap()).isEqualTo(Price.parse("0.000000002"));
    }

    @Test
    void shouldTakeTheLastPriceAsAverageOfABarWithoutVolume() {
        builder.onTrade(trade("10.00", "0", "14:30:00.000"));
        builder.onTrade(trade("11.00", "0", "14:30:01.000"));
        builder.advanceTo(at("14:32:00.000"));

        assertThat(bars.get(0).vwap()).isEqualTo(Price.parse("11.00"));
        assertThat(bars.get(0).volume()).isEqualTo(Quantity.ZERO);
    }

    @Test
    void shouldStayWholeWhenATradeDoesNotFit() {
        builder.onTrade(trade("10.00", "9000000000", "14:30:00.000"));

        assertThatThrownBy(() -> builder.onTrade(trade("20.00", "9000000000", "14:30:01.000")))
                .isInstanceOf(ArithmeticException.class);
        builder.onTrade(trade("10.00", "1", "14:30:02.000"));
        builder.advanceTo(at("14:32:00.000"));

        assertThat(bars.get(0).volume()).isEqualTo(Quantity.parse("9000000001"));
        assertThat(bars.get(0).high()).isEqualTo(Price.parse("10.00"));
        assertThat(bars.get(0).tradeCount()).isEqualTo(2);
    }

    @Test
    void shouldRefuseAWidthOfNothing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BarBuilder(KO, Duration.ZERO, Duration.ZERO, bars::add))
                .withMessageContaining("positive");
    }

    @Test
    void shouldGiveOutSymbolsInTheirOrderAndNarrowBarsFirst() {
        Symbol pep = Symbol.of("PEP");
        BarBuilders builders =
                new BarBuilders(
                        List.of(pep, KO),
                        List.of(MINUTE, Duration.ofSeconds(1)),
                        Duration.ZERO,
                        bars::add);
        builders.onTrade(trade("10.00", "1", "14:30:00.000"));
        builders.onTrade(
                new Trade(pep, Price.parse("20"), Quantity.parse("1"), 0, "", at("14:30:00.000")));
        builders.onTrade(
                new Trade(
                        Symbol.of("XYZ"),
                        Price.parse("20"),
                        Quantity.parse("1"),
                        0,
                        "",
                        at("14:30:00.000")));

        builders.advanceTo(at("14:31:00.000"));

        assertThat(bars)
                .extracting(bar -> bar.symbol() + " " + bar.width().toSeconds())
                .containsExactly("PEP 1", "PEP 60", "KO 1", "KO 60");
    }

    private static Trade trade(String price, String size, String time) {
        return new Trade(KO, Price.parse(price), Quantity.parse(size), 0, "V", at(time));
    }

    private static Instant at(String time) {
        return Instant.parse("2025-01-15T" + time + "Z");
    }
}
