package io.openbell.launcher.status;

import io.openbell.api.component.ComponentState;
import io.openbell.api.component.ComponentStatus;
import io.openbell.api.risk.GateState;
import io.openbell.api.session.TradingMode;
import io.openbell.api.value.Money;
import io.openbell.api.view.StatusBoard.Report;
import io.openbell.launcher.supervisor.Catalogue;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Draws a report as the table that people know. */
public final class StatusTable {

    private static final String RULE = "=".repeat(80);

    private StatusTable() {}

    /** Everything. */
    public static String render(Report report, boolean colour) {
        StringBuilder table = new StringBuilder();
        table.append(RULE).append('\n');
        table.append(
                        Ansi.BOLD.paint(
                                report.sessionOpen()
                                        ? "SYSTEM STATUS"
                                        : "SYSTEM STATUS (session not open)",
                                colour))
                .append('\n');
        table.append(RULE).append('\n');
        table.append("Mode:  ").append(mode(report.mode(), colour)).append('\n');
        table.append("Venue: ").append(report.venue()).append('\n');
        table.append("Gate:  ").append(gate(report, colour)).append("\n\n");
        table.append("Components:\n");
        report.components().stream()
                .sorted(Comparator.comparingInt(line -> Catalogue.position(line.id())))
                .forEach(line -> append(table, line, colour));
        appendMetrics(table, report);
        table.append("\nResource Usage:\n");
        table.append("  CPU: ").append(percent(report.resources().cpu())).append('\n');
        table.append("  Memory: ").append(percent(report.resources().memory())).append('\n');
        table.append("  Disk: ").append(percent(report.resources().disk())).append('\n');
        return table.append(RULE).append('\n').toString();
    }

    /** What remains to be said when the session is over. */
    public static String summary(
            Report last,
            String source,
            List<String> stopOrder,
            List<String> notStopped,
            Map<String, String> steps) {
        StringBuilder text = new StringBuilder();
        text.append(RULE).append("\nSESSION CLOSED (").append(source).append(")\n");
        text.append(RULE).append('\n');
        text.append("Mode:  ").append(mode(last.mode(), false)).append('\n');
        text.append("Venue: ").append(last.venue()).append('\n');
        appendMetrics(text, last);
        if (!steps.isEmpty()) {
            text.append("\nEnd of the session:\n");
            steps.forEach(
                    (step, line) ->
                            text.append("  ").append(step).append(": ").append(line).append('\n'));
        }
        text.append("\nStopped in this order:\n  ");
        text.append(stopOrder.isEmpty() ? "nothing had started" : String.join(", ", stopOrder));
        text.append('\n');
        if (!notStopped.isEmpty()) {
            text.append("\nDid not stop in time: ").append(String.join(", ", notStopped));
            text.append('\n');
        }
        return text.append(RULE).append('\n').toString();
    }

    /** The mode in words that nobody mistakes. */
    public static String mode(TradingMode mode, boolean colour) {
        String words =
                switch (mode) {
                    case PAPER -> "PAPER TRADING (no real money)";
                    case LIVE -> "LIVE TRADING (real money)";
                    case BACKTEST -> "BACKTEST";
                    case RESEARCH -> "RESEARCH (no orders)";
                };
        return Ansi.of(mode).paint(words, colour);
    }

    /** One component on one line, and a second one for the reason if there is something to say. */
    static void append(StringBuilder table, ComponentStatus line, boolean colour) {
        String word = String.format(Locale.ROOT, "%-16s", word(line.state()));
        table.append(
                String.format(
                        Locale.ROOT,
                        "  %s %-27s %s [%s]%s%n",
                        icon(line.state()),
                        line.id(),
                        Ansi.of(line.state()).paint(word, colour),
                        line.required() ? "REQUIRED" : "OPTIONAL",
                        line.restarts() == 0 ? "" : "  restarts: " + line.restarts()));
        if (!line.reason().isEmpty()) {
            table.append("       ").append(Ansi.DIM.paint(line.reason(), colour)).append('\n');
        }
    }

    /** A state as people say it. */
    static String word(ComponentState state) {
        return switch (state) {
            case NOT_INSTALLED -> "not installed";
            case NOT_IN_THIS_MODE -> "not in this mode";
            case BACKOFF -> "restarting";
            default -> state.name().toLowerCase(Locale.ROOT);
        };
    }

    private static String icon(ComponentState state) {
        return switch (state) {
            case RUNNING -> "✅";
            case WARNING, SUSPECT, UNAVAILABLE -> "⚠️ ";
            case STARTING, WAITING, STOPPING -> "⏳";
            case BACKOFF -> "🔁";
            case FAILED, ABANDONED -> "❌";
            case STOPPED, NOT_INSTALLED, NOT_IN_THIS_MODE -> "➖";
        };
    }

    private static String gate(Report report, boolean colour) {
        String word = report.gate().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        String detail = report.gateDetail().isEmpty() ? "" : " (" + report.gateDetail() + ")";
        Ansi paint =
                report.gate() == GateState.ACTIVE
                        ? Ansi.GREEN
                        : report.gate() == GateState.HALTED ? Ansi.RED : Ansi.YELLOW;
        return paint.paint(word, colour) + detail;
    }

    private static void appendMetrics(StringBuilder table, Report report) {
        table.append("\nMetrics:\n");
        table.append("  Uptime: ").append(report.uptimeSeconds()).append(" seconds\n");
        table.append("  Opportunities Found: ")
                .append(report.performance().opportunities())
                .append('\n');
        table.append("  Trades Executed: ").append(report.performance().trades()).append('\n');
        table.append("  P&L: ").append(dollars(report.performance().profit())).append('\n');
        table.append("  Errors Handled: ").append(report.errors()).append('\n');
    }

    /** As {@code $1,234.56}; a loss as {@code -$1,234.56}. */
    static String dollars(Money money) {
        DecimalFormat format =
                new DecimalFormat(
                        "$#,##0.00;-$#,##0.00", DecimalFormatSymbols.getInstance(Locale.ROOT));
        format.setRoundingMode(RoundingMode.HALF_EVEN);
        String text = format.format(money.toBigDecimal());
        return text.equals("-$0.00") ? "$0.00" : text;
    }

    private static String percent(double value) {
        return value < 0 ? "not measured yet" : Math.round(value) + "%";
    }
}
