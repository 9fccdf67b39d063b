package io.openbell.shell;

import io.openbell.api.view.Execution;
import io.openbell.api.view.ExecutionBook;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Orders that are traded over time. */
@Service
@Command(
        scope = "trading",
        name = "algos",
        description = "Lists executions: orders that are traded in parts over time",
        detailedDescription =
                """
                Lists executions that have not ended, with a bar of what is filled. "Scheduled" is what
                should be filled or open by now. trading:order --algo starts one, trading:cancel with
                its name stops one and takes its parts out of the market.

                  trading:algos                     executions that have not ended, oldest first
                  trading:algos --all --limit 100   the latest 100, newest first
                """)
public final class AlgosCommand extends TradingCommand {

    @Option(name = "--all", description = "List the latest executions, ended ones as well")
    boolean all;

    @Option(name = "--limit", description = "How many at most with --all, 1 to 1000")
    int limit = 50;

    @Override
    Answer answer(Services services) throws CommandFailed {
        Arguments.within("--limit", limit, 1, 1_000);
        ExecutionBook book = services.require(ExecutionBook.class, "order-executor");
        Listing listing =
                new Listing("executions", all ? "No executions" : "No executions are running")
                        .column("startedAt", "Started")
                        .column("executionId", "Execution")
                        .column("source", "Source")
                        .column("algorithm", "Algorithm")
                        .column("figures", "Figures")
                        .column("side", "Side")
                        .column("symbol", "Symbol")
                        .number("quantity", "Quantity")
                        .column("progress", "Progress")
                        .number("filled", "Filled")
                        .number("open", "Open")
                        .number("scheduled", "Scheduled")
                        .number("averageFillPrice", "Average price")
                        .number("parts", "Parts")
                        .number("setbacks", "Setbacks")
                        .column("state", "State")
                        .column("outcome", "Outcome")
                        .column("detail", "Detail")
                        .detail("limitPrice")
                        .detail("profile")
                        .detail("reason")
                        .detail("endsAt")
                        .detail("updatedAt");
        for (Execution execution : all ? book.recent(limit) : book.running()) {
            add(listing, execution);
        }
        return listing;
    }

    private static void add(Listing listing, Execution execution) {
        listing.row(
                execution.startedAt(),
                execution.wish().id(),
                execution.wish().source(),
                execution.wish().algorithm().token(),
                ExecutionTicket.describe(execution.wish().algorithm()),
                execution.wish().side(),
                execution.wish().symbol(),
                execution.wish().quantity(),
                ExecutionTicket.bar(execution.filled(), execution.wish().quantity()),
                execution.filled(),
                execution.open(),
                execution.scheduled(),
                execution.averageFillPrice(),
                execution.parts(),
                execution.setbacks(),
                execution.state(),
                execution.outcome().orElse(null),
                execution.detail(),
                execution.wish().limitPrice().orElse(null),
                execution.profile(),
                execution.wish().reason(),
                execution.endsAt(),
                execution.updatedAt());
    }
}
