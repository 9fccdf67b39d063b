package io.openbell.shell;

import io.openbell.api.engine.TradingLoop;
import io.openbell.api.order.CancelOrder;
import io.openbell.api.order.IntentId;
import io.openbell.api.order.Order;
import io.openbell.api.order.OrderEvent.OrderDenied;
import io.openbell.api.order.OrderInstructions;
import io.openbell.api.order.OrderIntent;
import io.openbell.api.order.OrderTerms;
import io.openbell.api.order.PositionIntent;
import io.openbell.api.order.Sources;
import io.openbell.api.order.TimeInForce;
import io.openbell.api.session.TradingClock;
import io.openbell.api.value.AssetClass;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Side;
import io.openbell.api.value.Symbol;
import io.openbell.api.view.OrderBook;
import io.openbell.api.view.PositionBook;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Makes positions smaller by hand, through the same gate as every other order: takes our own orders of the symbol out of the
 * market, sends a market order in the name of each source that holds it, waits, and tries again with what is left. Sources
 * are told of their fills, and go on from what they then hold. One thread.
 */
final class Exits {

    private static final int ROUNDS = 3;

    /** One position on its way out. */
    static final class Exit {

        private final Symbol symbol;

        /** What is to be held in the end, with its sign. */
        private final Quantity target;

        /** Empty: whoever holds it. */
        private final Optional<String> source;

        private List<IntentId> intents = List.of();
        private String outcome = "not begun";

        /** From what is held now, so many shares less. */
        Exit(Symbol symbol, Quantity held, Quantity closing) {
            this(symbol, held, closing, Optional.empty());
        }

        /** From what that source holds now, so many shares less. */
        Exit(Symbol symbol, Quantity held, Quantity closing, Optional<String> source) {
            this.symbol = symbol;
            this.source = source;
            this.target =
                    held.isNegative()
                            ? held.plus(closing).min(Quantity.ZERO)
                            : held.minus(closing).max(Quantity.ZERO);
        }

        Symbol symbol() {
            return symbol;
        }

        /** For people. */
        String outcome() {
            return outcome;
        }
    }

    private final OrderBook orders;
    private final PositionBook positions;
    private final TradingLoop loop;
    private final TradingClock clock;
    private final Patience patience;
    private final StaleQuote quote;
    private final Consumer<String> progress;

    Exits(Services services, Patience patience, StaleQuote quote, Consumer<String> progress)
            throws CommandFailed {
        orders = services.require(OrderBook.class, "order-executor");
        positions = services.require(PositionBook.class, "position-manager");
        loop = services.require(TradingLoop.class, "engine");
        clock = services.require(TradingClock.class, "engine");
        this.patience = patience;
        this.quote = quote;
        this.progress = progress;
    }

    /** What is still to be closed, without its sign; zero when done. */
    Quantity remaining(Exit exit) {
        Quantity held = held(exit);
        Quantity beyond = held.minus(exit.target);
        boolean sameSide = held.isNegative() == beyond.isNegative();
        return held.isZero() || !sameSide ? Quantity.ZERO : beyond.abs();
    }

    private Quantity held(Exit exit) {
        return exit.source
                .map(source -> positions.quantity(source, exit.symbol))
                .orElseGet(() -> positions.quantity(exit.symbol));
    }

    /** Works until all are done, or three rounds did not do it; true if all are done. */
    boolean run(Collection<Exit> exits) throws InterruptedException {
        for (int round = 1; round <= ROUNDS; round++) {
            List<Exit> left = exits.stream().filter(exit -> !isDone(exit)).toList();
            if (left.isEmpty()) {
                return true;
            }
            if (left.stream().anyMatch(this::lackedFacts)) {
                // The venue is being asked: what it quotes will do for the next few seconds.
                quote.await();
            }
            cancel(left);
            left.forEach(this::send);
            patience.until(() -> left.stream().allMatch(this::isSettled));
            left.forEach(this::report);
        }
        cancel(exits);
        return exits.stream().allMatch(this::isDone);
    }

