package io.openbell.api.market;

import static org.assertj.core.api.Assertions.assertThat;

import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Symbol;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class QuoteTest {

    @Test
    void shouldRoundTheMiddleHalfEven() {
        assertThat(quote(1, 2).mid().raw()).isEqualTo(2);
        assertThat(quote(2, 3).mid().raw()).isEqualTo(2);
        assertThat(quote(3, 4).mid().raw()).isEqualTo(4);
        assertThat(quote(2, 4).mid().raw()).isEqualTo(3);
    }

    @Test
    void shouldBeSaneOnlyWithTwoSidesThatDoNotTouch() {
        assertThat(quote(1, 2).isSane()).isTrue();
        assertThat(quote(2, 2).isSane()).isFalse();
        assertThat(quote(3, 2).isSane()).isFalse();
        assertThat(quote(0, 2).isSane()).isFalse();
        assertThat(quote(2, 0).isSane()).isFalse();
    }

    private static Quote quote(long bid, long ask) {
        return new Quote(
                Symbol.of("AAPL"),
                new Price(bid),
                Quantity.of(1),
                new Price(ask),
                Quantity.of(1),
                Instant.EPOCH);
    }
}
