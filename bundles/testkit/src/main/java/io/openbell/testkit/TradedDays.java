package io.openbell.testkit;

import io.openbell.api.broker.BrokerPosition;
import io.openbell.api.engine.AccountAdopted;
import io.openbell.api.engine.Journaled;
import io.openbell.api.order.IntentId;
import io.openbell.api.order.OrderEvent.OrderAccepted;
import io.openbell.api.order.OrderEvent.OrderFilled;
import io.openbell.api.order.OrderEvent.OrderInitialized;
import io.openbell.api.order.OrderEvent.OrderSubmitted;
import io.openbell.api.order.OrderId;
import io.openbell.api.order.OrderIntent;
import io.openbell.api.order.OrderTerms;
import io.openbell.api.order.TimeInForce;
import io.openbell.api.value.Money;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Side;
import io.openbell.api.value.Symbol;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What a journal holds of an account that trades: adopted, then one order after the other, each filled in two parts. */
public final class TradedDays {

    /** Journaled events of one order. */
    public static final int EVENTS_OF_AN_ORDER = 5;

    private static final Instant AT = Instant.parse("2025-01-15T14:30:00Z");
    private static final List<Symbol> SYMBOLS = List.of(Symbol.of("AAPL"), Symbol.of("MSFT"));
    private static final Quantity PART = Quantity.parse("5");
    private static final String SOURCE = "moving-average-cross";

    private TradedDays() {}

    /** So many orders; the last one has only half of its shares. */
    public static List<Journaled> of(int orders) {
        List<Journaled> events = new ArrayList<>();
        tell(orders, events::add);
        events.remove(events.size() - 1);
        return events;
    }

    /** The same, one at a time, and the last order is filled as well. */
    public static void tell(int orders, Consumer<Journaled> reader) {
        reader.accept(
                new AccountAdopted(
                        "PA3XYZ",
                        Money.parse("100000"),
                        List.of(
                                new BrokerPosition(
                                        SYMBOLS.get(0), Quantity.parse("3"), Price.parse("150"))),
                        AT));
        for (int n = 1; n <= orders; n++) {
            OrderId order = new OrderId("pa-0001-" + n);
            Instant at = AT.plusSeconds(n);
            reader.accept(new OrderInitialized(order, intent(n, at), at));
            reader.accept(new OrderSubmitted(order, at.plusMillis(1)));
            reader.accept(new OrderAccepted(order, "venue-" + n, at.plusMillis(2)));
            reader.accept(fill(order, n, 1, at.plusMillis(3)));
            reader.accept(fill(order, n, 2, at.plusMillis(4)));
        }
    }

    /** The same fill, a cent dearer. */
    public static OrderFilled dearer(OrderFilled fill) {
        return new OrderFilled(
                fill.orderId(),
                fill.executionId(),
                fill.source(),
                fill.symbol(),
                fill.side(),
                fill.price().plus(Price.parse("0.01")),
                fill.quantity(),
                fill.commission(),
                fill.at());
    }

    /** It can be read, and cannot have happened. */
    public static OrderFilled fillOfAnUnknownOrder() {
        return fill(new OrderId("pa-0001-0"), 1, 1, AT);
    }

    private static OrderIntent intent(int n, Instant at) {
        return new OrderIntent(
                new IntentId(SOURCE + "-" + n),
                SOURCE,
                symbol(n),
                side(n),
                Quantity.parse("10"),
                new OrderTerms.Market(),
                TimeInForce.DAY,
                "fast crossed slow",
                at);
    }

    private static OrderFilled fill(OrderId order, int n, int part, Instant at) {
        return new OrderFilled(
                order,
                "execution-" + n + "-" + part,
                SOURCE,
                symbol(n),
                side(n),
                Price.parse("100").plus(Price.parse("0.01").times(n % 500)),
                PART,
                Money.ZERO,
                at);
    }

    private static Symbol symbol(int n) {
        return SYMBOLS.get(n % 2);
    }

    /** Three are bought for each one that is sold. */
    private static Side side(int n) {
        return n % 4 == 0 ? Side.SELL : Side.BUY;
    }
}
