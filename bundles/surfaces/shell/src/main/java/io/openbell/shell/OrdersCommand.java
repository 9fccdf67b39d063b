package io.openbell.shell;

import io.openbell.api.order.ExternalOrder;
import io.openbell.api.order.Order;
import io.openbell.api.order.OrderEvent.OrderDenied;
import io.openbell.api.view.OrderBook;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Our orders. */
@Service
@Command(
        scope = "trading",
        name = "orders",
        description = "Lists open orders",
        detailedDescription =
                """
                Lists our orders that may still fill, oldest first. UNKNOWN means that the venue has not
                answered, or says what cannot be: the order may or may not be in the market, and counts as open.

                  trading:orders                     orders that may still fill
                  trading:orders --all --limit 100   the latest 100 of any status, newest first
                  trading:orders --external          open orders of others in the account
                  trading:orders --denied            intents that risk refused, newest first
                """)
public final class OrdersCommand extends TradingCommand {

    @Option(name = "--all", description = "List the latest orders of any status, newest first")
    boolean all;

    @Option(name = "--denied", description = "List the latest intents that risk refused")
    boolean denied;

    @Option(
            name = "--external",
            description = "List open orders of the account that are not ours, and are left alone")
    boolean external;

    @Option(name = "--limit", description = "How many at most with --all or --denied, 1 to 10000")
    int limit = 50;

    @Override
    Answer answer(Services services) throws CommandFailed {
        Arguments.within("--limit", limit, 1, 10_000);
        OrderBook book = services.require(OrderBook.class, "order-executor");
        if (external) {
            return others(book);
        }
        return denied ? denials(book) : orders(book);
    }

    private Listing orders(OrderBook book) {
        Listing listing =
                new Listing("orders", all ? "No orders" : "No open orders")
                        .column("createdAt", "Created")
                        .column("orderId", "Order")
                        .detail("brokerId")
                        .detail("intentId")
                        .column("source", "Source")
                        .column("side", "Side")
                        .column("symbol", "Symbol")
                        .number("quantity", "Quantity")
                        .number("filled", "Filled")
                        .number("averageFillPrice", "Average price")
                        .column("terms", "Terms")
                        .column("timeInForce", "TIF")
                        .column("status", "Status")
                        .column("detail", "Detail")
                        .detail("reason")
                        .detail("updatedAt")
                        .detail("parent")
                        .detail("replaces")
                        .detail("replacedBy");
        for (Order order : all ? book.recent(limit) : book.open()) {
            listing.row(
                    order.createdAt(),
                    order.id(),
                    order.brokerId(),
                    order.intent().id(),
                    order.intent().source(),
                    order.intent().side(),
                    order.intent().symbol(),
                    order.intent().quantity(),
                    order.filled(),
                    order.averageFillPrice(),
                    Arguments.describe(order.intent().terms()),
                    order.intent().timeInForce(),
                    order.status(),
                    order.detail(),
                    order.intent().reason(),
                    order.updatedAt(),
                    order.links().parent().orElse(null),
                    order.links().replaces().orElse(null),
                    order.links().replacedBy().orElse(null));
        }
        return listing.figure("external", "Open orders of others", book.external().size());
    }

    private static Listing others(OrderBook book) {
        Listing listing =
                new Listing("external", "All open orders are ours")
                        .column("submittedAt", "Submitted")
                        .column("brokerId", "Venue's id")
                        .column("clientId", "Placed as")
                        .column("side", "Side")
                        .column("symbol", "Symbol")
                        .number("quantity", "Quantity")
                        .number("filled", "Filled")
                        .number("limitPrice", "Limit")
                        .column("status", "Status");
        for (ExternalOrder order : book.external()) {
            listing.row(
                    order.submittedAt(),
                    order.brokerId(),
                    order.clientId(),
                    order.side(),
                    order.symbol(),
                    order.quantity(),
                    order.filled(),
                    order.limitPrice().orElse(null),
                    order.rawStatus());
        }
        return listing;
    }

    private Listing denials(OrderBook book) {
        Listing listing =
                new Listing("denials", "Nothing was denied")
                        .column("at", "At")
                        .detail("intentId")
                        .column("source", "Source")
                        .column("side", "Side")
                        .column("symbol", "Symbol")
                        .number("quantity", "Quantity")
                        .column("code", "Code")
                        .column("detail", "Detail");
        for (OrderDenied denial : book.recentDenials(limit)) {
            listing.row(
                    denial.at(),
                    denial.intent().id(),
                    denial.intent().source(),
                    denial.intent().side(),
                    denial.intent().symbol(),
                    denial.intent().quantity(),
                    denial.code(),
                    denial.detail());
        }
        return listing;
    }
}
