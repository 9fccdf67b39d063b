package io.openbell.kernel.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openbell.api.engine.TradingEvent;
import io.openbell.api.order.OrderId;
import io.openbell.api.order.OrderIntent;
import io.openbell.api.strategy.Signal;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Symbol;
import io.openbell.api.view.StrategyComparison;
import io.openbell.api.view.StrategyComparison.Opinions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A candidate beside the one that trades. */
class ShadowRunnerTest {

    private static final Symbol AAPL = Symbol.of("AAPL");

    private final RunnerDesk desk = new RunnerDesk();
    private final Diary incumbent = desk.start("diary", AAPL);
    private final Diary candidate = new Diary();

    @Test
    void shouldSeeWhatTheOtherSeesFromItsSnapshotOn() {
        OrderId order = desk.initialize("diary", AAPL, 10);
        desk.deliver(desk.quote(AAPL));
        ShadowRunner shadow = begun();
        deliver(shadow, desk.quote(AAPL), desk.filled(order, "diary", AAPL, 4));

        assertThat(candidate.entries)
                .containsExactly(
                        "restore {seen=3}",
                        "start",
                        "quote AAPL",
                        "fill 4 position 4",
                        "order PARTIALLY_FILLED open 1");
        assertThat(incumbent.context().position(AAPL)).isEqualTo(Quantity.of(4));
        assertThat(shadow.events()).isEqualTo(1);
    }

    @Test
    void shouldSendNothingAndCompareWhatBothSay() {
        ShadowRunner shadow = begun();
        incumbent.onNextQuote = own -> own.context().signal(AAPL, 1, Duration.ofSeconds(5), "up");
        candidate.onNextQuote = own -> own.context().signal(AAPL, 1, Duration.ofSeconds(5), "up");
        deliver(shadow, desk.quote(AAPL));
        candidate.onNextQuote =
                own -> {
                    own.context().signal(AAPL, -1, Duration.ofSeconds(5), "down");
                    own.buy(AAPL, 1);
                };
        deliver(shadow, desk.quote(AAPL));

        assertThat(desk.emittedOf(Signal.class)).hasSize(1);
        assertThat(desk.emittedOf(OrderIntent.class)).as("of the one that trades").hasSize(1);
        StrategyComparison compared = shadow.comparison("1.0.0", "2.0.0", 0);
        assertThat(compared.agreed()).isEqualTo(1);
        assertThat(compared.incumbent()).isEqualTo(new StrategyComparison.Tally(1, 0, 0));
        assertThat(compared.candidate()).isEqualTo(new StrategyComparison.Tally(2, 0, 1));
        assertThat(compared.opinions())
                .containsExactly(new Opinions(AAPL, Optional.of(1.0), Optional.of(-1.0)));
    }

    @Test
    void shouldStopWithTheReasonWhenTheCandidateThrows() {
        ShadowRunner shadow = begun();
        candidate.onNextQuote =
                own -> {
                    throw new IllegalStateException("too much");
                };
        deliver(shadow, desk.quote(AAPL), desk.quote(AAPL));

        assertThat(shadow.failure()).startsWith("onMarket threw").contains("too much");
        assertThat(candidate.entries).filteredOn("quote AAPL"::equals).hasSize(1);
        assertThat(incumbent.entries).filteredOn("quote AAPL"::equals).hasSize(2);
    }

    @Test
    void shouldRefuseASeedThatTheRunningVersionCannotGive() {
        incumbent.onSnapshot =
                own -> {
                    throw new IllegalStateException("I forgot");
                };

        assertThatThrownBy(() -> desk.runner.seed(desk.now(), "diary", List.of(AAPL)))
                .hasMessageContaining("I forgot");
    }

    private ShadowRunner begun() {
        ShadowRunner shadow =
                new ShadowRunner(
                        "diary",
                        "2.0.0",
                        candidate,
                        RunnerDesk.settings(AAPL),
                        desk.runner.seed(desk.now(), "diary", List.of(AAPL)),
                        () -> 0,
                        desk.output);
        shadow.begin(List.of());
        return shadow;
    }

    /** To both, with what the one that trades emits. */
    private void deliver(ShadowRunner shadow, TradingEvent... events) {
        for (TradingEvent event : events) {
            desk.emitted.clear();
            desk.deliver(event);
            shadow.onEvent(desk.now(), event);
            desk.emitted.forEach(emitted -> shadow.onEvent(desk.now(), emitted));
            said.addAll(desk.emitted);
        }
        desk.emitted.clear();
        desk.emitted.addAll(said);
    }

    private final List<TradingEvent> said = new java.util.ArrayList<>();
}
