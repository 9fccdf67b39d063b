package io.openbell.alerts;

import io.openbell.alerts.Alert.Severity;
import io.openbell.api.view.StatusBoard.Report;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What became of the day, once each day at that time. A day whose time had passed at the start has none. One thread. */
final class Summary {

    private final @Nullable LocalTime at;
    private LocalDate lastDay;

    Summary(@Nullable LocalTime at, Instant startedAt) {
        this.at = at;
        var started = startedAt.atOffset(ZoneOffset.UTC);
        boolean passed = at == null || !started.toLocalTime().isBefore(at);
        this.lastDay = passed ? started.toLocalDate() : started.toLocalDate().minusDays(1);
    }

    /** The summary, if its time has come. */
    Optional<Alert> due(Instant now, Supplier<Report> figures) {
        var moment = now.atOffset(ZoneOffset.UTC);
        if (at == null
                || !moment.toLocalDate().isAfter(lastDay)
                || moment.toLocalTime().isBefore(at)) {
            return Optional.empty();
        }
        lastDay = moment.toLocalDate();
        Report report = figures.get();
        return Optional.of(
                new Alert(
                        Severity.INFO,
                        "summary",
                        lastDay.toString(),
                        String.format(
                                Locale.ROOT,
                                "%s, %s, gate %s, profit %s, equity %s, drawdown %s, orders %d, fills %d, denied %d, errors %d",
                                report.mode().token(),
                                report.venue(),
                                report.gate(),
                                report.performance().profit(),
                                report.performance().equity(),
                                report.performance().maxDrawdown(),
                                report.performance().ordersSent(),
                                report.performance().trades(),
                                report.performance().denied(),
                                report.errors()),
                        now));
    }
}
