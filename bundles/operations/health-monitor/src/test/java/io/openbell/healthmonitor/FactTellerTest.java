package io.openbell.healthmonitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.openbell.api.component.DiskSpace;
import io.openbell.api.component.ErrorsLogged;
import io.openbell.api.view.ErrorLog;
import io.openbell.api.view.Resources.Usage;
import io.openbell.testkit.DirectLoop;
import io.openbell.testkit.ManualClock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FactTellerTest {

    private final ManualClock clock = ManualClock.at("2025-01-15T14:30:00Z");
    private final DirectLoop loop = new DirectLoop(clock);
    private final List<ErrorLog.Entry> entries = new ArrayList<>();
    private final FactTeller facts = new FactTeller();

    private final ErrorLog errors =
            new ErrorLog() {
                @Override
                public long count() {
                    return entries.stream().mapToLong(Entry::count).sum();
                }

                @Override
                public List<Entry> entries() {
                    return entries;
                }
            };

    @Test
    void shouldTellTheFreeSpaceAfterEveryMeasurement() {
        tell(499);
        tell(500);

        assertThat(loop.delivered(DiskSpace.class))
                .extracting(DiskSpace::freeMegabytes)
                .containsExactly(499L, 500L);
    }

    @Test
    void shouldTellWhoLoggedErrorsSinceTheLastTimeAndHowMany() {
        logged("alpaca-client", 100);
        tell(1000);
        assertThat(loop.delivered(ErrorsLogged.class)).isEmpty();

        logged("alpaca-client", 103);
        logged("engine", 2);
        tell(1000);
        tell(1000);

        assertThat(loop.delivered(ErrorsLogged.class))
                .containsExactly(
                        new ErrorsLogged("alpaca-client", 3, 103, "no", clock.instant()),
                        new ErrorsLogged("engine", 2, 2, "no", clock.instant()));
    }

    @Test
    void shouldTellNothingBeforeItWasMeasuredOrWhileThereIsNoLoop() {
        facts.tell(loop, errors, Machine.NONE, clock.instant());
        facts.tell(null, errors, Machine.NONE, clock.instant());

        assertThat(loop.delivered()).isEmpty();
    }

    private void logged(String component, long count) {
        entries.removeIf(entry -> entry.component().equals(component));
        entries.add(new ErrorLog.Entry(component, count, "no", clock.instant()));
    }

    private void tell(long freeMegabytes) {
        facts.tell(
                loop,
                errors,
                new Machine.Measurement(new Usage(10, 20, 30), 1, freeMegabytes, 1, 2),
                clock.instant());
    }
}
