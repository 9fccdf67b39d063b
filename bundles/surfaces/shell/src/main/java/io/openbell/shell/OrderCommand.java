package io.openbell.shell;

import io.openbell.api.engine.TradingLoop;
import io.openbell.api.order.ExecutionEvent.Outcome;
import io.openbell.api.order.IntentId;
import io.openbell.api.order.Order;
import io.openbell.api.order.OrderEvent.OrderDenied;
import io.openbell.api.order.OrderIntent;
import io.openbell.api.order.OrderStatus;
import io.openbell.api.order.Sources;
import io.openbell.api.session.TradingClock;
import io.openbell.api.view.Execution;
import io.openbell.api.view.ExecutionBook;
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

/** An order by hand, through the same queue and the same gate as any strategy's. */
@Service
@Command(
        scope = "trading",
        name = "order",
        description = "Places an order by hand, through the same risk gate as every strategy",
        detailedDescription =
                """
                Publishes the wish for an order with the source "operator" and waits up to five seconds to
                say how it goes. Without a price option it is a market order. If risk denies it, the code
                and the figures of the decision are printed and the exit code is 1.
                What a strategy holds it does not know to be sold by this: close that with trading:close.

                  trading:order buy AAPL 10
                  trading:order sell AAPL 10 --limit 187.50 --tif gtc
                  trading:order sell AAPL 10 --stop 180 --limit 179.50
                  trading:order sell AAPL 10 --trail-percent 2.5
                  trading:order buy AAPL 10 --limit 187 --take-profit 195 --stop-loss 180
                  trading:order sell AAPL 10 --limit 195 --oco --stop-loss 180 --stop-limit 179.50
                  trading:order buy AAPL 0.54 --notional 100
                  trading:order buy AAPL 10 --limit 187 --extended-hours
                  trading:order buy AAPL 1 --limit 1.20 --leg AAPL250117C00190000:buy_to_open:1,AAPL250117C00195000:sell_to_open:1

                With --algo it is traded in parts over --minutes, each an order of its own; see trading:algos.

                  trading:order buy AAPL 1000 --algo twap --minutes 30 --slices 15
                  trading:order buy AAPL 1000 --algo vwap --minutes 60 --limit 187.50
                  trading:order buy AAPL 1000 --algo pov --percent 10 --minutes 120
                  trading:order buy AAPL 1000 --algo iceberg --show 100 --limit 187.50 --minutes 60
                """)
public final class OrderCommand extends TradingCommand {

    @Argument(name = "side", description = "buy or sell", required = true)
    @Completion(
            value = StringsCompleter.class,
            values = {"buy", "sell"})
    String side = "";

    @Argument(index = 1, name = "symbol", description = "What to trade", required = true)
    @Completion(SymbolCompleter.class)
    String symbol = "";

    @Argument(
            index = 2,
            name = "quantity",
            description = "Shares, above zero, at most nine decimals",
            required = true)
    String quantity = "";

    @Argument(
            index = 3,
            name = "more",
            description = "Options may stand here as well",
            multiValued = true)
    @Completion(
            value = StringsCompleter.class,
            values = {
                "--limit",
                "--stop",
                "--trail",
                "--trail-percent",
                "--tif",
                "--notional",
                "--take-profit",
                "--stop-loss",
                "--stop-limit",
                "--oco",
                "--extended-hours",
                "--position-intent",
                "--leg",
                "--algo",
                "--minutes",
                "--slices",
                "--percent",
                "--show",
                "--json",
                "--no-format"
            })
    @Nullable List<String> more;

    @Option(name = "--limit", description = "Highest price paid, or lowest price taken")
    @Nullable String limit;

    @Option(name = "--stop", description = "Price that triggers the order")
    @Nullable String stop;

    @Option(name = "--trail", description = "Distance of a trailing stop, in currency")
    @Nullable String trail;

    @Option(
            name = "--trail-percent",
            description = "Distance of a trailing stop, in percent, above 0 and below 100")
    @Nullable String trailPercent;

    @Option(
            name = "--tif",
            description =
                    "How long it stays: day, gtc, ioc, fok, opg (the opening auction) or cls (the closing one)")
    @Completion(
            value = StringsCompleter.class,
            values = {"day", "gtc", "ioc", "fok", "opg", "cls"})
    String tif = "day";

