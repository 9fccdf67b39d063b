package io.openbell.shell;

import io.openbell.api.engine.TradingLoop;
import io.openbell.api.order.Order;
import io.openbell.api.order.OrderId;
import io.openbell.api.order.OrderStatus;
import io.openbell.api.order.SettleOrder;
import io.openbell.api.view.OrderBook;
import java.util.List;
import java.util.Optional;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.jspecify.annotations.Nullable;

/** Declares an order over that the venue does not know any more. */
@Service
@Command(
        scope = "trading",
        name = "settle",
        description = "Declares an order over that the venue had and does not know any more",
        detailedDescription =
                """
                An order that the venue had and, asked for a minute, does not know any more stays UNKNOWN, its
                symbol is frozen, and nothing is reconciled: nobody can say whether it filled. When you have
                seen at the venue what became of it, say so here. What was filled stays filled; if it
                filled more than we know, positions will disagree and trading stays closed.

                  trading:settle p1-07-000042-k --reason "support ticket 4711: purged, no fills"
                """)
public final class SettleCommand extends TradingCommand {

    @Argument(
            name = "orderId",
            description = "Our name of the order, as trading:orders shows it",
            required = true)
    @Completion(OpenOrderCompleter.class)
    String orderId = "";

    @Argument(
            index = 1,
            name = "more",
            description = "Options may stand here as well",
            multiValued = true)
    @Completion(
            value = StringsCompleter.class,
            values = {"--reason", "--json", "--no-format"})
    @Nullable List<String> more;

    @Option(name = "--reason", description = "What you have seen that makes it certain")
    String reason = "";

    @Reference @Nullable Session session;

    Patience patience = Patience.FIVE_SECONDS;

    @Override
    Answer answer(Services services) throws CommandFailed, InterruptedException {
        TrailingOptions.applyAll(this, more);
        if (reason.isBlank()) {
            throw Arguments.usage("--reason must say what you have seen at the venue");
        }
        OrderBook book = services.require(OrderBook.class, "order-executor");
        TradingLoop loop = services.require(TradingLoop.class, "engine");
        OrderId id = Arguments.orderId(orderId);
        Optional<Order> before = book.order(id);
        if (before.isEmpty()) {
            throw new CommandFailed(
                    CommandFailed.NOT_POSSIBLE,
                    "no order of ours is called " + id + "; see trading:orders");
        }
        if (before.get().status() != OrderStatus.UNKNOWN) {
            throw new CommandFailed(
                    CommandFailed.NOT_POSSIBLE,
                    "order " + id + " needs no settling: status=" + before.get().status(),
                    facts(before.get()));
        }
        loop.publishFirst(new SettleOrder(id, Operator.of(session), reason));
        boolean settled = patience.until(() -> !status(book, id).isOpen());
        Order after = book.order(id).orElse(before.get());
        if (settled) {
            return facts(after).sentence("Settled " + id + ": " + after.detail());
        }
        throw new CommandFailed(
                CommandFailed.NOT_POSSIBLE,
                "order "
                        + id
                        + " was not settled: only one that the venue had, and for a minute has not known"
                        + " any more, can be; detail="
                        + after.detail(),
                facts(after));
    }

    private static OrderStatus status(OrderBook book, OrderId id) {
        return book.order(id).map(Order::status).orElse(OrderStatus.UNKNOWN);
    }

    private static Facts facts(Order order) {
        return new Facts()
                .fact("orderId", "Order", order.id())
                .fact("status", "Status", order.status())
                .fact("filled", "Filled", order.filled())
                .fact("quantity", "Quantity", order.intent().quantity())
                .fact("detail", "Detail", order.detail());
    }
}
