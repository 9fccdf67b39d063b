package io.openbell.kernel.performance;

import static org.assertj.core.api.Assertions.assertThat;

import io.openbell.api.engine.TimerTick;
import io.openbell.api.order.IntentId;
import io.openbell.api.order.OrderEvent.OrderDenied;
import io.openbell.api.order.OrderEvent.OrderFilled;
import io.openbell.api.order.OrderEvent.OrderSubmitted;
import io.openbell.api.order.OrderId;
import io.openbell.api.order.OrderIntent;
import io.openbell.api.order.OrderTerms;
import io.openbell.api.order.TimeInForce;
import io.openbell.api.strategy.Opportunity;
import io.openbell.api.strategy.Signal;
import io.openbell.api.value.Money;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Side;
import io.openbell.api.value.Symbol;
import io.openbell.api.view.Performance;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TradingFiguresTest {

    private static final Instant NOW = Instant.parse("2025-01-15T14:30:00Z");
    private static final Symbol KO = Symbol.of("KO");

    @Test
    void shouldCountWhatHappened() {
        TradingFigures figures =
                TradingFigures.NONE
                        .after(opportunity())
                        .after(signal(-0.5))
                        .after(signal(0))
                        .after(new OrderSubmitted(new OrderId("o-1"), NOW))
                        .after(fill())
                        .after(fill())
                        .after(fill())
                        .after(new OrderDenied(intent(), "QUOTE_STALE", "age=9s", NOW));

        assertThat(figures.snapshot(Money.parse("5"), Money.parse("105")))
                .isEqualTo(
                        new Performance.Snapshot(
                                2, 3, 1, 1, Money.parse("5"), Money.parse("105"), Money.ZERO));
    }

    @Test
    void shouldBeTheSameObjectAfterAnEventThatDoesNotCount() {
        TradingFigures figures = TradingFigures.NONE.after(fill());

        assertThat(figures.after(new TimerTick(NOW))).isSameAs(figures);
    }

    @Test
    void shouldKeepTheLargestFallBelowAnEarlierPeak() {
        TradingFigures figures = TradingFigures.NONE;
        for (String equity : List.of("100", "90", "95", "120", "105", "119", "110")) {
            figures = figures.sampled(Money.parse(equity));
        }

        assertThat(figures.drawdown().max()).isEqualTo(Money.parse("15"));
        assertThat(figures.drawdown().peak()).isEqualTo(Money.parse("120"));
    }

    @Test
    void shouldHaveNoDrawdownBelowAnythingButAPeakThatWasSeen() {
        assertThat(TradingFigures.NONE.sampled(Money.parse("-10")).drawdown().max())
                .isEqualTo(Money.ZERO);
    }

    private static Opportunity opportunity() {
        return new Opportunity(
                "1",
                "pairs",
                "KO below PEP",
                List.of(new Opportunity.Leg(KO, 1)),
                5,
                0.5,
                Duration.ofMinutes(1),
                NOW);
    }

    private static Signal signal(double strength) {
        return new Signal("cross", KO, strength, Duration.ofMinutes(1), "test", NOW);
    }

    private static OrderFilled fill() {
        return new OrderFilled(
                new OrderId("o-1"),
                "e-1",
                "cross",
                KO,
                Side.BUY,
                Price.parse("60"),
                Quantity.parse("1"),
                Money.ZERO,
                NOW);
    }

    private static OrderIntent intent() {
        return new OrderIntent(
                new IntentId("i-1"),
                "cross",
                KO,
                Side.BUY,
                Quantity.parse("1"),
                new OrderTerms.Market(),
                TimeInForce.DAY,
                "test",
                NOW);
    }
}
