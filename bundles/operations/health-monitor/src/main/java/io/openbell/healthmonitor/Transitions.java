package io.openbell.healthmonitor;

import io.openbell.api.component.Health;
import io.openbell.api.view.HealthBoard;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.felix.hc.api.Result.Status;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Finds each change of a check's status once: the fall with its reason, and the recovery. A check that begins well, or
 * is still starting when first seen, is no news. One thread.
 */
final class Transitions {

    /**
     * What one check said.
     *
     * @param text for people
     */
    record Outcome(Status status, String text) {}

    /**
     * A check says something else than before.
     *
     * @param from null when it was never asked before
     */
    record Change(String check, @Nullable Status from, Status to, String text) {

        /** A warning for what got worse or is bad from the start, else a piece of information. */
        void log(Logger log) {
            if (to == Status.OK) {
                log.info("recovered check={} from={} detail=\"{}\"", check, from, text);
            } else {
                log.warn(
                        "alert check={} from={} to={} reason=\"{}\"",
                        check,
                        from == null ? "START" : from,
                        to,
                        text);
            }
        }
    }

    private final Map<String, Status> last = new HashMap<>();
    private final Map<String, Instant> since = new HashMap<>();

    /** The results of one run, by name of the check; returns what changed since the run before. */
    List<Change> note(Map<String, Outcome> outcomes, Instant now) {
        List<Change> changes = new ArrayList<>();
        outcomes.forEach(
                (check, outcome) -> {
                    Status before = last.put(check, outcome.status());
                    if (before != outcome.status()) {
                        since.put(check, now);
                    }
                    if (before != outcome.status() && isNews(before, outcome.status())) {
                        changes.add(new Change(check, before, outcome.status(), outcome.text()));
                    }
                });
        last.keySet().retainAll(Set.copyOf(outcomes.keySet()));
        since.keySet().retainAll(Set.copyOf(outcomes.keySet()));
        return changes;
    }

    /** The outcomes that were noted last, with the time since when they are so. */
    List<HealthBoard.Line> lines(Map<String, Outcome> outcomes) {
        List<HealthBoard.Line> lines = new ArrayList<>();
        outcomes.forEach(
                (check, outcome) ->
                        lines.add(
                                new HealthBoard.Line(
                                        check,
                                        health(outcome.status()),
                                        outcome.text(),
                                        since.getOrDefault(check, Instant.EPOCH))));
        lines.sort(Comparator.comparing(HealthBoard.Line::name));
        return List.copyOf(lines);
    }

    private static Health.Status health(Status status) {
        return switch (status) {
            case OK -> Health.Status.OK;
            case WARN -> Health.Status.WARN;
            case TEMPORARILY_UNAVAILABLE -> Health.Status.TEMPORARILY_UNAVAILABLE;
            case CRITICAL, HEALTH_CHECK_ERROR -> Health.Status.CRITICAL;
        };
    }

    private static boolean isNews(@Nullable Status before, Status now) {
        return before != null || (now != Status.OK && now != Status.TEMPORARILY_UNAVAILABLE);
    }
}
