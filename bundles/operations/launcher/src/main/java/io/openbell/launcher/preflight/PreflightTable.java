package io.openbell.launcher.preflight;

import io.openbell.api.view.Preflight.Report;
import io.openbell.api.view.Preflight.Row;
import io.openbell.api.view.Preflight.Verdict;
import java.util.Locale;

/** Draws a report for the terminal. */
public final class PreflightTable {

    private PreflightTable() {}

    /** Every row, what to do below those that ask for it, and a last line that sums up. */
    public static String render(Report report) {
        StringBuilder table = new StringBuilder("Pre-flight:\n");
        for (Row row : report.rows()) {
            table.append(
                    String.format(
                            Locale.ROOT,
                            "  %-4s  %-14s %s%n",
                            word(row.verdict()),
                            row.check(),
                            row.reason()));
            if (!row.remedy().isEmpty()) {
                table.append(String.format(Locale.ROOT, "  %21s-> %s%n", "", row.remedy()));
            }
        }
        return table.append("  ").append(sum(report)).append('\n').toString();
    }

    private static String word(Verdict verdict) {
        return switch (verdict) {
            case PASS -> "pass";
            case WARN -> "WARN";
            case FAIL -> "FAIL";
            case SKIPPED -> "-";
        };
    }

    private static String sum(Report report) {
        long failed = count(report, Verdict.FAIL);
        long warned = count(report, Verdict.WARN);
        String text = count(report, Verdict.PASS) + " passed, " + warned + " warn, ";
        return failed == 0
                ? text + "none failed"
                : text + failed + " failed: no session (exit code " + report.exitCode() + ")";
    }

    private static long count(Report report, Verdict verdict) {
        return report.rows().stream().filter(row -> row.verdict() == verdict).count();
    }
}
