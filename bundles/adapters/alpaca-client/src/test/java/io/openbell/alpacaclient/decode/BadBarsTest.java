package io.openbell.alpacaclient.decode;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openbell.api.broker.BrokerException;
import io.openbell.api.market.Bar;
import io.openbell.api.value.Price;
import io.openbell.api.value.Symbol;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** B85: bars of the history whose figures cannot be. */
class BadBarsTest {

    @ParameterizedTest
    @CsvSource({"101, 102, 5", "99, -1, 5", "99, 0, 5", "101, 99, -5"})
    void shouldBeRefusedWithTheirFigures(String high, String low, String volume) {
        assertThatThrownBy(() -> bar(high, low, volume))
                .isInstanceOf(BrokerException.class)
                .hasMessageContaining(
                        "a bar of AAPL at 2025-01-15T15:00:00Z cannot be: low=" + low);
    }

    @Test
    void shouldTakeAGoodOne() throws BrokerException {
        assertThat(bar("101", "99", "5").high()).isEqualTo(Price.of(101));
    }

    private static Bar bar(String high, String low, String volume) throws BrokerException {
        String json =
                """
                {"t": "2025-01-15T15:00:00Z", "o": 100, "h": %s, "l": %s, "c": 100, "v": %s, "n": 1}
                """
                        .formatted(high, low, volume);
        return MarketJson.bar(
                Symbol.of("AAPL"),
                Duration.ofMinutes(1),
                Fields.of("bar", Fields.document("bar", json.getBytes(UTF_8))));
    }
}
