package io.openbell.shell;

import io.openbell.api.order.Algorithm.Twap;
import io.openbell.api.order.ExecuteOrder;
import io.openbell.api.order.ExecutionEvent.Outcome;
import io.openbell.api.order.IntentId;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Side;
import io.openbell.api.value.Symbol;
import io.openbell.api.view.Execution;
import io.openbell.api.view.Execution.State;
import io.openbell.api.view.ExecutionBook;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Executions that are what the test says. */
final class FakeExecutionBook implements ExecutionBook {

    private final List<Execution> executions = new ArrayList<>();

    static ExecuteOrder wish(String id) {
        return new ExecuteOrder(
                new IntentId(id),
                "operator",
                Symbol.of("AAPL"),
                Side.BUY,
                Quantity.of(1_000),
                Optional.of(Price.parse("187.5")),
                new Twap(Duration.ofMinutes(30), 15),
                "placed by hand",
                Samples.NOW);
    }

    void put(ExecuteOrder wish, State state, Optional<Outcome> outcome, String detail) {
        executions.removeIf(known -> known.wish().id().equals(wish.id()));
        executions.add(
                new Execution(
                        wish,
                        state,
                        outcome,
                        Quantity.of(340),
                        Quantity.of(66),
                        Quantity.of(406),
                        Price.parse("187.25"),
                        6,
                        1,
                        detail,
                        "",
                        Samples.NOW,
                        Samples.NOW.plusSeconds(1_800),
                        Samples.NOW));
    }

    @Override
    public List<Execution> running() {
        return executions.stream().filter(one -> one.state() != State.ENDED).toList();
    }

    @Override
    public List<Execution> recent(int limit) {
        return List.copyOf(executions);
    }

    @Override
    public Optional<Execution> execution(IntentId id) {
        return executions.stream().filter(one -> one.wish().id().equals(id)).findFirst();
    }
}
