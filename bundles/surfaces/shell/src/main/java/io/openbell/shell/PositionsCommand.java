package io.openbell.shell;

import io.openbell.api.value.Quantity;
import io.openbell.api.view.Position;
import io.openbell.api.view.PositionBook;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;

/** What is held. */
@Service
@Command(
        scope = "trading",
        name = "positions",
        description = "Lists open positions and their profit",
        detailedDescription =
                """
                Lists what is held by our own fills, valued at the latest market price. Quantities are
                negative when short; profit carries its sign. Cash, equity and profit of the account's
                book stand below the table, with what was booked on the account as a whole.

                  trading:positions                  open positions
                  trading:positions --all            also those closed since the journal began
                  trading:positions --by-source      which strategy holds what, and has earned what
                  trading:positions --json           for programs
                """)
public final class PositionsCommand extends TradingCommand {

    @Option(name = "--all", description = "Also list positions that were closed")
    boolean all;

    @Option(name = "--by-source", description = "List what each strategy holds")
    boolean bySource;

    @Override
    Answer answer(Services services) throws CommandFailed {
        PositionBook book = services.require(PositionBook.class, "position-manager");
        Listing listing = new Listing("positions", "No open positions");
        if (bySource) {
            listing.column("source", "Source");
        }
        listing.column("symbol", "Symbol")
                .number("quantity", "Quantity")
                .number("averagePrice", "Average price")
                .number("mark", "Mark")
                .number("marketValue", "Market value")
                .number("unrealized", "Unrealized")
                .number("realized", "Realized");
        if (bySource) {
            book.bySource()
                    .forEach((source, positions) -> add(listing, positions, List.of(source)));
        } else {
            add(listing, book.positions(), List.of());
        }
        listing.figure("cash", "Cash", book.cash())
                .figure("equity", "Equity", book.equity())
                .figure("profit", "Profit", new Values.Profit(book.profit()))
                .figure("income", "Fees and interest", new Values.Profit(book.income()));
        if (bySource) {
            listing.figure("profitBySource", "Profit by source", profits(book));
        }
        return listing;
    }

    private static Map<String, @Nullable Object> profits(PositionBook book) {
        Facts facts = new Facts();
        book.profitBySource()
                .forEach(
                        (source, profit) ->
                                facts.fact(
                                        source,
                                        "",
                                        new Facts()
                                                .fact(
                                                        "realized",
                                                        "",
                                                        new Values.Profit(profit.realized()))
                                                .fact(
                                                        "unrealized",
                                                        "",
                                                        new Values.Profit(profit.unrealized()))
                                                .json()));
        return facts.json();
    }

    private void add(Listing listing, List<Position> positions, List<Object> before) {
        for (Position position : positions) {
            if (all || !position.quantity().equals(Quantity.ZERO)) {
                List<Object> row = new ArrayList<>(before);
                row.add(position.symbol());
                row.add(position.quantity());
                row.add(position.averagePrice());
                row.add(position.mark());
                row.add(position.marketValue());
                row.add(new Values.Profit(position.unrealized()));
                row.add(new Values.Profit(position.realized()));
                listing.row(row.toArray());
            }
        }
    }
}
