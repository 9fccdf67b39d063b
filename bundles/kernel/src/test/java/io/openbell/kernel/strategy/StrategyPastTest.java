package io.openbell.kernel.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import io.openbell.api.engine.TradingEvent;
import io.openbell.api.market.Bar;
import io.openbell.api.strategy.Strategy;
import io.openbell.api.strategy.StrategyContext;
import io.openbell.api.value.Money;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Symbol;
import io.openbell.api.view.StrategyStatus;
import io.openbell.kernel.sizing.SizingRules;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a strategy is told before it begins. */
class StrategyPastTest {

    private static final Instant NOW = Instant.parse("2025-01-15T14:30:00Z");
    private static final Symbol KO = Symbol.of("KO");

    private final List<String> calls = new ArrayList<>();
    private final StrategyRunner runner =
            new StrategyRunner(
                    NOW,
                    new SizingRules(
                            Money.parse("1000"),
                            Money.parse("2000"),
                            0,
                            0,
                            20,
                            Duration.ofSeconds(15)),
                    new Silence());

    @Test
    void shouldTellThePastBeforeTheFirstCallWithAContext() {
        start(new Learner(false), List.of(bar(), bar()));

        assertThat(calls).containsExactly("past of 2 bars", "start");
    }

    @Test
    void shouldNotCallWithoutAPast() {
        start(new Learner(false), List.of());

        assertThat(calls).containsExactly("start");
    }

    @Test
    void shouldTellASuccessorWhatItsPredecessorKnewAndNotThePastAgain() {
        start(new Learner(false), List.of(bar()));
        calls.clear();

        start(new Learner(false), List.of(bar()));

        assertThat(calls).containsExactly("restore", "start");
    }

    @Test
    void shouldSuspendAStrategyThatCannotBearThePast() {
        start(new Learner(true), List.of(bar()));

        assertThat(runner.snapshot().strategies())
                .extracting(StrategyStatus::state)
                .containsExactly(StrategyStatus.State.SUSPENDED);
        assertThat(calls).containsExactly("past of 1 bars");
    }

    private void start(Strategy strategy, List<Bar> past) {
        StrategySettings settings = new StrategySettings(true, List.of(KO), Map.of());
        runner.start(NOW, "learner", "1", settings, strategy, past);
    }

    private static Bar bar() {
        Price price = Price.parse("60");
        return new Bar(
                KO,
                Duration.ofMinutes(1),
                NOW,
                price,
                price,
                price,
                price,
                Quantity.of(1),
                price,
                1);
    }

    private final class Learner implements Strategy {

        private final boolean frail;

        Learner(boolean frail) {
            this.frail = frail;
        }

        @Override
        public void onHistory(List<Bar> bars) {
            calls.add("past of " + bars.size() + " bars");
            if (frail) {
                throw new IllegalStateException("too much");
            }
        }

        @Override
        public void onStart(StrategyContext context) {
            calls.add("start");
        }

        @Override
        public Map<String, String> snapshot() {
            return Map.of("key", "value");
        }

        @Override
        public void restore(Map<String, String> snapshot) {
            calls.add("restore");
        }
    }

    private static final class Silence implements StrategyOutput {

        @Override
        public void emit(TradingEvent event) {}

        @Override
        public void log(String strategy, String line) {}

        @Override
        public void suspended(String strategy, String reason, Throwable cause) {}
    }
}
