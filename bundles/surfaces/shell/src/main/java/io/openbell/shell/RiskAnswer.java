package io.openbell.shell;

import io.openbell.api.risk.GateState;
import io.openbell.api.view.RiskBoard;
import io.openbell.api.view.RiskBoard.Kind;
import io.openbell.api.view.RiskBoard.Line;
import io.openbell.api.view.RiskBoard.State;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import org.apache.karaf.shell.support.table.ShellTable;
import org.jspecify.annotations.Nullable;

/** The gate on top, then a line for each limit, with a bar for people. */
final class RiskAnswer implements Answer {

    private static final int BAR = 10;

    private final RiskBoard.Snapshot board;
    private final String symbol;
    private final List<Line> lines;

    /**
     * These lines of the board.
     *
     * @param symbol the lines are about it; empty when they are about everything
     */
    RiskAnswer(RiskBoard.Snapshot board, String symbol, List<Line> lines) {
        this.board = board;
        this.symbol = symbol;
        this.lines = lines;
    }

    @Override
    public void table(PrintStream out) {
        out.println("Gate: " + board.state());
        if (board.state() != GateState.ACTIVE) {
            for (String reason : board.detail().split("; ")) {
                out.println("  " + Values.text(reason));
            }
        }
        out.println("As of: " + Values.text(board.at()));
        out.println();
        ShellTable table =
                new ShellTable()
                        .emptyTableText(
                                symbol.isEmpty()
                                        ? "Nothing is known yet"
                                        : "Nothing is held, ordered or frozen of " + symbol);
        table.column("What");
        table.column("Of");
        table.column("Use").alignRight();
        table.column("Limit").alignRight();
        table.column("Left").alignRight();
        table.column("Unit");
        table.column("Used").alignRight();
        table.column("");
        table.column("State");
        table.column("Detail");
        for (Line line : lines) {
            if (isShown(line)) {
                table.addRow()
                        .addContent(
                                line.name(),
                                line.scope(),
                                number(line.use()),
                                number(line.limit()),
                                number(line.distance()),
                                line.unit(),
                                percent(used(line)),
                                bar(used(line)),
                                line.state(),
                                Values.text(line.detail()));
            }
        }
        table.print(out, true);
    }

    /** A line about one symbol is shown to people when they ask for it, or when it is near its limit. */
    private boolean isShown(Line line) {
        boolean aboutOne = !line.scope().isEmpty() && line.kind() != Kind.CAPITAL;
        return !symbol.isEmpty()
                || !aboutOne
                || line.state() == State.NEAR
                || line.state() == State.TRIPPED;
    }

    /** What is off has nothing to be near to. */
    private static double used(Line line) {
        return line.state() == State.OFF ? Double.NaN : line.usedPercent();
    }

    private static String number(double value) {
        if (Double.isNaN(value)) {
            return "-";
        }
        return value == Math.rint(value)
                ? String.format(Locale.ROOT, "%.0f", value)
                : String.format(Locale.ROOT, "%.2f", value);
    }

    private static String percent(double used) {
        return Double.isNaN(used) ? "-" : String.format(Locale.ROOT, "%.0f%%", used);
    }

    private static String bar(double used) {
        if (Double.isNaN(used)) {
            return "";
        }
        int full = (int) Math.round(Math.max(0, Math.min(100, used)) * BAR / 100);
        return "#".repeat(full) + ".".repeat(BAR - full);
    }

    @Override
    public void plain(PrintStream out) {
        listing().plain(out);
    }

    @Override
    public Object json() {
        return listing().json();
    }

    private Listing listing() {
        Listing listing =
                new Listing("lines", "")
                        .column("kind", "Kind")
                        .column("name", "What")
                        .column("scope", "Of")
                        .number("use", "Use")
                        .number("limit", "Limit")
                        .number("distance", "Left")
                        .column("unit", "Unit")
                        .number("usedPercent", "Used")
                        .column("state", "State")
                        .column("detail", "Detail");
        for (Line line : lines) {
            listing.row(
                    line.kind(),
                    line.name(),
                    line.scope(),
                    known(line.use()),
                    known(line.limit()),
                    known(line.distance()),
                    line.unit(),
                    known(used(line)),
                    line.state(),
                    line.detail());
        }
        return listing.figure("state", "Gate", board.state())
                .figure("detail", "Reason", board.detail())
                .figure("at", "As of", board.at());
    }

    private static @Nullable Double known(double value) {
        return Double.isFinite(value) ? value : null;
    }
}
