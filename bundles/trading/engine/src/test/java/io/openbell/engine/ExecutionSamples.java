package io.openbell.engine;

import io.openbell.api.engine.Journaled;
import io.openbell.api.order.Algorithm;
import io.openbell.api.order.Algorithm.Iceberg;
import io.openbell.api.order.Algorithm.Participation;
import io.openbell.api.order.Algorithm.Twap;
import io.openbell.api.order.Algorithm.Vwap;
import io.openbell.api.order.ExecuteOrder;
import io.openbell.api.order.ExecutionEvent.ExecutionEnded;
import io.openbell.api.order.ExecutionEvent.ExecutionRefused;
import io.openbell.api.order.ExecutionEvent.ExecutionStarted;
import io.openbell.api.order.ExecutionEvent.ExecutionStopping;
import io.openbell.api.order.ExecutionEvent.Outcome;
import io.openbell.api.order.IntentId;
import io.openbell.api.order.OrdersReconciled;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Side;
import io.openbell.api.value.Symbol;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Journaled events of executions: each type, each algorithm, with and without a limit. */
final class ExecutionSamples {

    private static final Instant AT = Instant.parse("2025-01-15T14:30:00.123456789Z");

    private ExecutionSamples() {}

    static List<Journaled> all() {
        Duration hour = Duration.ofHours(1);
        return List.of(
                new ExecutionStarted(wish(new Twap(hour, 30), Optional.empty()), List.of(), "", AT),
                new ExecutionStarted(
                        wish(new Vwap(hour, 3), Optional.of(Price.parse("187.01"))),
                        List.of(0L, Long.MAX_VALUE, 7L),
                        "bars of 5 days",
                        AT),
                new ExecutionStarted(
                        wish(new Participation(0.1, hour), Optional.empty()), List.of(), "", AT),
                new ExecutionStopping(
                        new IntentId("twap-1"), Outcome.EXPIRED, "its time is over", AT),
                new ExecutionEnded(new IntentId("twap-1"), Outcome.COMPLETED, "", AT),
                new ExecutionRefused(
                        wish(
                                new Iceberg(Quantity.parse("-0.5"), Duration.ofNanos(-1)),
                                Optional.empty()),
                        "shown must be above zero",
                        AT),
                new OrdersReconciled(500, 3, 2, "ours=500 external=3", "00ff", AT));
    }

    private static ExecuteOrder wish(Algorithm algorithm, Optional<Price> limit) {
        return new ExecuteOrder(
                new IntentId("twap-1"),
                "operator",
                Symbol.of("AAPL"),
                Side.SELL,
                Quantity.parse("1000.5"),
                limit,
                algorithm,
                "by hand",
                AT);
    }
}
