package io.openbell.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class InstantTextTest {

    @Test
    void shouldReadWhatInstantsWrite() {
        Random random = new Random(20250115);
        int[] precisions = {1, 1_000, 1_000_000, 1_000_000_000};
        for (int n = 0; n < 20_000; n++) {
            int precision = precisions[n % 4];
            long nanos = random.nextInt(1_000_000_000) / precision * (long) precision;
            Instant instant =
                    Instant.ofEpochSecond(
                            random.nextLong(-62_000_000_000L, 250_000_000_000L), nanos);

            assertThat(InstantText.parse(instant.toString())).isEqualTo(instant);
        }
        for (Instant edge : List.of(Instant.MIN, Instant.MAX, Instant.EPOCH)) {
            assertThat(InstantText.parse(edge.toString())).isEqualTo(edge);
        }
    }

    @Test
    void shouldRefuseWhatTheLibraryRefuses() {
        for (String text :
                List.of(
                        "",
                        "2025-01-15",
                        "2025-02-30T10:00:00Z",
                        "2025-13-01T10:00:00Z",
                        "2025-01-15T25:00:00Z",
                        "2025-01-15T10:60:00Z",
                        "2025-01-15T10:00:61Z",
                        "2025-01-15T10:00:00,123Z",
                        "2025-01-15 10:00:00.123Z",
                        "2025-01-15T10:00:00.12xZ",
                        "2025-01-15T10:00:00.123z1")) {
            assertThatThrownBy(() -> InstantText.parse(text))
                    .as(text)
                    .isInstanceOf(DateTimeException.class);
            assertThatThrownBy(() -> Instant.parse(text))
                    .as(text)
                    .isInstanceOf(DateTimeException.class);
        }
    }
}
