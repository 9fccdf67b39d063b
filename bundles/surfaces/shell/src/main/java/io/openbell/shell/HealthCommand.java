package io.openbell.shell;

import io.openbell.api.component.Health;
import io.openbell.api.view.HealthBoard;
import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;

/** What the health checks say. */
@Service
@Command(
        scope = "trading",
        name = "health",
        description = "Shows what every health check says",
        detailedDescription =
                """
                Shows the latest run of all health checks: each component, the trading loop's queue, the
                journal, and the machine's resources, with figures and since when they are so.

                  trading:health
                  trading:health market-data-collector
                  trading:health --json
                """)
public final class HealthCommand extends TradingCommand {

    @Argument(name = "CHECK", description = "Show this one only", required = false)
    @Completion(ComponentCompleter.class)
    @Nullable String check;

    @Override
    Answer answer(Services services) throws CommandFailed {
        List<HealthBoard.Line> lines =
                services.require(HealthBoard.class, "health-monitor").lines();
        List<HealthBoard.Line> wanted =
                lines.stream().filter(line -> check == null || line.name().equals(check)).toList();
        if (check != null && wanted.isEmpty()) {
            throw new CommandFailed(
                    CommandFailed.NOT_POSSIBLE,
                    "no check is called '"
                            + check
                            + "'; there are "
                            + Values.text(lines.stream().map(HealthBoard.Line::name).toList()));
        }
        Listing listing =
                new Listing("checks", "No check has run yet")
                        .column("name", "Check")
                        .column("status", "Status")
                        .column("since", "Since")
                        .column("detail", "Detail");
        wanted.forEach(
                line -> listing.row(line.name(), line.status(), line.since(), line.detail()));
        return listing.figure("status", "Worst", worst(wanted));
    }

    private static Health.Status worst(List<HealthBoard.Line> lines) {
        return lines.stream()
                .map(HealthBoard.Line::status)
                .max(Health.Status::compareTo)
                .orElse(Health.Status.OK);
    }
}
