package io.openbell.performancetracker;

import static org.assertj.core.api.Assertions.assertThat;

import io.openbell.api.component.Health;
import io.openbell.api.engine.TimerTick;
import io.openbell.api.order.OrderEvent.OrderFilled;
import io.openbell.api.order.OrderEvent.OrderSubmitted;
import io.openbell.api.order.OrderId;
import io.openbell.api.session.Session;
import io.openbell.api.session.TradingMode;
import io.openbell.api.strategy.Signal;
import io.openbell.api.value.Money;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Side;
import io.openbell.api.value.Symbol;
import io.openbell.api.view.Performance;
import io.openbell.testkit.DirectLoop;
import io.openbell.testkit.ManualClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PerformanceTrackerTest {

    private static final Symbol KO = Symbol.of("KO");

    private final ManualClock clock = ManualClock.at("2025-01-15T14:30:00Z");
    private final DirectLoop loop = new DirectLoop(clock);
    private final StubPositionBook book = new StubPositionBook();

    @Test
    void shouldCountAndTellTheMoneyOfTheMoment() {
        PerformanceTracker tracker = start();
        loop.publish(new Signal("cross", KO, 1, Duration.ofMinutes(1), "test", clock.instant()));
        loop.append(new OrderSubmitted(new OrderId("o-1"), clock.instant()));
        fill(clock.instant());

        book.profit = Money.parse("12");

        assertThat(tracker.snapshot())
                .isEqualTo(
                        new Performance.Snapshot(
                                1, 1, 1, 0, Money.parse("12"), Money.parse("100000"), Money.ZERO));
        assertThat(tracker.health().status()).isEqualTo(Health.Status.OK);
        assertThat(tracker.health().detail()).contains("1 opportunities, 1 orders sent, 1 fills");
    }

    @Test
    void shouldSampleTheDrawdownWithEveryTimerTick() {
        PerformanceTracker tracker = start();

        for (String equity : new String[] {"100000", "99000", "100500", "100100"}) {
            book.equity = Money.parse(equity);
            loop.publish(new TimerTick(clock.instant()));
        }

        assertThat(tracker.snapshot().maxDrawdown()).isEqualTo(Money.parse("1000"));
    }

    @Test
    void shouldNotCountWhatAnEarlierProcessDid() {
        fill(clock.instant().minusSeconds(3600));

        assertThat(start().snapshot().trades()).isZero();
    }

    @Test
    void shouldGoOnCountingAfterItsOwnRestart() {
        PerformanceTracker first = start();
        fill(clock.instant());
        clock.advance(Duration.ofMinutes(1));
        fill(clock.instant());
        first.deactivate();
        fill(clock.instant());

        PerformanceTracker second = start();

        assertThat(first.snapshot().trades()).isEqualTo(2);
        assertThat(second.snapshot().trades()).isEqualTo(3);
    }

    private PerformanceTracker start() {
        return new PerformanceTracker(
                book,
                loop,
                new Session(
                        TradingMode.PAPER,
                        Path.of("home"),
                        "0.1.0",
                        Instant.parse("2025-01-15T14:30:00Z"),
                        false));
    }

    private void fill(Instant at) {
        loop.append(
                new OrderFilled(
                        new OrderId("o-1"),
                        "e-1",
                        "cross",
                        KO,
                        Side.BUY,
                        Price.parse("60"),
                        Quantity.of(1),
                        Money.ZERO,
                        at));
    }
}
