package io.openbell.launcher.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextKindTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "maxOrderNotional|USD 5000",
                "maxOrderNotional|0.01",
                "maxOrderQuantity|0.5",
                "symbols|AAPL, BRK.B,BTC/USD",
                "barSeconds|1,5,60",
                "replayFiles|anything at all"
            })
    void shouldAcceptWhatCanBeRead(String key, String text) {
        assertThat(text(key).problem(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "maxOrderNotional|banana",
                "maxOrderNotional|USD -5",
                "maxOrderNotional|NaN",
                "maxOrderNotional|1e400",
                "maxOrderQuantity|0",
                "symbols|AAPL,,MSFT",
                "symbols|???",
                "symbols|aapl",
                "barSeconds|0",
                "barSeconds|1,5,many",
                "barSeconds|86401"
            })
    void shouldRefuseWhatCannotBeReadAndSayWhatIsAllowed(String key, String text) {
        assertThat(text(key).problem(text)).isEqualTo(Optional.of("not readable"));
        assertThat(text(key).allowed()).isNotEqualTo("any text");
    }

    private static KeyDefinition text(String key) {
        return new KeyDefinition(key, "String", false, null, null, List.of(), false);
    }
}
