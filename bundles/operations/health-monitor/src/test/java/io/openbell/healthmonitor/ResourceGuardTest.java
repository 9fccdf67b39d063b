package io.openbell.healthmonitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.openbell.api.engine.TradingEvent;
import io.openbell.api.risk.EntriesResumed;
import io.openbell.api.risk.EntriesSuspended;
import io.openbell.api.view.Resources.Usage;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ResourceGuardTest {

    private static final Instant NOW = Instant.parse("2025-01-15T14:30:00Z");

    private final ResourceGuard guard =
            new ResourceGuard(new ResourceGuard.Limits(100, 98, 95, 95));

    @Test
    void shouldSayAtTheBeginningThatEntriesMayGoOnAndNotAgain() {
        assertThat(memory(20)).containsInstanceOf(EntriesResumed.class);
        assertThat(memory(20)).isEmpty();
    }

    @Test
    void shouldSuspendEntriesAfterThreeHighMeasurementsInARow() {
        memory(20);
        assertThat(memory(99)).isEmpty();
        assertThat(memory(99)).isEmpty();
        assertThat(memory(97)).isEmpty();
        assertThat(memory(99)).isEmpty();
        assertThat(memory(99)).isEmpty();

        assertThat(memory(99))
                .contains(
                        new EntriesSuspended(
                                "resources",
                                "memory=99% memoryMaxPercent=98, opens at 93%",
                                NOW,
                                Optional.empty()));
    }

    @Test
    void shouldStateItAgainWhileItStands() {
        suspend();

        assertThat(memory(99)).containsInstanceOf(EntriesSuspended.class);
    }

    @Test
    void shouldOpenAgainByItselfOnlyWellBelowTheLimit() {
        suspend();

        assertThat(memory(97)).containsInstanceOf(EntriesSuspended.class);
        assertThat(memory(94)).containsInstanceOf(EntriesSuspended.class);
        assertThat(memory(93)).contains(new EntriesResumed("resources", NOW));
        assertThat(memory(97)).isEmpty();
    }

    @Test
    void shouldStayClosedUntilNothingIsShort() {
        for (int run = 0; run < 3; run++) {
            take(new Usage(10, 99, 96));
        }

        assertThat(take(new Usage(10, 20, 96))).containsInstanceOf(EntriesSuspended.class);
        assertThat(take(new Usage(10, 20, 90))).containsInstanceOf(EntriesResumed.class);
    }

    @Test
    void shouldNeverSuspendByALimitOfAHundred() {
        for (int run = 0; run < 5; run++) {
            assertThat(take(new Usage(100, 20, 20)).filter(EntriesSuspended.class::isInstance))
                    .isEmpty();
        }
    }

    @Test
    void shouldSayNothingBeforeTheFirstMeasurement() {
        assertThat(guard.take(Machine.NONE, NOW)).isEmpty();
    }

    @Test
    void shouldSuspendEntriesWhileHardlyAFileCanBeOpened() {
        Machine.Measurement exhausted =
                new Machine.Measurement(new Usage(10, 20, 20), 96, 1000, 1, 2);
        guard.take(exhausted, NOW);
        guard.take(exhausted, NOW);

        assertThat(guard.take(exhausted, NOW))
                .contains(
                        new EntriesSuspended(
                                "resources",
                                "files=96% filesMaxPercent=95, opens at 90%",
                                NOW,
                                Optional.empty()));
    }

    @Test
    void shouldSuspendEntriesThoughNothingElseCouldEverBeMeasured() {
        Machine.Measurement nothing = Machine.NONE.withFiles(100);
        guard.take(nothing, NOW);
        guard.take(nothing, NOW);

        assertThat(guard.take(nothing, NOW)).containsInstanceOf(EntriesSuspended.class);
    }

    @Test
    void shouldNotLiftWhatAnEarlierInstanceSuspendedWhileItIsStillHigh() {
        assertThat(memory(99)).isEmpty();
        assertThat(memory(96)).isEmpty();
        assertThat(memory(96)).containsInstanceOf(EntriesResumed.class);
    }

    private void suspend() {
        memory(99);
        memory(99);
        memory(99);
    }

    private Optional<TradingEvent> memory(double percent) {
        return take(new Usage(10, percent, 20));
    }

    private Optional<TradingEvent> take(Usage usage) {
        return guard.take(new Machine.Measurement(usage, 3, 1000, 1, 2), NOW);
    }
}
