package com.example.breakout;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.openbell.api.market.Bar;
import io.openbell.api.strategy.Signal;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Symbol;
import io.openbell.testkit.FakeStrategyContext;
import io.openbell.testkit.HouseRules;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class BreakoutTest {

    private static final Symbol AAPL = Symbol.of("AAPL");

    private final FakeStrategyContext context = new FakeStrategyContext("breakout", AAPL);
    private final Breakout strategy = started(new Breakout(new Breakout.Parameters(3)));
    private Instant at = Instant.parse("2025-01-15T14:30:00Z");

    @Test
    void shouldBuyAboveAndSellBelowTheLastCloses() {
        close(strategy, 100, 101, 99, 100);
        assertEquals(List.of(), strengths());

        close(strategy, 102);
        close(strategy, 98);

        assertEquals(List.of(1.0, 0.0), strengths());
    }

    @Test
    void shouldGoOnWhereTheVersionBeforeWas() {
        close(strategy, 100, 101, 99);
        Breakout next = new Breakout(new Breakout.Parameters(3));
        next.restore(strategy.snapshot());
        started(next);

        close(next, 102);

        assertEquals(List.of(1.0), strengths());
    }

    @Test
    void shouldTouchNoFileNoClockAndNoThread() {
        HouseRules.checkRule3("com.example.breakout");
    }

    private Breakout started(Breakout fresh) {
        fresh.onStart(context);
        return fresh;
    }

    private void close(Breakout taker, double... closes) {
        for (double close : closes) {
            Price price = Price.of(close);
            taker.onBar(new Bar(AAPL, Duration.ofSeconds(1), at, price, price, price, price, Quantity.of(1), price, 1));
            at = at.plusSeconds(1);
        }
    }

    private List<Double> strengths() {
        return context.signals().stream().map(Signal::strength).toList();
    }
}
