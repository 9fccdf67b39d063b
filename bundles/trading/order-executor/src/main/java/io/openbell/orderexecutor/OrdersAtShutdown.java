package io.openbell.orderexecutor;

import io.openbell.api.broker.Broker;
import io.openbell.api.broker.BrokerException;
import io.openbell.api.broker.BrokerOrder;
import io.openbell.api.broker.BrokerPosition;
import io.openbell.api.order.CancelOrder;
import io.openbell.api.order.IntentId;
import io.openbell.api.order.Order;
import io.openbell.api.order.OrderId;
import io.openbell.api.order.OrderInstructions;
import io.openbell.api.order.OrderIntent;
import io.openbell.api.order.OrderTerms;
import io.openbell.api.order.PositionIntent;
import io.openbell.api.order.Sources;
import io.openbell.api.order.TimeInForce;
import io.openbell.api.order.WindDown;
import io.openbell.api.risk.HaltLatch;
import io.openbell.api.value.AssetClass;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Side;
import io.openbell.api.view.OrderBook;
import io.openbell.api.view.PositionBook;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends trading: closes the way to the venue in memory, waits for what is on it, and does what the policy says. An exit is an
 * order like every other, through the same gate; it is the only one that passes. Any thread but the loop's.
 */
final class OrdersAtShutdown implements WindDown {

    private static final Logger LOG = LoggerFactory.getLogger(OrdersAtShutdown.class);

    /** What the venue has not answered by then is of unknown fate: the next start asks. */
    private static final Duration DRAIN = Duration.ofSeconds(5);

    private static final Duration CANCEL = Duration.ofSeconds(4);
    private static final long LOOK_MILLIS = 20;

    private final ShutdownPolicy policy;

    private final Broker broker;
    private final OrderBook book;
    private final OrderSender sender;
    private final OrderFlow flow;
    private final Mailbox mailbox;
    private final HaltLatch latch;
    private final Supplier<@Nullable PositionBook> positions;
    private final InstantSource clock;
    private final ProtectiveOrders protective = new ProtectiveOrders();
    private final Set<IntentId> exits = ConcurrentHashMap.newKeySet();
    private final List<String> obstacles = new ArrayList<>();

    OrdersAtShutdown(
            ShutdownPolicy policy,
            Broker broker,
            OrderBook book,
            OrderSender sender,
            OrderFlow flow,
            Mailbox mailbox,
            HaltLatch latch,
            Supplier<@Nullable PositionBook> positions,
            InstantSource clock) {
        this.policy = policy;
        this.broker = broker;
        this.book = book;
        this.sender = sender;
        this.flow = flow;
        this.mailbox = mailbox;
        this.latch = latch;
        this.positions = positions;
        this.clock = clock;
    }

    @Override
    public void begin(String reason) {
        if (sender.closeFor("the session ends: " + reason, exits::contains)) {
            flow.takeOnly(exits::contains);
            LOG.info("gate=closed policy={} reason=\"{}\"", policy.token(), reason);
        }
    }

    @Override
    public Outcome finish(Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        begin("wind-down");
        obstacles.clear();
        boolean drained = await(sender::isQuiet, until(DRAIN, end));
        int canceled = 0;
        int closed = 0;
        try {
            if (policy == ShutdownPolicy.CANCEL_OWN) {
                canceled = cancel(notProtective(), end);
            } else if (policy == ShutdownPolicy.FLATTEN) {
                canceled = cancel(book.open(), end);
                closed = closePositions(end);
            }
        } catch (BrokerException unanswered) {
            obstacles.add("the venue does not answer: " + unanswered.getMessage());
        }
        Outcome outcome =
                new Outcome(
                        policy.token(), drained, canceled, book.open().size(), closed, obstacles);
        LOG.info("orders-at-shutdown={}", outcome.describe());
        return outcome;
    }

    private List<Order> notProtective() throws BrokerException {
        List<BrokerOrder> kept = protective.among(broker.openOrders(), broker.positions());
        Set<OrderId> names = new HashSet<>();
        kept.forEach(order -> names.add(order.clientId()));
        return book.open().stream().filter(order -> !names.contains(order.id())).toList();
    }

