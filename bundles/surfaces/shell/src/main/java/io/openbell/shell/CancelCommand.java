package io.openbell.shell;

import io.openbell.api.engine.TradingLoop;
import io.openbell.api.order.CancelExecution;
import io.openbell.api.order.CancelOrder;
import io.openbell.api.order.IntentId;
import io.openbell.api.order.Order;
import io.openbell.api.order.OrderId;
import io.openbell.api.order.OrderStatus;
import io.openbell.api.order.Sources;
import io.openbell.api.view.Execution;
import io.openbell.api.view.ExecutionBook;
import io.openbell.api.view.OrderBook;
import java.util.List;
import java.util.Optional;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.jspecify.annotations.Nullable;

/** Takes an order out of the market. */
@Service
@Command(
        scope = "trading",
        name = "cancel",
        description = "Takes an open order out of the market",
        detailedDescription =
                """
                Asks the venue to cancel one of our open orders, whoever placed it, and waits up to five
                seconds for the end. Risk never denies a cancel. What was filled before stays filled; an
                order that filled meanwhile is reported as such with exit code 1.

                  trading:cancel p1-07-000042-k

                With the name of an execution, as trading:algos shows it, no more parts of it are traded,
                and those that are open are canceled.
                """)
public final class CancelCommand extends TradingCommand {

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
            values = {"--json", "--no-format"})
    @Nullable List<String> more;

    private static final int LONGEST_INTENT = 64;

    Patience patience = Patience.FIVE_SECONDS;

    @Override
    Answer answer(Services services) throws CommandFailed, InterruptedException {
        TrailingOptions.applyAll(this, more);
        OrderBook book = services.require(OrderBook.class, "order-executor");
        TradingLoop loop = services.require(TradingLoop.class, "engine");
        OrderId id = Arguments.orderId(orderId);
        ExecutionBook executions = services.find(ExecutionBook.class);
        if (executions != null && book.order(id).isEmpty() && orderId.length() <= LONGEST_INTENT) {
            Optional<Execution> execution = executions.execution(new IntentId(orderId));
            if (execution.isPresent()) {
                return stop(loop, executions, execution.get());
            }
        }
        Order before = find(book, id);
        if (!before.status().isOpen()) {
            throw new CommandFailed(
                    CommandFailed.NOT_POSSIBLE,
                    "order " + id + " is not open any more: status=" + before.status(),
                    facts(before));
        }
        loop.publishFirst(new CancelOrder(id, Sources.OPERATOR));
        boolean ended = patience.until(() -> isOver(book, id));
        Order after = find(book, id);
        if (after.status() == OrderStatus.CANCELED) {
            return facts(after).sentence("Canceled " + id + filled(after));
        }
        throw new CommandFailed(
                ended ? CommandFailed.NOT_POSSIBLE : CommandFailed.UNANSWERED,
                ended
                        ? "order "
                                + id
                                + " was over before it could be canceled: status="
                                + after.status()
                        : "order "
                                + id
                                + " is still open after "
                                + patience.limit().toSeconds()
                                + " s: status="
                                + after.status()
                                + "; the cancel was asked for, see trading:orders",
                facts(after));
    }

    private Answer stop(TradingLoop loop, ExecutionBook executions, Execution execution)
            throws CommandFailed, InterruptedException {
        IntentId id = execution.wish().id();
        if (execution.state() == Execution.State.ENDED) {
            throw new CommandFailed(
                    CommandFailed.NOT_POSSIBLE,
                    "execution " + id + " has ended: " + execution.outcome().orElse(null),
                    ExecutionFacts.of(execution));
        }
        loop.publishFirst(new CancelExecution(id, Sources.OPERATOR));
        patience.until(
                () ->
                        executions
                                .execution(id)
                                .map(now -> now.state() == Execution.State.ENDED)
                                .orElse(true));
        Execution after = executions.execution(id).orElse(execution);
        if (after.state() != Execution.State.ENDED) {
            throw new CommandFailed(
                    CommandFailed.UNANSWERED,
                    "execution " + id + " still has open parts; they are being canceled",
                    ExecutionFacts.of(after));
        }
        return ExecutionFacts.of(after)
                .sentence("Stopped " + id + "; filled before that: " + after.filled());
    }

    private static boolean isOver(OrderBook book, OrderId id) {
        Optional<Order> order = book.order(id);
        return order.isPresent() && !order.get().status().isOpen();
    }

    private static Order find(OrderBook book, OrderId id) throws CommandFailed {
        Optional<Order> order = book.order(id);
        if (order.isEmpty()) {
            throw new CommandFailed(
                    CommandFailed.NOT_POSSIBLE,
                    "no order of ours is called " + id + "; see trading:orders");
        }
        return order.get();
    }

    private static String filled(Order order) {
        return order.filled().isPositive()
                ? "; filled before that: " + order.filled() + " of " + order.intent().quantity()
                : "";
    }

    private static Facts facts(Order order) {
        return new Facts()
                .fact("orderId", "Order", order.id())
                .fact("status", "Status", order.status())
                .fact("filled", "Filled", order.filled())
                .fact("quantity", "Quantity", order.intent().quantity());
    }
}
