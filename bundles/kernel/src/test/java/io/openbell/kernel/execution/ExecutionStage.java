package io.openbell.kernel.execution;

import io.openbell.api.engine.Journaled;
import io.openbell.api.engine.TimerTick;
import io.openbell.api.engine.TradingEvent;
import io.openbell.api.order.Algorithm;
import io.openbell.api.order.CancelOrder;
import io.openbell.api.order.ExecuteOrder;
import io.openbell.api.order.ExecutionEvent;
import io.openbell.api.order.IntentId;
import io.openbell.api.order.OrderEvent;
import io.openbell.api.order.OrderEvent.OrderAccepted;
import io.openbell.api.order.OrderEvent.OrderDenied;
import io.openbell.api.order.OrderEvent.OrderFilled;
import io.openbell.api.order.OrderEvent.OrderInitialized;
import io.openbell.api.order.OrderEvent.OrderSubmitted;
import io.openbell.api.order.OrderId;
import io.openbell.api.order.OrderIntent;
import io.openbell.api.value.Money;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Side;
import io.openbell.api.value.Symbol;
import io.openbell.api.view.Execution;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** A desk with journal, clock and venue in the hands of a test. */
final class ExecutionStage implements ExecutionOutput {

    static final IntentId ID = new IntentId("large-1");
    static final Symbol AAPL = Symbol.of("AAPL");

    private final List<Journaled> journal = new ArrayList<>();
    private final Deque<TradingEvent> queue = new ArrayDeque<>();
    private final List<OrderIntent> wishes = new ArrayList<>();
    private final List<OrderId> cancels = new ArrayList<>();
    private int orders;
    private int fills;
    Instant now = Instant.parse("2025-01-15T15:00:00Z");
    ExecutionDesk desk = new ExecutionDesk(ExecutionRules.DEFAULTS, this);

    @Override
    public void emit(TradingEvent event) {
        if (event instanceof OrderIntent intent) {
            wishes.add(intent);
        } else if (event instanceof CancelOrder cancel) {
            cancels.add(cancel.orderId());
        }
    }

    @Override
    public boolean journal(ExecutionEvent event) {
        journal.add(event);
        queue.add(event);
        return true;
    }

    @Override
    public void askProfile(ExecuteOrder wish) {
        // The test answers.
    }

    static ExecuteOrder buy(String quantity, Algorithm algorithm) {
        return buy(quantity, algorithm, Optional.empty());
    }

    static ExecuteOrder buy(String quantity, Algorithm algorithm, Optional<Price> limit) {
        return new ExecuteOrder(
                ID,
                "test",
                AAPL,
                Side.BUY,
                Quantity.parse(quantity),
                limit,
                algorithm,
                "because of the test",
                Instant.parse("2025-01-15T15:00:00Z"));
    }

    /** Something happens before the journal has what the desk handed to it. */
    void tellBeforeJournal(TradingEvent first, TradingEvent second) {
        desk.onEvent(now, first);
        desk.onEvent(now, second);
        tell(new TimerTick(now));
    }

    /** They are in the journal, and the process dies before it does anything about them. */
    void dieAfter(Journaled... events) {
        journal.addAll(List.of(events));
        restart();
    }

    /** Something happens, and what the journal holds of it comes back. */
    void tell(TradingEvent event) {
        if (event instanceof OrderEvent order) {
            journal.add(order);
        }
        queue.add(event);
        while (!queue.isEmpty()) {
            desk.onEvent(now, queue.remove());
        }
    }

    void pass(Duration time) {
        now = now.plus(time);
        tell(new TimerTick(now));
    }

    /** The process ends and begins again on the same journal. */
    void restart() {
        wishes.clear();
        desk = new ExecutionDesk(ExecutionRules.DEFAULTS, this);
        journal.forEach(event -> desk.onReplay(now, event));
        desk.onReplayed();
    }

    /** Wishes nobody has answered yet. */
    List<OrderIntent> wishes() {
        return wishes;
    }

    OrderIntent takeWish() {
        return wishes.remove(0);
    }

    List<OrderId> cancels() {
        return cancels;
    }

    OrderId accept(OrderIntent wish) {
        OrderId id = begin(wish);
        tell(new OrderAccepted(id, "broker-" + id, now));
        return id;
    }

    /** It is an order, and on its way. */
    OrderId begin(OrderIntent wish) {
        OrderId id = new OrderId("o-" + ++orders);
        tell(new OrderInitialized(id, wish, now));
        tell(new OrderSubmitted(id, now));
        return id;
    }

    void deny(OrderIntent wish) {
        tell(new OrderDenied(wish, "PRICE_COLLAR", "limit=1", now));
    }

    void denyForAStaleQuote(OrderIntent wish) {
        tell(new OrderDenied(wish, "QUOTE_STALE", "age=9s", now));
    }

    void fill(OrderId id, Quantity quantity) {
        tell(
                new OrderFilled(
                        id,
                        "e-" + ++fills,
                        "test",
                        AAPL,
                        Side.BUY,
                        Price.of(100),
                        quantity,
                        Money.ZERO,
                        now));
    }

    /** Takes the next wish, and fills all of it. */
    Quantity fillNext() {
        OrderIntent wish = takeWish();
        fill(accept(wish), wish.quantity());
        return wish.quantity();
    }

    Execution execution() {
        return desk.execution(ID).orElseThrow();
    }

    List<Journaled> journaled() {
        return journal;
    }
}
