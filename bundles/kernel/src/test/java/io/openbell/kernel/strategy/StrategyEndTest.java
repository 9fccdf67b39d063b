package io.openbell.kernel.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import io.openbell.api.order.CancelOrder;
import io.openbell.api.order.Order;
import io.openbell.api.order.OrderId;
import io.openbell.api.order.OrderIntent;
import io.openbell.api.risk.SourceRegistered;
import io.openbell.api.value.Symbol;
import io.openbell.api.view.StrategyStatus.State;
import org.junit.jupiter.api.Test;

/** How a strategy is suspended, replaced or stopped. */
class StrategyEndTest {

    private static final Symbol AAPL = Symbol.of("AAPL");
    private static final Symbol MSFT = Symbol.of("MSFT");

    private final RunnerDesk desk = new RunnerDesk();

    @Test
    void shouldSuspendAStrategyThatThrowsAndSendNothingOfThatCall() {
        Diary bad = desk.start("bad", AAPL);
        Diary good = desk.start("good", AAPL);
        OrderId open = desk.initialize("bad", AAPL, 5);
        desk.emitted.clear();
        bad.onNextQuote =
                own -> {
                    own.buy(AAPL, 1);
                    throw new IllegalStateException("out of ideas");
                };

        desk.deliver(desk.quote(AAPL));
        desk.deliver(desk.quote(AAPL));

        assertThat(desk.emitted)
                .containsExactly(new SourceRegistered("bad", false), new CancelOrder(open, "bad"));
        assertThat(desk.status("bad").state()).isEqualTo(State.SUSPENDED);
        assertThat(desk.status("bad").reason()).contains("out of ideas");
        assertThat(desk.suspensions).singleElement().asString().startsWith("bad: threw");
        assertThat(bad.entries).filteredOn("quote AAPL"::equals).hasSize(1);
        assertThat(good.entries).filteredOn("quote AAPL"::equals).hasSize(2);
    }

    @Test
    void shouldSuspendAStrategyWhateverItThrowsAndGoOnWithTheOthers() {
        Diary bad = desk.start("bad", AAPL);
        Diary good = desk.start("good", AAPL);
        desk.emitted.clear();
        bad.onNextQuote =
                own -> {
                    own.buy(AAPL, 1);
                    throw new Error("beyond repair");
                };

        desk.deliver(desk.quote(AAPL));

        assertThat(desk.emitted).containsExactly(new SourceRegistered("bad", false));
        assertThat(desk.status("bad").reason()).contains("beyond repair");
        assertThat(good.entries).contains("quote AAPL");
    }

    @Test
    void shouldSuspendAStrategyThatHeldUpTheLoopOnceItReturns() {
        Diary slow = desk.start("slow", AAPL);
        desk.start("swift", AAPL);
        slow.onNextQuote =
                own -> {
                    desk.runner.overran(1_200);
                    own.buy(AAPL, 1);
                };

        desk.deliver(desk.quote(AAPL));

        assertThat(desk.status("slow").state()).isEqualTo(State.SUSPENDED);
        assertThat(desk.status("slow").reason()).isEqualTo("held up the trading loop for 1200 ms");
        assertThat(desk.status("swift").state()).isEqualTo(State.RUNNING);
        assertThat(desk.emittedOf(OrderIntent.class)).isEmpty();
    }

    @Test
    void shouldBlameNobodyForAStallOutsideOfStrategies() {
        desk.start("diary", AAPL);
        desk.runner.overran(1_200);
        desk.deliver(desk.quote(AAPL));

        assertThat(desk.status("diary").state()).isEqualTo(State.RUNNING);
    }

    @Test
    void shouldSuspendAStrategyThatTradesWhatItWasNotConfiguredFor() {
        Diary diary = desk.start("diary", AAPL);
        diary.onNextQuote = own -> own.buy(MSFT, 1);
        desk.deliver(desk.quote(AAPL));

        assertThat(desk.status("diary").reason())
                .contains("MSFT is none of the strategy's symbols");
    }

    @Test
    void shouldShowWhatDoesNotRunAndWhy() {
        desk.runner.park(
                desk.now(),
                "broken",
                "1.0.0",
                desk.settings(AAPL),
                State.SUSPENDED,
                "broken could not be constructed");

        assertThat(desk.status("broken").reason()).isEqualTo("broken could not be constructed");
        assertThat(desk.emitted).contains(new SourceRegistered("broken", false));
    }

    @Test
    void shouldCarryOverWhatAStrategyRememberedWhenItIsRestarted() {
        Diary first = desk.start("diary", AAPL);
        OrderId open = desk.initialize("diary", AAPL, 5);
        desk.emitted.clear();
        Diary second = desk.start("diary", MSFT);
        desk.deliver(desk.quote(AAPL), desk.quote(MSFT));

        assertThat(first.entries).endsWith("order INITIALIZED", "stop");
        assertThat(second.entries).containsExactly("restore {seen=2}", "start", "quote MSFT");
        assertThat(second.context().openOrders()).extracting(Order::id).containsExactly(open);
        assertThat(desk.emittedOf(CancelOrder.class)).isEmpty();
    }

    @Test
    void shouldIgnoreOrdersPlacedWhileStoppingAndCancelOpenOnes() {
        Diary diary = desk.start("diary", AAPL);
        OrderId open = desk.initialize("diary", AAPL, 5);
        desk.fill(open, "diary", AAPL, 2);
        diary.onStop = own -> own.buy(AAPL, 1);
        desk.emitted.clear();

        desk.runner.stop(desk.now(), "diary");
        desk.deliver(desk.quote(AAPL));

        assertThat(desk.emitted)
                .containsExactly(
                        new SourceRegistered("diary", false), new CancelOrder(open, "diary"));
        assertThat(desk.lines).containsExactly("diary: stopped, keeps 2 AAPL");
        assertThat(desk.runner.snapshot().strategies()).isEmpty();
        assertThat(diary.entries).endsWith("stop");
    }
}
