package io.openbell.kernel.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import io.openbell.api.engine.TimerTick;
import io.openbell.api.order.CancelOrder;
import io.openbell.api.order.OrderId;
import io.openbell.api.order.OrderIntent;
import io.openbell.api.risk.SourceRegistered;
import io.openbell.api.value.Symbol;
import io.openbell.api.view.StrategyStatus.State;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** One version takes the place of another between two events, or does not. */
class StrategyTakeoverTest {

    private static final Symbol AAPL = Symbol.of("AAPL");

    private final RunnerDesk desk = new RunnerDesk();
    private final Diary old = desk.start("diary", AAPL);
    private final Diary fresh = new Diary();

    @Test
    void shouldGiveEveryEventToOneOfTheTwoVersions() {
        desk.deliver(desk.quote(AAPL), desk.trade(AAPL));

        assertThat(takeOver()).isEmpty();
        desk.deliver(desk.quote(AAPL));

        assertThat(old.entries).containsExactly("start", "quote AAPL", "trade AAPL", "stop");
        assertThat(fresh.entries).containsExactly("restore {seen=3}", "start", "quote AAPL");
        assertThat(desk.status("diary").version()).isEqualTo("2.0.0");
    }

    @Test
    void shouldSendWhatTheNewVersionSaysAtItsStart() {
        fresh.onBegin = own -> own.buy(AAPL, 1);

        assertThat(takeOver()).isEmpty();

        assertThat(desk.emittedOf(OrderIntent.class)).hasSize(1);
    }

    @Test
    void shouldLeaveTheOldVersionAloneWhenTheNewOneCannotRestore() {
        fresh.onRestore =
                own -> {
                    throw new IllegalStateException("what is this?");
                };

        assertThat(takeOver()).get().asString().contains("what is this?");

        assertOldGoesOn();
    }

    @Test
    void shouldLeaveTheOldVersionAloneWhenTheNewOneThrowsAtItsStartAndSendNothingOfIt() {
        fresh.onBegin =
                own -> {
                    own.buy(AAPL, 1);
                    throw new IllegalStateException("not today");
                };

        assertThat(takeOver()).get().asString().contains("not today");

        assertThat(desk.emittedOf(OrderIntent.class)).isEmpty();
        assertOldGoesOn();
    }

    @Test
    void shouldLeaveTheOldVersionAloneWhenTheNewOneTakesTooLongToBegin() {
        fresh.onBegin = own -> desk.runner.overran(1_100);

        assertThat(takeOver()).get().asString().contains("held up the trading loop for 1100 ms");

        assertOldGoesOn();
    }

    @Test
    void shouldGoOnWithTheOldVersionWhenItCannotSayWhatItRemembers() {
        old.onSnapshot =
                own -> {
                    throw new IllegalStateException("I forgot");
                };

        assertThat(takeOver()).get().asString().contains("running version", "I forgot");

        assertThat(fresh.entries).isEmpty();
        assertOldGoesOn();
    }

    @Test
    void shouldSuspendTheNewVersionWhenThereIsNoOldOneToGoOn() {
        Diary first = new Diary();
        first.onBegin =
                own -> {
                    throw new IllegalStateException("not today");
                };

        assertThat(
                        desk.runner.start(
                                desk.now(),
                                "other",
                                "1.0.0",
                                RunnerDesk.settings(AAPL),
                                first,
                                List.of()))
                .isEmpty();

        assertThat(desk.status("other").state()).isEqualTo(State.SUSPENDED);
    }

    @Test
    void shouldKeepAPausedStrategyWarmAndSendNothing() {
        OrderId open = desk.initialize("diary", AAPL, 5);
        desk.emitted.clear();
        desk.runner.pause("diary", "paused by me");
        assertThat(desk.emitted)
                .containsExactly(
                        new SourceRegistered("diary", false), new CancelOrder(open, "diary"));
        old.onNextQuote = own -> own.buy(AAPL, 1);

        desk.deliver(desk.quote(AAPL));

        assertThat(old.entries).endsWith("quote AAPL");
        assertThat(desk.emittedOf(OrderIntent.class)).isEmpty();
        assertThat(desk.status("diary").reason()).isEqualTo("paused by me");

        desk.runner.resume("diary");
        old.onNextQuote = own -> own.buy(AAPL, 1);
        desk.deliver(desk.quote(AAPL));
        assertThat(desk.emittedOf(OrderIntent.class)).hasSize(1);
        assertThat(desk.emitted).contains(new SourceRegistered("diary", true));
    }

    @Test
    void shouldHandThePauseOnToTheNextVersion() {
        desk.runner.pause("diary", "paused by me");

        assertThat(takeOver()).isEmpty();

        assertThat(desk.status("diary").state()).isEqualTo(State.PAUSED);
        assertThat(desk.emitted).endsWith(new SourceRegistered("diary", false));
    }

    @Test
    void shouldMeasureCallbacks() {
        desk.deliver(desk.quote(AAPL), desk.quote(AAPL), new TimerTick(desk.now()));

        assertThat(desk.status("diary").callbacks().calls()).isEqualTo(5);
        assertThat(desk.status("diary").callbacks().longestNanos()).isEqualTo(1_000);
        assertThat(desk.status("diary").callbacks().p99Nanos()).isEqualTo(1_000);
    }

    private Optional<String> takeOver() {
        return desk.runner.start(
                desk.now(), "diary", "2.0.0", RunnerDesk.settings(AAPL), fresh, List.of());
    }

    private void assertOldGoesOn() {
        desk.deliver(desk.quote(AAPL));
        assertThat(old.entries).containsExactly("start", "quote AAPL");
        assertThat(fresh.entries).doesNotContain("quote AAPL");
        assertThat(desk.status("diary").version()).isEqualTo("1.0.0");
        assertThat(desk.status("diary").state()).isEqualTo(State.RUNNING);
        assertThat(desk.emittedOf(SourceRegistered.class))
                .doesNotContain(new SourceRegistered("diary", false));
    }
}
