package io.openbell.shell;

import io.openbell.api.order.IntentId;
import io.openbell.api.order.OrderIntent;
import io.openbell.api.order.OrderTerms;
import io.openbell.api.order.TimeInForce;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Side;
import io.openbell.api.value.Symbol;
import java.time.Instant;

/** Values that tests share. */
final class Samples {

    static final Instant NOW = Instant.parse("2025-01-15T14:30:00Z");

    private Samples() {}

    static OrderIntent intent(String quantity) {
        return new OrderIntent(
                new IntentId("moving-average-cross-1"),
                "moving-average-cross",
                Symbol.of("AAPL"),
                Side.BUY,
                Quantity.parse(quantity),
                new OrderTerms.Market(),
                TimeInForce.DAY,
                "fast above slow",
                NOW);
    }
}
