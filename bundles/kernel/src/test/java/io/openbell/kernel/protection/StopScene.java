package io.openbell.kernel.protection;

import io.openbell.api.engine.TimerTick;
import io.openbell.api.engine.TradingEvent;
import io.openbell.api.order.ExternalOrder;
import io.openbell.api.order.ExternalOrders;
import io.openbell.api.order.OrderEvent;
import io.openbell.api.order.OrderEvent.OrderAccepted;
import io.openbell.api.order.OrderEvent.OrderDenied;
import io.openbell.api.order.OrderEvent.OrderInitialized;
import io.openbell.api.order.OrderId;
import io.openbell.api.order.OrderIntent;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Side;
import io.openbell.api.value.Symbol;
import io.openbell.api.view.RiskBoard;
import io.openbell.kernel.order.OrderLedger;
import io.openbell.kernel.protection.ProtectiveStops.Policy;
import io.openbell.testkit.FakePositionBook;
import io.openbell.testkit.Intents;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The protective stops among positions and orders that are what the test says, at a time that is the test's. */
final class StopScene {

    final FakePositionBook positions = new FakePositionBook();
    final Intents intents = new Intents(Instant.EPOCH);
    Instant now = Instant.parse("2025-01-15T15:00:00Z");

    private final OrderLedger orders = new OrderLedger(100);
    private final List<TradingEvent> said = new ArrayList<>();
    private final ProtectiveStops stops;
    private int count;

    StopScene(Policy policy) {
        stops = new ProtectiveStops(policy, 5, positions, orders);
    }

    void tell(TradingEvent event) {
        if (event instanceof OrderEvent order) {
            orders.apply(order);
        }
        stops.onEvent(now, event, said::add);
    }

    void look() {
        tell(new TimerTick(now));
    }

    /** The stops look every second for so long. */
    void pass(Duration time) {
        for (Instant end = now.plus(time); now.isBefore(end); ) {
            now = now.plusSeconds(1);
            look();
        }
    }

    /** The wish becomes an order that the venue has. */
    OrderId rest(OrderIntent wish) {
        OrderId id = new OrderId("o" + ++count);
        tell(new OrderInitialized(id, wish, now));
        tell(new OrderAccepted(id, "b" + count, now));
        return id;
    }

    /** Orders that somebody placed by hand, the only ones there are. */
    void byHand(ExternalOrder... orders) {
        tell(new ExternalOrders(List.of(orders), now));
    }

    ExternalOrder sale(String symbol, String quantity, String limit) {
        return new ExternalOrder(
                "x" + ++count,
                "by-hand",
                Symbol.of(symbol),
                Side.SELL,
                Quantity.parse(quantity),
                Quantity.ZERO,
                limit.isEmpty() ? Optional.empty() : Optional.of(Price.parse(limit)),
                "new",
                now);
    }

    void deny(String code) {
        tell(new OrderDenied(latest(), code, "", now));
    }

    List<OrderIntent> wishes() {
        return said.stream()
                .filter(OrderIntent.class::isInstance)
                .map(OrderIntent.class::cast)
                .toList();
    }

    OrderIntent latest() {
        return wishes().get(wishes().size() - 1);
    }

    List<TradingEvent> said() {
        return said;
    }

    /** What is shown of a symbol, as shares and why; empty if nothing is. */
    String shown(String symbol) {
        return stops.lines(now).stream()
                .filter(line -> line.scope().equals(symbol))
                .map(StopScene::inWords)
                .findFirst()
                .orElse("");
    }

    private static String inWords(RiskBoard.Line line) {
        return line.use() + " " + line.detail();
    }
}
