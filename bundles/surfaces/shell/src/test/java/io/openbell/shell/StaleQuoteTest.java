package io.openbell.shell;

import static org.assertj.core.api.Assertions.assertThat;

import io.openbell.api.order.OrderEvent.OrderDenied;
import io.openbell.api.order.OrderIntent;
import org.junit.jupiter.api.Test;

class StaleQuoteTest {

    private final OrderIntent wish = Samples.intent("10");

    private boolean isAskedForAfter(String code) {
        FakeOrderBook orders = new FakeOrderBook();
        orders.add(new OrderDenied(wish, code, "", Samples.NOW));
        return StaleQuote.isAskedFor(orders, wish.id());
    }

    @Test
    void shouldWaitForWhatTheVenueIsAskedForAndForNothingElse() {
        assertThat(StaleQuote.isAskedFor(new FakeOrderBook(), wish.id())).isFalse();
        assertThat(isAskedForAfter("SYMBOL_UNKNOWN")).isTrue();
        assertThat(isAskedForAfter("QUOTE_STALE")).isTrue();
        assertThat(isAskedForAfter("SELF_CROSS")).isFalse();
    }
}
