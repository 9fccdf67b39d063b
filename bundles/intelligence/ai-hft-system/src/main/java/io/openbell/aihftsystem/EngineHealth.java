package io.openbell.aihftsystem;

import io.openbell.api.component.Health;
import io.openbell.api.view.StrategyStatus.State;
import io.openbell.kernel.strategy.RunnerSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How the engine says that it is. */
final class EngineHealth {

    private EngineHealth() {}

    static Health of(
            Optional<String> fault,
            boolean replayed,
            RunnerSnapshot now,
            List<String> refusals,
            Optional<String> busy,
            Instant at) {
        if (fault.isPresent()) {
            return Health.critical("%s", fault.get());
        }
        if (!replayed) {
            return Health.unavailable("Waits for the journal's past");
        }
        List<String> warnings = warnings(now);
        warnings.addAll(refusals);
        busy.ifPresent(warnings::add);
        return warnings.isEmpty()
                ? Health.ok("%s", figures(now, at))
                : Health.warn("%s; %s", String.join("; ", warnings), figures(now, at));
    }

    private static List<String> warnings(RunnerSnapshot now) {
        List<String> warnings = new ArrayList<>();
        now.strategies().stream()
                .filter(status -> status.state() == State.SUSPENDED)
                .forEach(
                        status ->
                                warnings.add(status.name() + " is suspended: " + status.reason()));
        if (now.failingExits() > 0) {
            warnings.add(now.failingExits() + " positions cannot be closed");
        }
        warnings.addAll(now.barsMissing());
        return warnings;
    }

    private static String figures(RunnerSnapshot now, Instant at) {
        long paused = count(now, State.PAUSED);
        String lastEvent =
                now.lastEventAt()
                        .map(last -> "the last " + age(last, at) + " ago")
                        .orElse("none yet");
        return String.format(
                "%d strategies running, %s%d suspended, %d disabled; %d market events given, %s",
                count(now, State.RUNNING),
                paused == 0 ? "" : paused + " paused, ",
                count(now, State.SUSPENDED),
                count(now, State.DISABLED),
                now.events(),
                lastEvent);
    }

    private static String age(Instant last, Instant at) {
        return Math.max(0, Duration.between(last, at).toSeconds()) + " s";
    }

    private static long count(RunnerSnapshot now, State state) {
        return now.strategies().stream().filter(status -> status.state() == state).count();
    }
}