    private boolean isDone(Exit exit) {
        return remaining(exit).isZero();
    }

    /** Resting orders hold the shares, and would meet ours. */
    private void cancel(Collection<Exit> exits) throws InterruptedException {
        List<Order> resting =
                orders.open().stream()
                        .filter(
                                order ->
                                        exits.stream()
                                                .filter(exit -> !isDone(exit))
                                                .anyMatch(exit -> isOf(order, exit)))
                        .toList();
        for (Order order : resting) {
            progress.accept("canceling " + order.id() + " of " + order.intent().symbol());
            loop.publishFirst(new CancelOrder(order.id(), Sources.OPERATOR));
        }
        new Patience(Duration.ofSeconds(5))
                .until(
                        () ->
                                resting.stream()
                                        .noneMatch(
                                                order ->
                                                        orders.order(order.id())
                                                                .map(now -> now.status().isOpen())
                                                                .orElse(false)));
    }

    private static boolean isOf(Order order, Exit exit) {
        return order.intent().symbol().equals(exit.symbol);
    }

    private void send(Exit exit) {
        Quantity closing = remaining(exit);
        if (closing.isZero()) {
            return;
        }
        boolean isShort = held(exit).isNegative();
        Map<String, Quantity> parts =
                exit.source
                        .map(source -> Map.of(source, closing))
                        .orElseGet(() -> positions.closingBySource(exit.symbol, isShort, closing));
        List<IntentId> sent = new ArrayList<>();
        parts.forEach(
                (source, part) -> {
                    progress.accept(
                            (isShort ? "buying " : "selling ")
                                    + part
                                    + " "
                                    + exit.symbol
                                    + " of "
                                    + source
                                    + " at the market");
                    sent.add(send(source, exit.symbol, isShort, part));
                });
        exit.intents = sent;
        exit.outcome = "sent";
    }

    private IntentId send(String source, Symbol symbol, boolean isShort, Quantity part) {
        IntentId id = IntentId.byHand();
        OrderIntent plain =
                new OrderIntent(
                        id,
                        source,
                        symbol,
                        isShort ? Side.BUY : Side.SELL,
                        part,
                        new OrderTerms.Market(),
                        symbol.assetClass() == AssetClass.CRYPTO
                                ? TimeInForce.GTC
                                : TimeInForce.DAY,
                        "closed by hand",
                        clock.instant());
        loop.publishFirst(
                symbol.assetClass() == AssetClass.US_OPTION
                        ? plain.with(
                                OrderInstructions.PLAIN.to(
                                        isShort
                                                ? PositionIntent.BUY_TO_CLOSE
                                                : PositionIntent.SELL_TO_CLOSE))
                        : plain);
        return id;
    }

    private boolean isSettled(Exit exit) {
        return exit.intents.stream()
                .allMatch(
                        id ->
                                orders.order(id)
                                        .map(order -> !order.status().isOpen())
                                        .orElse(orders.denial(id).isPresent()));
    }

    private boolean lackedFacts(Exit exit) {
        return exit.intents.stream().anyMatch(id -> StaleQuote.isAskedFor(orders, id));
    }

    private void report(Exit exit) {
        exit.outcome = exit.intents.stream().map(this::describe).collect(Collectors.joining("; "));
        progress.accept(exit.symbol + ": " + exit.outcome);
    }

    private String describe(IntentId id) {
        Optional<Order> order = orders.order(id);
        if (order.isPresent()) {
            Order now = order.get();
            return now.status()
                    + ", filled "
                    + now.filled()
                    + " of "
                    + now.intent().quantity()
                    + (now.detail().isEmpty() ? "" : ": " + now.detail());
        }
        Optional<OrderDenied> denial = orders.denial(id);
        return denial.map(denied -> "denied: " + denied.code() + ", " + denied.detail())
                .orElse("no answer");
    }
}