    @Option(
            name = "--notional",
            description =
                    "Trade for so many dollars; the quantity then is your estimate of the shares")
    @Nullable String notional;

    @Option(name = "--take-profit", description = "Leaves with a gain, at this price or better")
    @Nullable String takeProfit;

    @Option(name = "--stop-loss", description = "Leaves with a loss, once this price is reached")
    @Nullable String stopLoss;

    @Option(
            name = "--stop-limit",
            description =
                    "With --stop-loss: leaves at this price or better, instead of at the market")
    @Nullable String stopLimit;

    @Option(
            name = "--oco",
            description =
                    "The order and its --stop-loss both leave what is held; the first to fill cancels the other")
    boolean oco;

    @Option(
            name = "--extended-hours",
            description = "May trade before the open and after the close; limit orders only")
    boolean extendedHours;

    @Option(name = "--position-intent", description = "Of an option: whether it opens or closes")
    @Completion(
            value = StringsCompleter.class,
            values = {"buy_to_open", "buy_to_close", "sell_to_open", "sell_to_close"})
    @Nullable String positionIntent;

    @Option(
            name = "--leg",
            description =
                    "Several options as one, SYMBOL:INTENT:RATIO separated by commas; the order's symbol is"
                            + " the underlying, its limit the price of one unit: positive is paid")
    @Nullable String legs;

    @Option(name = "--algo", description = "Trade in parts: twap, vwap, pov or iceberg")
    @Completion(
            value = StringsCompleter.class,
            values = {"twap", "vwap", "pov", "iceberg"})
    @Nullable String algo;

    @Option(name = "--minutes", description = "With --algo: over how many minutes, 1 to 1440")
    @Nullable String minutes;

    @Option(
            name = "--slices",
            description = "With --algo twap or vwap: in how many parts; one a minute by default")
    @Nullable String slices;

    @Option(
            name = "--percent",
            description = "With --algo pov: share of the market's volume, above 0, at most 50")
    @Nullable String percent;

    @Option(name = "--show", description = "With --algo iceberg: shares of each part")
    @Nullable String show;

    Patience patience = Patience.FIVE_SECONDS;
    StaleQuote quote = StaleQuote.ONE_SECOND;

    @Override
    Answer answer(Services services) throws CommandFailed, InterruptedException {
        TrailingOptions.applyAll(this, more);
        OrderTicket ticket =
                OrderTicket.read(
                        side,
                        symbol,
                        quantity,
                        new OrderTicket.Prices(limit, stop, trail, trailPercent),
                        tif,
                        new GroupOptions(
                                notional,
                                takeProfit,
                                stopLoss,
                                stopLimit,
                                oco,
                                extendedHours,
                                positionIntent,
                                legs));
        if (algo != null) {
            return execute(
                    services,
                    ExecutionTicket.read(
                            ticket,
                            new ExecutionTicket.Options(algo, minutes, slices, percent, show)));
        }
        OrderBook book = services.require(OrderBook.class, "order-executor");
        TradingLoop loop = services.require(TradingLoop.class, "engine");
        TradingClock clock = services.require(TradingClock.class, "engine");
        IntentId id = place(book, loop, clock, ticket);
        if (StaleQuote.denied(book, id)) {
            quote.await();
            id = place(book, loop, clock, ticket);
        }
        Optional<Order> order = book.order(id);
        if (order.isPresent()) {
            return outcome(ticket, order.get());
        }
        throw notPlaced(ticket, id, book.denial(id));
    }

    private IntentId place(OrderBook book, TradingLoop loop, TradingClock clock, OrderTicket ticket)
            throws InterruptedException {
        IntentId id = IntentId.byHand();
        loop.publishFirst(
                new OrderIntent(
                        id,
                        Sources.OPERATOR,
                        ticket.symbol(),
                        ticket.side(),
                        ticket.quantity(),
                        ticket.terms(),
                        ticket.timeInForce(),
                        "placed by hand",
                        clock.instant(),
                        ticket.instructions()));
        patience.until(() -> isSettled(book, id, ticket));
        return id;
    }

