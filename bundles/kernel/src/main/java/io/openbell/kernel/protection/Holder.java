package io.openbell.kernel.protection;

import io.openbell.api.order.OrderIntent;
import io.openbell.api.value.Symbol;

/** Whose shares of what. */
record Holder(String source, Symbol symbol) {

    /** Whose shares the wish is about. */
    static Holder of(OrderIntent intent) {
        return new Holder(intent.source(), intent.symbol());
    }
}
