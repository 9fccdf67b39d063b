package io.openbell.shell;

import io.openbell.api.component.ComponentStatus;
import io.openbell.api.view.ErrorLog;
import io.openbell.api.view.Performance;
import io.openbell.api.view.Resources;
import io.openbell.api.view.StatusBoard;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.api.console.Terminal;
import org.jspecify.annotations.Nullable;

/** The status table. */
@Service
@Command(
        scope = "trading",
        name = "status",
        description = "Shows mode, components, metrics and resources",
        detailedDescription =
                """
                Shows what the start terminal shows: the mode, every component with its state, whether new
                orders pass the gate, the figures of trading, and the use of the machine.

                  trading:status
                  trading:status --json
                """)
public final class StatusCommand extends TradingCommand {

    @Reference @Nullable Session session;

    @Override
    Answer answer(Services services) throws CommandFailed {
        StatusBoard board = services.require(StatusBoard.class, "launcher");
        ErrorLog errors = services.find(ErrorLog.class);
        StatusBoard.Report report = board.report();
        Facts facts = facts(report, errors == null ? List.of() : errors.entries());
        String rendered = board.render(colours());
        return new Answer() {
            @Override
            public void table(PrintStream out) {
                out.println(rendered.stripTrailing());
            }

            @Override
            public void plain(PrintStream out) {
                flat(report).plain(out);
            }

            @Override
            public Object json() {
                return facts.json();
            }
        };
    }

    private boolean colours() {
        Terminal terminal = session == null ? null : session.getTerminal();
        String type = terminal == null ? null : terminal.getType();
        return type != null && !type.startsWith("dumb");
    }

    private static Facts facts(StatusBoard.Report report, List<ErrorLog.Entry> errors) {
        return new Facts()
                .fact("mode", "Mode", report.mode().token())
                .fact("venue", "Venue", report.venue())
                .fact("sessionOpen", "Session open", report.sessionOpen())
                .fact("gate", "Gate", report.gate())
                .fact("gateDetail", "Gate detail", report.gateDetail())
                .fact("uptimeSeconds", "Uptime", report.uptimeSeconds())
                .fact("performance", "Performance", performance(report.performance()))
                .fact("errors", "Errors", report.errors())
                .fact("errorLog", "Error log", errors.stream().map(StatusCommand::error).toList())
                .fact("resources", "Resources", resources(report.resources()))
                .fact("components", "Components", components(report.components()));
    }

    /** One level of keys, one line each. */
    private static Facts flat(StatusBoard.Report report) {
        Facts flat =
                new Facts()
                        .fact("mode", "", report.mode().token())
                        .fact("venue", "", report.venue())
                        .fact("sessionOpen", "", report.sessionOpen())
                        .fact("gate", "", report.gate())
                        .fact("gateDetail", "", report.gateDetail())
                        .fact("uptimeSeconds", "", report.uptimeSeconds())
                        .fact("errors", "", report.errors());
        performance(report.performance()).forEach((key, value) -> flat.fact(key, "", value));
        resources(report.resources()).forEach((key, value) -> flat.fact(key, "", value));
        report.components().forEach(line -> flat.fact("component." + line.id(), "", line.state()));
        return flat;
    }

    private static Map<String, @Nullable Object> performance(Performance.Snapshot figures) {
        return new Facts()
                .fact("opportunities", "", figures.opportunities())
                .fact("trades", "", figures.trades())
                .fact("ordersSent", "", figures.ordersSent())
                .fact("denied", "", figures.denied())
                .fact("profit", "", new Values.Profit(figures.profit()))
                .fact("equity", "", figures.equity())
                .fact("maxDrawdown", "", figures.maxDrawdown())
                .json();
    }

    private static Map<String, @Nullable Object> error(ErrorLog.Entry entry) {
        return new Facts()
                .fact("component", "", entry.component())
                .fact("count", "", entry.count())
                .fact("lastMessage", "", entry.lastMessage())
                .fact("lastAt", "", entry.lastAt())
                .json();
    }

    private static Map<String, @Nullable Object> resources(Resources.Usage usage) {
        return new Facts()
                .fact("cpuPercent", "", measured(usage.cpu()))
                .fact("memoryPercent", "", measured(usage.memory()))
                .fact("diskPercent", "", measured(usage.disk()))
                .json();
    }

    /** With one decimal; null while it was not measured. */
    private static @Nullable Double measured(double percent) {
        return percent < 0 ? null : Math.round(percent * 10) / 10.0;
    }

    private static List<Map<String, @Nullable Object>> components(List<ComponentStatus> lines) {
        List<Map<String, @Nullable Object>> components = new ArrayList<>();
        for (ComponentStatus line : lines) {
            components.add(
                    new Facts()
                            .fact("id", "", line.id())
                            .fact("state", "", line.state())
                            .fact("required", "", line.required())
                            .fact("reason", "", line.reason())
                            .fact("restarts", "", line.restarts())
                            .fact("since", "", line.since())
                            .json());
        }
        return components;
    }
}
