package io.openbell.marketdatacollector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.openbell.api.value.Symbol;
import java.lang.annotation.Annotation;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CollectorSettingsTest {

    @Test
    void shouldReadListsInTheirOrderWithoutRepetition() {
        CollectorSettings settings = CollectorSettings.of(new Config("KO, PEP,KO,BRK.B", "5, 1,5"));

        assertThat(settings.symbols())
                .containsExactly(Symbol.of("KO"), Symbol.of("PEP"), Symbol.of("BRK.B"));
        assertThat(settings.barWidths())
                .containsExactly(Duration.ofSeconds(5), Duration.ofSeconds(1));
        assertThat(settings.barLateness()).isEqualTo(Duration.ofMillis(500));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "KO,", "ko", "KO;PEP", "KO PEP"})
    void shouldRefuseWhatIsNoListOfSymbols(String symbols) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CollectorSettings.of(new Config(symbols, "60")))
                .withMessageContaining("openbell.market-data-collector.cfg: symbols = " + symbols);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-1", "86401", "1m", "1,,5", "99999999999"})
    void shouldRefuseWhatIsNoListOfWidths(String seconds) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CollectorSettings.of(new Config("KO", seconds)))
                .withMessageContaining("barSeconds = " + seconds)
                .withMessageContaining("1 to 86400");
    }

    private record Config(String symbols, String barSeconds) implements MarketDataCollectorConfig {

        @Override
        public int barLatenessMillis() {
            return 500;
        }

        @Override
        public int staleAfterSeconds() {
            return 15;
        }

        @Override
        public int maxTickAheadMillis() {
            return 5_000;
        }

        @Override
        public int maxTickAgeSeconds() {
            return 86_400;
        }

        @Override
        public int jumpPercent() {
            return 20;
        }

        @Override
        public int backfillMillis() {
            return 5_000;
        }

        @Override
        public int backfillTicksMaxSeconds() {
            return 300;
        }

        @Override
        public int backfillMaxTicks() {
            return 50_000;
        }

        @Override
        public Class<? extends Annotation> annotationType() {
            return MarketDataCollectorConfig.class;
        }
    }
}
