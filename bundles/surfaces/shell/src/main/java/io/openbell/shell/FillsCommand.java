package io.openbell.shell;

import io.openbell.api.order.OrderEvent.OrderFilled;
import io.openbell.api.view.OrderBook;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** What was executed. */
@Service
@Command(
        scope = "trading",
        name = "fills",
        description = "Lists the latest fills",
        detailedDescription =
                """
                Lists the latest executions of our orders, newest first. Cash flow is positive when we
                sold and negative when we bought, commission deducted.

                  trading:fills --limit 10
                  trading:fills --json
                """)
public final class FillsCommand extends TradingCommand {

    @Option(name = "--limit", description = "How many at most, 1 to 10000")
    int limit = 50;

    @Override
    Answer answer(Services services) throws CommandFailed {
        Arguments.within("--limit", limit, 1, 10_000);
        OrderBook book = services.require(OrderBook.class, "order-executor");
        Listing listing =
                new Listing("fills", "No fills yet")
                        .column("at", "At")
                        .column("orderId", "Order")
                        .detail("executionId")
                        .column("source", "Source")
                        .column("side", "Side")
                        .column("symbol", "Symbol")
                        .number("quantity", "Quantity")
                        .number("price", "Price")
                        .number("commission", "Commission")
                        .number("cashFlow", "Cash flow");
        for (OrderFilled fill : book.recentFills(limit)) {
            listing.row(
                    fill.at(),
                    fill.orderId(),
                    fill.executionId(),
                    fill.source(),
                    fill.side(),
                    fill.symbol(),
                    fill.quantity(),
                    fill.price(),
                    fill.commission(),
                    new Values.Profit(fill.cashFlow()));
        }
        return listing;
    }
}
