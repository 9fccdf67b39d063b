package io.openbell.aihftsystem;

import static org.assertj.core.api.Assertions.assertThat;

import io.openbell.api.engine.TradingEvent;
import io.openbell.api.value.Money;
import io.openbell.api.value.Symbol;
import io.openbell.api.view.StrategyStatus;
import io.openbell.api.view.StrategyStatus.State;
import io.openbell.kernel.replay.DecisionBasis;
import io.openbell.kernel.sizing.SizingRules;
import io.openbell.kernel.strategy.OperatorWishes;
import io.openbell.kernel.strategy.StrategyOutput;
import io.openbell.kernel.strategy.StrategyRunner;
import io.openbell.kernel.strategy.StrategySettings;
import io.openbell.testkit.DirectLoop;
import io.openbell.testkit.ManualClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class StrategyLoopTest {

    private static final SizingRules RULES =
            new SizingRules(
                    Money.parse("1000"), Money.parse("1000"), 0, 0, 20, Duration.ofSeconds(15));

    private final ManualClock clock = ManualClock.at("2025-01-15T14:30:00Z");
    private final StrategyRunner runner = new StrategyRunner(clock.instant(), RULES, new Silent());
    private final StrategyLoop loop =
            new StrategyLoop(
                    runner,
                    new DirectLoop(clock),
                    new DecisionBasis.Strategies(clock.instant(), RULES),
                    new OperatorWishes(),
                    command -> {},
                    () -> {});

    @Test
    void shouldStartStrategiesOnlyOnceTheJournalsPastIsKnown() {
        deliver(start());
        assertThat(runner.snapshot().strategies()).isEmpty();
        assertThat(loop.isReplayed()).isFalse();

        loop.onReplayed();

        assertThat(runner.snapshot().strategies())
                .extracting(StrategyStatus::state)
                .containsExactly(State.RUNNING);
        assertThat(loop.isReplayed()).isTrue();
    }

    @Test
    void shouldNotStartWhatWasRemovedWhileItWaited() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        deliver(start());
        deliver(new EngineCommand.Remove("steady-buyer", done));
        assertThat(done).isCompleted();

        loop.onReplayed();

        assertThat(runner.snapshot().strategies()).isEmpty();
    }

    @Test
    void shouldEndAllOfThemWithoutWaitingForThePast() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        deliver(start());
        deliver(new EngineCommand.RemoveAll(done));
        loop.onReplayed();

        assertThat(done).isCompleted();
        assertThat(runner.snapshot().strategies()).isEmpty();
    }

    private void deliver(EngineCommand command) {
        loop.onEvent(1, clock.instant(), command);
    }

    private static EngineCommand start() {
        return new EngineCommand.Start(
                "steady-buyer",
                "1.0.0",
                Optional.empty(),
                new StrategySettings(true, List.of(Symbol.of("AAPL")), Map.of()),
                new SteadyBuyer(new SteadyBuyer.Parameters(1, 0, false)),
                List.of(),
                new CompletableFuture<>());
    }

    private static final class Silent implements StrategyOutput {

        @Override
        public void emit(TradingEvent event) {}

        @Override
        public void log(String strategy, String line) {}

        @Override
        public void suspended(String strategy, String reason, Throwable cause) {}
    }
}
