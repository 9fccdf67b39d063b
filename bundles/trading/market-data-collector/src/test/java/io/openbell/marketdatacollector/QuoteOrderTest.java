package io.openbell.marketdatacollector;

import static org.assertj.core.api.Assertions.assertThat;

import io.openbell.api.market.Quote;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Symbol;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuoteOrderTest {

    private static final Symbol KO = Symbol.of("KO");
    private static final Instant NOON = Instant.parse("2025-01-15T17:00:00Z");

    private final QuoteOrder order = new QuoteOrder();

    @Test
    void shouldTakeTheFirstQuoteOfASymbolWhateverItsTime() {
        accepts(KO, NOON);

        accepts(Symbol.of("PEP"), NOON.minus(Duration.ofHours(1)));
    }

    @ParameterizedTest
    @ValueSource(longs = {1_001, 60_000, 3_600_000})
    void shouldRefuseAQuoteThatWasOvertaken(long millis) {
        accepts(KO, NOON);

        refuses(KO, NOON.minusMillis(millis));
        accepts(KO, NOON.plusMillis(1));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 1_000})
    void shouldTakeQuotesOfOneMomentInAnyOrder(long millis) {
        accepts(KO, NOON);

        accepts(KO, NOON.minusMillis(millis));
    }

    @Test
    void shouldNotBeLedBackASecondAtATime() {
        accepts(KO, NOON);
        accepts(KO, NOON.minusMillis(1_000));

        refuses(KO, NOON.minusMillis(1_001));
    }

    @Test
    void shouldFollowAVenueWhoseClockWasPutBack() {
        accepts(KO, NOON);
        Instant back = NOON.minus(Duration.ofHours(1));
        for (int i = 0; i < QuoteOrder.CLOCK_PUT_BACK; i++) {
            refuses(KO, back.plusMillis(i));
        }

        accepts(KO, back.plusSeconds(1));
        accepts(KO, back.plusSeconds(2));
        refuses(KO, back);
    }

    @Test
    void shouldNotTakeOldQuotesInAnyOrderForAClock() {
        accepts(KO, NOON);

        for (int i = 0; i < 10 * QuoteOrder.CLOCK_PUT_BACK; i++) {
            refuses(KO, NOON.minusSeconds(10 + i));
        }
    }

    @Test
    void shouldNotCountOldQuotesBetweenNewOnesTogether() {
        for (int i = 0; i < 3 * QuoteOrder.CLOCK_PUT_BACK; i++) {
            accepts(KO, NOON.plusSeconds(i));
            refuses(KO, NOON.minusSeconds(60 - i));
        }
    }

    @Test
    void shouldKnowNothingOfASymbolThatWasForgotten() {
        accepts(KO, NOON);
        assertThat(order.isOvertaken(quote(KO, NOON.minusSeconds(2)))).isTrue();

        order.forget(Set.of(KO));

        assertThat(order.isOvertaken(quote(KO, NOON.minusSeconds(2)))).isFalse();
        accepts(KO, NOON.minusSeconds(2));
    }

    private void accepts(Symbol symbol, Instant at) {
        assertThat(order.accepts(quote(symbol, at))).as("%s", at).isTrue();
    }

    private void refuses(Symbol symbol, Instant at) {
        assertThat(order.accepts(quote(symbol, at))).as("%s", at).isFalse();
    }

    private static Quote quote(Symbol symbol, Instant at) {
        return new Quote(
                symbol,
                Price.parse("60"),
                Quantity.of(1),
                Price.parse("60.01"),
                Quantity.of(1),
                at);
    }
}
