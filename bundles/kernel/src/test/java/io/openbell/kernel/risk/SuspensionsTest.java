package io.openbell.kernel.risk;

import static org.assertj.core.api.Assertions.assertThat;

import io.openbell.api.order.OrderIntent;
import io.openbell.api.risk.DenyReason;
import io.openbell.api.risk.EntriesResumed;
import io.openbell.api.risk.EntriesSuspended;
import io.openbell.api.risk.GateState;
import io.openbell.api.risk.RiskDecision;
import io.openbell.api.risk.SymbolFrozen;
import io.openbell.api.value.Symbol;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SuspensionsTest {

    private static final Instant LATER = Scenario.NOW.plusSeconds(1);

    private final Scenario scenario = new Scenario();

    @Test
    void shouldLetReductionsPassWhileEntriesAreSuspendedAndTheSymbolIsFrozen() {
        scenario.hold("AAPL", "10", "100");
        suspend("daily-loss", Optional.empty());
        freeze("AAPL");

        assertThat(review(scenario.intents.sell("AAPL", "10", "100.05"))).isEmpty();
        assertThat(review(scenario.intents.sell("AAPL", "11", "100.05")))
                .contains(DenyReason.GATE_NOT_OPEN);
    }

    @Test
    void shouldEndAtTheFirstMomentThatIsNoLongerMeant() {
        suspend("stoploss-guard", Optional.of(LATER));
        freeze("AAPL");
        scenario.pass(Duration.ofSeconds(1).minusNanos(1));
        assertThat(review(scenario.intents.buy("AAPL", "10", "100.05")))
                .contains(DenyReason.GATE_NOT_OPEN);

        scenario.pass(Duration.ofNanos(1));

        assertThat(review(scenario.intents.buy("AAPL", "11", "100.05"))).isEmpty();
    }

    @Test
    void shouldWaitForEverySourceToEndItsOwn() {
        suspend("disk", Optional.empty());
        suspend("stream-gap", Optional.empty());

        scenario.tell(new EntriesResumed("disk", Scenario.NOW));
        assertThat(review(scenario.intents.buy("AAPL", "10", "100.05")))
                .contains(DenyReason.GATE_NOT_OPEN);
        scenario.tell(new EntriesResumed("stream-gap", Scenario.NOW));

        assertThat(review(scenario.intents.buy("AAPL", "11", "100.05"))).isEmpty();
    }

    @Test
    void shouldFreezeTheSymbolAndNoOther() {
        scenario.quote("MSFT", "100.00", "100.10");
        freeze("MSFT");

        assertThat(review(scenario.intents.buy("AAPL", "10", "100.05"))).isEmpty();
        assertThat(review(scenario.intents.buy("MSFT", "10", "100.05")))
                .contains(DenyReason.SYMBOL_FROZEN);
    }

    @Test
    void shouldSayWhoSuspendedAndWhy() {
        OrderGate gate = new OrderGate(scenario.limits, scenario.state, RiskPipeline.standard());

        gate.onEvent(
                Scenario.NOW,
                new EntriesSuspended(
                        "daily-loss", "loss=2.1% max=2%", Scenario.NOW, Optional.of(LATER)));

        assertThat(gate.state()).isEqualTo(GateState.REDUCE_ONLY);
        assertThat(gate.detail()).isEqualTo("daily-loss: loss=2.1% max=2%, until " + LATER);
        assertThat(gate.waits()).isFalse();
    }

    private void suspend(String source, Optional<Instant> until) {
        scenario.tell(new EntriesSuspended(source, "a test", Scenario.NOW, until));
    }

    private void freeze(String symbol) {
        scenario.tell(
                new SymbolFrozen(
                        Symbol.of(symbol), "symbol-rejects", "a test", Scenario.NOW, LATER));
    }

    private Optional<DenyReason> review(OrderIntent intent) {
        return scenario.review(intent) instanceof RiskDecision.Denied denied
                ? Optional.of(denied.reason())
                : Optional.empty();
    }
}
