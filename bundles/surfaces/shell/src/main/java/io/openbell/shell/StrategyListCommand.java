package io.openbell.shell;

import io.openbell.api.view.CallbackTimes;
import io.openbell.api.view.RiskBoard;
import io.openbell.api.view.StrategyDeployment;
import io.openbell.api.view.StrategyDeployment.State;
import io.openbell.api.view.StrategyStatus;
import java.util.List;
import java.util.Optional;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;

/** Versions of strategies. */
@Service
@Command(
        scope = "trading",
        name = "strategy-list",
        description = "Lists strategies with versions, digests, callback times and capital",
        detailedDescription =
                """
                First what has the places, with how long its callbacks took (in microseconds) and how much of its
                share of capital is used; then other versions that were deployed: PREVIOUS can be rolled back to,
                REFUSED says why, SHADOW runs beside the one that trades.

                  trading:strategy-list
                  trading:strategy-list --json
                """)
public final class StrategyListCommand extends TradingCommand {

    private static final double NANOS_PER_MICRO = 1_000;

    @Override
    Answer answer(Services services) throws CommandFailed {
        StrategyDesk desk = StrategyDesk.of(services);
        List<StrategyDeployment> deployments = desk.deployments().deployments();
        RiskBoard board = services.find(RiskBoard.class);
        Listing listing =
                new Listing("versions", "No strategies are installed")
                        .column("strategies", "Strategy")
                        .column("version", "Version")
                        .column("sha256", "SHA-256")
                        .column("state", "State")
                        .number("calls", "Calls")
                        .number("medianMicros", "Median us")
                        .number("p99Micros", "p99 us")
                        .number("longestMicros", "Longest us")
                        .column("capital", "Capital")
                        .column("file", "File")
                        .detail("warnings")
                        .column("reason", "Reason");
        for (StrategyStatus status : desk.strategies().strategies()) {
            Optional<StrategyDeployment> own =
                    deployments.stream()
                            .filter(line -> line.state() == State.ACTIVE)
                            .filter(line -> line.strategies().contains(status.name()))
                            .findFirst();
            CallbackTimes times = status.callbacks();
            listing.row(
                    List.of(status.name()),
                    status.version(),
                    own.map(StrategyDeployment::sha256).orElse(""),
                    status.state(),
                    times.calls(),
                    micros(times.medianNanos()),
                    micros(times.p99Nanos()),
                    micros(times.longestNanos()),
                    capital(board, status.name()),
                    own.map(StrategyDeployment::file).orElse(""),
                    own.map(StrategyDeployment::warnings).orElse(List.of()),
                    status.reason());
        }
        for (StrategyDeployment line : deployments) {
            if (line.state() != State.ACTIVE) {
                listing.row(
                        line.strategies(),
                        line.version(),
                        line.sha256(),
                        line.state(),
                        null,
                        null,
                        null,
                        null,
                        "",
                        line.file(),
                        line.warnings(),
                        line.reason());
            }
        }
        return listing;
    }

    private static double micros(long nanos) {
        return nanos / NANOS_PER_MICRO;
    }

    /** What is used of its share, for people; empty if it has none of its own. */
    private static String capital(@Nullable RiskBoard board, String name) {
        if (board == null) {
            return "";
        }
        return board.snapshot().lines().stream()
                .filter(line -> line.kind() == RiskBoard.Kind.CAPITAL)
                .filter(line -> line.scope().equals(name))
                .map(line -> "%.2f of %.2f %s".formatted(line.use(), line.limit(), line.unit()))
                .findFirst()
                .orElse("");
    }
}
