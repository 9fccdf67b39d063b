package io.openbell.shell;

import io.openbell.api.engine.TradingLoop;
import io.openbell.api.order.IntentId;
import io.openbell.api.order.Order;
import io.openbell.api.order.OrderChange;
import io.openbell.api.order.OrderEvent.OrderDenied;
import io.openbell.api.order.OrderId;
import io.openbell.api.order.OrderStatus;
import io.openbell.api.order.ReplaceOrder;
import io.openbell.api.order.Sources;
import io.openbell.api.value.Price;
import io.openbell.api.view.OrderBook;
import java.util.List;
import java.util.Optional;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.jspecify.annotations.Nullable;

/** Changes an open order. */
@Service
@Command(
        scope = "trading",
        name = "replace",
        description = "Changes an open order, through the same risk gate as a new one",
        detailedDescription =
                """
                Puts a new order in the place of one of our open orders, whoever placed it, and waits up to
                five seconds. Risk reviews the new values. The old order may fill first; what it has filled
                counts in the new one, so --quantity is the number of shares in all.

                  trading:replace p1-07-000042-k --limit 187.25
                  trading:replace p1-07-000042-k --quantity 20 --tif gtc
                  trading:replace 61e69015-8549-4bfd-b9c3-01e75843f47d --stop 179
                """)
public final class ReplaceCommand extends TradingCommand {

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
            values = {
                "--quantity",
                "--limit",
                "--stop",
                "--trail",
                "--tif",
                "--json",
                "--no-format"
            })
    @Nullable List<String> more;

    @Option(name = "--quantity", description = "Shares in all, those already filled included")
    @Nullable String quantity;

    @Option(name = "--limit", description = "Highest price paid, or lowest price taken")
    @Nullable String limit;

    @Option(name = "--stop", description = "Price that triggers the order")
    @Nullable String stop;

    @Option(
            name = "--trail",
            description = "Distance of a trailing stop, in its own unit: currency or percent")
    @Nullable String trail;

    @Option(name = "--tif", description = "How long it stays: day, gtc, ioc, fok, opg or cls")
    @Completion(
            value = StringsCompleter.class,
            values = {"day", "gtc", "ioc", "fok", "opg", "cls"})
    @Nullable String tif;

    Patience patience = Patience.FIVE_SECONDS;

    @Override
    Answer answer(Services services) throws CommandFailed, InterruptedException {
        TrailingOptions.applyAll(this, more);
        OrderBook book = services.require(OrderBook.class, "order-executor");
        TradingLoop loop = services.require(TradingLoop.class, "engine");
        OrderId id = Arguments.orderId(orderId);
        if (book.order(id).isEmpty()) {
            throw new CommandFailed(
                    CommandFailed.NOT_POSSIBLE,
                    "no order of ours is called " + id + "; see trading:orders");
        }
        OrderChange change = change();
        if (change.isNothing()) {
            throw Arguments.usage(
                    "nothing to change: give --quantity, --limit, --stop, --trail or --tif");
        }
        IntentId intent = IntentId.byHand();
        loop.publishFirst(new ReplaceOrder(id, intent, change, Sources.OPERATOR));
        patience.until(() -> isSettled(book, intent));
        Optional<Order> next = book.order(intent);
        if (next.isEmpty()) {
            throw notReplaced(id, intent, book.denial(intent));
        }
        return outcome(id, next.get());
    }

    private OrderChange change() throws CommandFailed {
        return new OrderChange(
                quantity == null
                        ? Optional.empty()
                        : Optional.of(Arguments.quantity("--quantity", quantity)),
                price("--limit", limit),
                price("--stop", stop),
                price("--trail", trail),
                tif == null ? Optional.empty() : Optional.of(OrderTicket.timeInForce(tif)));
    }

    private static Optional<Price> price(String option, @Nullable String text)
            throws CommandFailed {
        return text == null ? Optional.empty() : Optional.of(Arguments.price(option, text));
    }

    private static boolean isSettled(OrderBook book, IntentId intent) {
        Optional<Order> next = book.order(intent);
        if (next.isEmpty()) {
            return book.denial(intent).isPresent();
        }
        return next.get().status() != OrderStatus.INITIALIZED
                && next.get().status() != OrderStatus.SUBMITTED;
    }

    private static CommandFailed notReplaced(
            OrderId id, IntentId intent, Optional<OrderDenied> denial) {
        if (denial.isPresent()) {
            return new CommandFailed(
                    denial.get().code(),
                    id + ": denied: " + denial.get().code() + ", " + denial.get().detail(),
                    facts("DENIED", id, intent, null));
        }
        return new CommandFailed(
                CommandFailed.UNANSWERED,
                id + ": no answer; it may still be replaced, see trading:orders",
                facts("UNANSWERED", id, intent, null));
    }

    private static Answer outcome(OrderId id, Order next) throws CommandFailed {
        Facts facts = facts(next.status().name(), id, next.intent().id(), next);
        String subject = id + ": order " + next.id() + " in its place is " + next.status();
        return switch (next.status()) {
            case REJECTED, NOT_RECEIVED ->
                    throw new CommandFailed(
                            next.status().name(),
                            subject + ", the old one stays as it is: " + next.detail(),
                            facts);
            case UNKNOWN, INITIALIZED, SUBMITTED ->
                    throw new CommandFailed(
                            CommandFailed.UNANSWERED,
                            subject
                                    + ": the venue has not answered; both count as open, do not ask again,"
                                    + " see trading:orders",
                            facts);
            default ->
                    facts.sentence(
                            subject
                                    + ", filled "
                                    + next.filled()
                                    + " of "
                                    + next.intent().quantity());
        };
    }

    private static Facts facts(String outcome, OrderId id, IntentId intent, @Nullable Order next) {
        return new Facts()
                .fact("outcome", "Outcome", outcome)
                .fact("replaces", "Replaces", id)
                .fact("intentId", "Intent", intent)
                .fact("orderId", "Order", next == null ? null : next.id())
                .fact("brokerId", "Venue's id", next == null ? null : next.brokerId())
                .fact("quantity", "Quantity", next == null ? null : next.intent().quantity())
                .fact(
                        "terms",
                        "Terms",
                        next == null ? null : Arguments.describe(next.intent().terms()))
                .fact(
                        "timeInForce",
                        "Time in force",
                        next == null ? null : next.intent().timeInForce())
                .fact("filled", "Filled", next == null ? null : next.filled());
    }
}
