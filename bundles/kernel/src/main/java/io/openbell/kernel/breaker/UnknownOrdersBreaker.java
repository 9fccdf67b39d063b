package io.openbell.kernel.breaker;

import io.openbell.api.engine.TimerTick;
import io.openbell.api.engine.TradingEvent;
import io.openbell.api.order.OrderEvent.OfOrder;
import io.openbell.api.order.OrderEvent.OrderCancelRejected;
import io.openbell.api.order.OrderEvent.OrderCancelRequested;
import io.openbell.api.order.OrderEvent.OrderUnknown;
import io.openbell.api.order.OrderId;
import io.openbell.api.risk.HaltTrading;
import io.openbell.api.view.RiskBoard;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** One order of unknown fate is bad luck; several mean that we do not know what we trade. */
final class UnknownOrdersBreaker implements Breaker {

    private final int max;
    private final Set<OrderId> unknown = new TreeSet<>(Comparator.comparing(OrderId::value));

    UnknownOrdersBreaker(int max) {
        this.max = max;
    }

    @Override
    public String name() {
        return "unknown-orders";
    }

    @Override
    public void onEvent(Instant now, TradingEvent event, Consumer<TradingEvent> out) {
        if (event instanceof OrderUnknown order) {
            unknown.add(order.orderId());
        } else if (event instanceof OfOrder order && answers(order)) {
            unknown.remove(order.orderId());
        }
        boolean asks = event instanceof OrderUnknown || event instanceof TimerTick;
        if (asks && unknown.size() > max) {
            out.accept(
                    new HaltTrading(
                            name(),
                            "unknownOrders=%d max=%d orders=%s"
                                    .formatted(unknown.size(), max, unknown),
                            now));
        }
    }

    /** To ask for a cancel tells nothing about the order. */
    private static boolean answers(OfOrder event) {
        return !(event instanceof OrderCancelRequested) && !(event instanceof OrderCancelRejected);
    }

    @Override
    public List<RiskBoard.Line> lines(Instant now) {
        return List.of(
                Lines.count(name(), "", unknown.size(), max, "orders", unknown.size() > max));
    }
}
