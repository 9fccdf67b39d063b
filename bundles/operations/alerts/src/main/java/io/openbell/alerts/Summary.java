package io.openbell.alerts;

import io.openbell.alerts.Alert.Severity;
import io.openbell.api.value.Money;
import io.openbell.api.view.Performance;
import io.openbell.api.view.StatusBoard.Report;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What became of the day, once each day at that time. A day whose time had passed at the start has none. Counts are those since
 * the summary before, or since this began to look. One thread.
 */
final class Summary {

    /** Whose figures it tells. */
    private static final Set<String> COUNTING = Set.of("position-manager", "performance-tracker");

    private final @Nullable LocalTime at;
    private LocalDate lastDay;
    private @Nullable Counted before;

    private record Counted(Instant at, Performance.Snapshot counts, long errors) {

        /** A counter that is behind where it was began anew. */
        private static long since(long before, long now) {
            return now < before ? now : now - before;
        }
    }

    Summary(@Nullable LocalTime at, Instant startedAt) {
        this.at = at;
        var started = startedAt.atOffset(ZoneOffset.UTC);
        boolean passed = at == null || !started.toLocalTime().isBefore(at);
        this.lastDay = passed ? started.toLocalDate() : started.toLocalDate().minusDays(1);
    }

    /** The summary, if its time has come. */
    Optional<Alert> due(Instant now, Supplier<Report> figures) {
        if (at == null) {
            return Optional.empty();
        }
        if (before == null) {
            // Before positions and counts are complete, they say nothing.
            before = counted(now, figures.get()).orElse(null);
        }
        var moment = now.atOffset(ZoneOffset.UTC);
        if (!moment.toLocalDate().isAfter(lastDay) || moment.toLocalTime().isBefore(at)) {
            return Optional.empty();
        }
        lastDay = moment.toLocalDate();
        Report report = figures.get();
        Optional<Counted> present = counted(now, report);
        Counted since = before;
        before = present.orElse(since);
        return Optional.of(
                new Alert(
                        Severity.INFO,
                        "summary",
                        lastDay.toString(),
                        text(report)
                                + (since == null || present.isEmpty()
                                        ? "; what the day brought is not known: not all were ready"
                                        : counts(since, present.get())),
                        now));
    }

    /** Empty while they may not be all there is. */
    private static Optional<Counted> counted(Instant now, Report report) {
        boolean complete =
                report.components().stream()
                                .filter(line -> COUNTING.contains(line.id()))
                                .filter(line -> line.state().isReady())
                                .count()
                        == COUNTING.size();
        return complete
                ? Optional.of(new Counted(now, report.performance(), report.errors()))
                : Optional.empty();
    }

    private static String text(Report report) {
        return String.format(
                Locale.ROOT,
                "%s, %s, gate %s, equity %s, profit %s in all, drawdown %s of this session",
                report.mode().token(),
                report.venue(),
                report.gate(),
                report.performance().equity(),
                report.performance().profit(),
                report.performance().maxDrawdown());
    }

    private static String counts(Counted since, Counted now) {
        return String.format(
                Locale.ROOT,
                "; since %s: profit %s, orders %d, fills %d, denied %d, errors %d",
                since.at().truncatedTo(ChronoUnit.MINUTES),
                signed(now.counts().profit().minus(since.counts().profit())),
                Counted.since(since.counts().ordersSent(), now.counts().ordersSent()),
                Counted.since(since.counts().trades(), now.counts().trades()),
                Counted.since(since.counts().denied(), now.counts().denied()),
                Counted.since(since.errors(), now.errors()));
    }

    private static String signed(Money change) {
        return change.isNegative() ? change.toString() : "+" + change;
    }
}