    private int cancel(List<Order> orders, long end) throws InterruptedException {
        orders.forEach(order -> mailbox.tell(new CancelOrder(order.id(), "shutdown")));
        if (!await(() -> orders.stream().noneMatch(this::isOpen), until(CANCEL, end))) {
            obstacles.add("not every order was canceled in time");
        }
        return (int) orders.stream().filter(order -> !isOpen(order)).count();
    }

    private boolean isOpen(Order order) {
        return book.order(order.id()).map(now -> now.status().isOpen()).orElse(false);
    }

    /** At the market, once: what is not filled by the end of the time stays and is told. */
    private int closePositions(long end) throws BrokerException, InterruptedException {
        if (latch.isLatched()) {
            obstacles.add("positions stay: trading is halted");
            return 0;
        }
        if (!flow.reconciliation().reconciled()) {
            obstacles.add("positions stay: " + flow.reconciliation().detail());
            return 0;
        }
        List<OrderIntent> sent = new ArrayList<>();
        for (BrokerPosition position : broker.positions()) {
            if (!position.quantity().isZero()) {
                for (OrderIntent exit : exits(position)) {
                    exits.add(exit.id());
                    sent.add(exit);
                    mailbox.tell(exit);
                }
            }
        }
        await(() -> sent.stream().allMatch(this::isSettled), end);
        int closed = 0;
        for (OrderIntent exit : sent) {
            String left = left(exit);
            if (left.isEmpty()) {
                closed++;
            } else {
                obstacles.add(exit.symbol() + " stays: " + left);
            }
        }
        return closed;
    }

    /** In the name of each source that holds some of it, so that a later session knows what it still has. */
    private List<OrderIntent> exits(BrokerPosition position) {
        Quantity closing = position.quantity().abs();
        PositionBook held = positions.get();
        Map<String, Quantity> parts =
                held == null
                        ? Map.of(Sources.OPERATOR, closing)
                        : held.closingBySource(
                                position.symbol(), position.quantity().isNegative(), closing);
        return parts.entrySet().stream()
                .map(part -> exit(position, part.getKey(), part.getValue()))
                .toList();
    }

    private OrderIntent exit(BrokerPosition position, String source, Quantity part) {
        boolean isShort = position.quantity().isNegative();
        AssetClass kind = position.symbol().assetClass();
        OrderIntent plain =
                new OrderIntent(
                        IntentId.byHand(),
                        source,
                        position.symbol(),
                        isShort ? Side.BUY : Side.SELL,
                        part,
                        new OrderTerms.Market(),
                        kind == AssetClass.CRYPTO ? TimeInForce.GTC : TimeInForce.DAY,
                        "closed at the end of the session",
                        clock.instant());
        return kind == AssetClass.US_OPTION
                ? plain.with(
                        OrderInstructions.PLAIN.to(
                                isShort
                                        ? PositionIntent.BUY_TO_CLOSE
                                        : PositionIntent.SELL_TO_CLOSE))
                : plain;
    }

    private boolean isSettled(OrderIntent exit) {
        return book.order(exit.id())
                .map(order -> !order.status().isOpen())
                .orElse(book.denial(exit.id()).isPresent());
    }

    /** Empty if all of it is filled. */
    private String left(OrderIntent exit) {
        return book.order(exit.id())
                .map(
                        order ->
                                order.remaining().isZero()
                                        ? ""
                                        : order.status() + " " + order.detail().strip())
                .orElseGet(
                        () ->
                                book.denial(exit.id())
                                        .map(denied -> denied.code() + " " + denied.detail())
                                        .orElse("the loop did not answer"));
    }

    private static long until(Duration part, long end) {
        return Math.min(end, System.nanoTime() + part.toNanos());
    }

    private static boolean await(BooleanSupplier done, long end) throws InterruptedException {
        while (!done.getAsBoolean()) {
            if (System.nanoTime() - end >= 0) {
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
        return true;
    }
}
