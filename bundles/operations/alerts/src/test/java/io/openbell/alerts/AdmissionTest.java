package io.openbell.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import io.openbell.alerts.Alert.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AdmissionTest {

    private final Admission admission =
            new Admission(Severity.WARNING, Duration.ofMinutes(30), 3, this::nanos);
    private Instant now = Instant.parse("2025-01-15T14:30:00Z");

    private long nanos() {
        return Duration.between(Instant.EPOCH, now).toNanos();
    }

    @Test
    void shouldLetTheSameThroughOnceAndAgainAfterAWhile() {
        assertThat(admit(Severity.WARNING, "feed")).isPresent();
        assertThat(admit(Severity.WARNING, "feed")).isEmpty();
        assertThat(admit(Severity.WARNING, "feed")).isEmpty();

        now = now.plus(Duration.ofMinutes(30));

        assertThat(admit(Severity.WARNING, "feed").orElseThrow().text())
                .isEqualTo("text (2 held back before)");
        assertThat(admission.heldBackInAll()).isEqualTo(2);
    }

    @Test
    void shouldLetItThroughAtOnceWhenItWasOverInBetween() {
        admit(Severity.WARNING, "feed");

        admission.forget("feed");

        assertThat(admit(Severity.WARNING, "feed")).isPresent();
    }

    @Test
    void shouldSendNoMoreThanSoManyAnHourButKeepPlaceForCriticalOnes() {
        for (String source : new String[] {"a", "b", "c"}) {
            assertThat(admit(Severity.WARNING, source)).isPresent();
        }
        assertThat(admit(Severity.WARNING, "d")).isEmpty();
        for (String source : new String[] {"a", "b", "c"}) {
            assertThat(admit(Severity.CRITICAL, source)).isPresent();
        }
        assertThat(admit(Severity.CRITICAL, "d")).isEmpty();

        now = now.plus(Duration.ofHours(1));

        assertThat(admit(Severity.WARNING, "d")).isPresent();
    }

    @Test
    void shouldKeepQuietBelowTheLeastSeverity() {
        assertThat(admit(Severity.INFO, "feed")).isEmpty();
        assertThat(admission.heldBackInAll()).isZero();
    }

    private Optional<Alert> admit(Severity severity, String source) {
        return admission.admit(new Alert(severity, source, "stale", "text", now));
    }
}
