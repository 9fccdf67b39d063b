package io.openbell.kernel.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import io.openbell.api.component.Readiness;
import io.openbell.api.engine.TimerTick;
import io.openbell.api.order.Order;
import io.openbell.api.order.OrderEvent.OrderInitialized;
import io.openbell.api.order.OrderId;
import io.openbell.api.order.OrderIntent;
import io.openbell.api.risk.SourceRegistered;
import io.openbell.api.strategy.Opportunity;
import io.openbell.api.strategy.Signal;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Symbol;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a strategy is told, and what becomes of what it says. */
class StrategyRunnerTest {

    private static final Symbol AAPL = Symbol.of("AAPL");
    private static final Symbol MSFT = Symbol.of("MSFT");

    private final RunnerDesk desk = new RunnerDesk();

    @Test
    void shouldGiveAStrategyTheEventsOfItsSymbolsOnly() {
        Diary diary = desk.start("diary", AAPL);

        desk.deliver(
                desk.quote(AAPL),
                desk.trade(AAPL),
                desk.quote(MSFT),
                desk.bar(AAPL, 60),
                desk.bar(AAPL, 5),
                desk.bar(MSFT, 60));
        desk.deliver(new TimerTick(desk.now()));

        assertThat(diary.entries)
                .containsExactly("start", "quote AAPL", "trade AAPL", "bar AAPL PT1M", "timer");
        assertThat(desk.status("diary").events()).isEqualTo(3);
        assertThat(desk.runner.snapshot().events()).isEqualTo(3);
        assertThat(desk.runner.snapshot().lastEventAt()).contains(desk.now());
    }

    @Test
    void shouldTellAStrategyOfItsOwnOrdersAndFillsWithThePositionUpdated() {
        Diary diary = desk.start("diary", AAPL);
        desk.start("other", AAPL);

        OrderId order = desk.initialize("diary", AAPL, 10);
        desk.fill(order, "diary", AAPL, 4);
        desk.fill(desk.initialize("operator", AAPL, 3), "operator", AAPL, 3);

        assertThat(diary.entries)
                .containsExactly(
                        "start",
                        "order INITIALIZED",
                        "fill 4 position 4",
                        "order PARTIALLY_FILLED open 1");
    }

    @Test
    void shouldKnowPositionsAndOpenOrdersFromTheJournalsPast() {
        OrderId order = new OrderId("P1-7");
        desk.runner.onReplay(
                new OrderInitialized(order, desk.intent("diary", AAPL, 10, 3), desk.now()));
        desk.runner.onReplay(desk.filled(order, "diary", AAPL, 6));
        Diary diary = desk.start("diary", AAPL);

        assertThat(diary.context().position(AAPL)).isEqualTo(Quantity.of(6));
        assertThat(diary.context().openOrders()).extracting(Order::id).containsExactly(order);
        assertThat(diary.entries).containsExactly("start");
        diary.onNextQuote = own -> own.buy(AAPL, 1);
        desk.deliver(desk.quote(AAPL));
        assertThat(desk.emittedOf(OrderIntent.class))
                .extracting(intent -> intent.id().value())
                .containsExactly("diary-20250115-143000-000004");
    }

    @Test
    void shouldTurnASignalIntoAnIntentOfItsSource() {
        Diary diary = desk.start("diary", AAPL);
        desk.deliver(desk.quote(AAPL));
        diary.onNextQuote = own -> own.context().signal(AAPL, 1, Duration.ofSeconds(5), "crossed");
        desk.deliver(desk.quote(AAPL));
        desk.deliver(new TimerTick(desk.now()));

        assertThat(desk.emittedOf(Signal.class)).hasSize(1);
        assertThat(desk.emittedOf(OrderIntent.class))
                .singleElement()
                .satisfies(
                        intent -> {
                            assertThat(intent.source()).isEqualTo("diary");
                            assertThat(intent.quantity()).isEqualTo(Quantity.of(10));
                        });
        assertThat(desk.status("diary").signals()).isEqualTo(1);
        assertThat(desk.status("diary").intents()).isEqualTo(1);
    }

    @Test
    void shouldNotActOnOpinionsOfSourcesItDoesNotRun() {
        desk.deliver(desk.quote(AAPL));
        desk.deliver(
                new Signal("stranger", AAPL, 1, Duration.ofSeconds(5), "trust me", desk.now()));
        desk.deliver(
                new Opportunity(
                        "o1",
                        "stranger",
                        "trust me",
                        List.of(new Opportunity.Leg(AAPL, 1)),
                        100,
                        1,
                        Duration.ofSeconds(5),
                        desk.now()));

        assertThat(desk.emittedOf(OrderIntent.class)).isEmpty();
    }

    @Test
    void shouldStateItsSourcesAgainWhenReadinessIsStated() {
        desk.start("diary", AAPL);
        desk.emitted.clear();

        desk.deliver(new Readiness(List.of(), desk.now()));

        assertThat(desk.emitted).containsExactly(new SourceRegistered("diary", true));
    }

    @Test
    void shouldReportBarsThatNobodyBuilds() {
        desk.start("diary", AAPL);
        desk.deliver(desk.trade(AAPL));
        desk.clock.advance(Duration.ofMinutes(4));
        desk.deliver(desk.trade(AAPL), new TimerTick(desk.now()));
        assertThat(desk.runner.snapshot().barsMissing())
                .containsExactly("diary waits for bars of 60 s");

        desk.deliver(desk.bar(AAPL, 60), new TimerTick(desk.now()));
        assertThat(desk.runner.snapshot().barsMissing()).isEmpty();
    }
}
