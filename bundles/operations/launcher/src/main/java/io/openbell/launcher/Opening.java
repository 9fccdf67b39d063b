package io.openbell.launcher;

import io.openbell.api.view.Preflight.Report;
import io.openbell.api.view.Preflight.Row;
import io.openbell.api.view.Preflight.Verdict;
import io.openbell.launcher.preflight.PreflightTable;
import io.openbell.launcher.preflight.SessionPreflight;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/**
 * The second half of the pre-flight, while components start: until the venue has been asked and is content. Whatever a
 * person must change ends the process; a venue that does not answer is asked again, and no session opens meanwhile.
 */
final class Opening {

    private static final long FIRST_PAUSE_MILLIS = 20;
    private static final long LONGEST_PAUSE_MILLIS = 1_000;

    private final Callable<Report> preflight;
    private final Consumer<String> output;
    private final Duration patience;

    /**
     * Of that pre-flight.
     *
     * @param output   where the table goes
     * @param patience how long a venue may not answer before people are told
     */
    Opening(SessionPreflight preflight, Consumer<String> output, Duration patience) {
        this(preflight::withVenue, output, patience);
    }

    Opening(Callable<Report> preflight, Consumer<String> output, Duration patience) {
        this.preflight = preflight;
        this.output = output;
        this.patience = patience;
    }

    /**
     * Blocks until it passed.
     *
     * @param unanswered hears once, after the patience, of a venue that does not answer
     * @return what was found at last: it passed, or something failed that is not the venue's silence
     */
    Report await(Consumer<Row> unanswered) throws Exception {
        long began = System.nanoTime();
        long pause = FIRST_PAUSE_MILLIS;
        boolean told = false;
        for (Report report = preflight.call(); ; report = preflight.call()) {
            Row failed = failed(report);
            if (failed == null || !failed.check().equals("venue")) {
                output.accept(PreflightTable.render(report));
                return report;
            }
            if (!told && System.nanoTime() - began > patience.toNanos()) {
                told = true;
                output.accept(PreflightTable.render(report));
                unanswered.accept(failed);
            }
            Thread.sleep(pause);
            pause = Math.min(LONGEST_PAUSE_MILLIS, pause + pause / 4);
        }
    }

    private static @org.jspecify.annotations.Nullable Row failed(Report report) {
        return report.rows().stream()
                .filter(row -> row.verdict() == Verdict.FAIL)
                .findFirst()
                .orElse(null);
    }
}