    private Answer execute(Services services, ExecutionTicket ticket)
            throws CommandFailed, InterruptedException {
        ExecutionBook book = services.require(ExecutionBook.class, "order-executor");
        TradingLoop loop = services.require(TradingLoop.class, "engine");
        TradingClock clock = services.require(TradingClock.class, "engine");
        IntentId id = IntentId.byHand();
        loop.publishFirst(ticket.wish(id, clock.instant()));
        patience.until(() -> book.execution(id).isPresent());
        Execution execution = book.execution(id).orElse(null);
        if (execution == null) {
            throw new CommandFailed(
                    CommandFailed.UNANSWERED,
                    ticket.order()
                            + ": no answer; execution "
                            + id
                            + " may still begin, see trading:algos before starting it again");
        }
        Facts facts = ExecutionFacts.of(execution);
        if (execution.outcome().equals(Optional.of(Outcome.REFUSED))) {
            throw new CommandFailed(
                    CommandFailed.USAGE, ticket.order() + ": " + execution.detail(), facts);
        }
        return facts.sentence(
                ticket.order()
                        + ": execution "
                        + id
                        + " runs, "
                        + execution.wish().algorithm().token()
                        + " "
                        + ExecutionTicket.describe(execution.wish().algorithm())
                        + "; see trading:algos");
    }

    private static boolean isSettled(OrderBook book, IntentId id, OrderTicket ticket) {
        Optional<Order> order = book.order(id);
        if (order.isEmpty()) {
            return book.denial(id).isPresent();
        }
        return switch (order.get().status()) {
            case INITIALIZED, SUBMITTED -> false;
            case ACCEPTED, PARTIALLY_FILLED -> ticket.rests();
            default -> true;
        };
    }

    private static Answer outcome(OrderTicket ticket, Order order) throws CommandFailed {
        Facts facts = facts(order.status().name(), ticket, order.intent().id(), order);
        String subject = ticket + ": order " + order.id() + " ";
        switch (order.status()) {
            case REJECTED, NOT_RECEIVED, EXPIRED, CANCELED ->
                    throw new CommandFailed(
                            order.status().name(),
                            subject
                                    + "is "
                                    + order.status()
                                    + (order.filled().isPositive()
                                            ? ", filled " + order.filled() + " before that"
                                            : "")
                                    + (order.detail().isEmpty() ? "" : ": " + order.detail()),
                            facts);
            case UNKNOWN, INITIALIZED, SUBMITTED ->
                    throw new CommandFailed(
                            CommandFailed.UNANSWERED,
                            subject
                                    + "is "
                                    + order.status()
                                    + ": the venue has not answered; it counts as open, do not send it"
                                    + " again, see trading:orders",
                            facts);
            default -> {
                return facts.sentence(subject + progress(order));
            }
        }
    }

    private static String progress(Order order) {
        return order.filled().isPositive()
                ? "filled "
                        + order.filled()
                        + " of "
                        + order.intent().quantity()
                        + " at "
                        + order.averageFillPrice()
                        + (order.status() == OrderStatus.FILLED ? "" : ", the rest works on")
                : "is " + order.status() + ", nothing filled yet";
    }

    private static CommandFailed notPlaced(
            OrderTicket ticket, IntentId id, Optional<OrderDenied> denial) {
        if (denial.isPresent()) {
            return new CommandFailed(
                    denial.get().code(),
                    ticket
                            + ": denied by risk: "
                            + denial.get().code()
                            + ", "
                            + denial.get().detail(),
                    facts("DENIED", ticket, id, null));
        }
        return new CommandFailed(
                CommandFailed.UNANSWERED,
                ticket
                        + ": no answer; intent "
                        + id
                        + " may still become an order, see trading:orders --all before sending it again",
                facts("UNANSWERED", ticket, id, null));
    }

    private static Facts facts(
            String outcome, OrderTicket ticket, IntentId id, @Nullable Order order) {
        return new Facts()
                .fact("outcome", "Outcome", outcome)
                .fact("intentId", "Intent", id)
                .fact("orderId", "Order", order == null ? null : order.id())
                .fact("brokerId", "Venue's id", order == null ? null : order.brokerId())
                .fact("side", "Side", ticket.side())
                .fact("symbol", "Symbol", ticket.symbol())
                .fact("quantity", "Quantity", ticket.quantity())
                .fact("terms", "Terms", Arguments.describe(ticket.terms()))
                .fact("timeInForce", "Time in force", ticket.timeInForce())
                .fact("filled", "Filled", order == null ? null : order.filled())
                .fact(
                        "averageFillPrice",
                        "Average price",
                        order == null ? null : order.averageFillPrice());
    }
}
