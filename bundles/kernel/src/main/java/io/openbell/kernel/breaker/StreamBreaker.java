package io.openbell.kernel.breaker;

import io.openbell.api.broker.BrokerStatus;
import io.openbell.api.engine.TradingEvent;
import io.openbell.api.market.FeedStatus;
import io.openbell.api.view.RiskBoard;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** No entries while market data or order updates do not flow. */
final class StreamBreaker implements Breaker {

    private final Condition gap = new Condition("stream-gap");
    private @Nullable FeedStatus feed;
    private @Nullable BrokerStatus updates;

    @Override
    public String name() {
        return "stream-gap";
    }

    @Override
    public void onEvent(Instant now, TradingEvent event, Consumer<TradingEvent> out) {
        if (event instanceof FeedStatus stated) {
            feed = stated;
        } else if (event instanceof BrokerStatus stated) {
            updates = stated;
        } else {
            return;
        }
        gap.set(now, reason(), out);
    }

    private String reason() {
        FeedStatus market = feed;
        if (market != null && !market.connected()) {
            return "marketData=down since=%s detail=%s".formatted(market.at(), market.detail());
        }
        BrokerStatus orders = updates;
        return orders != null && !orders.connected()
                ? "orderUpdates=down since=%s detail=%s".formatted(orders.at(), orders.detail())
                : "";
    }

    @Override
    public List<RiskBoard.Line> lines(Instant now) {
        double use = feed == null && updates == null ? Double.NaN : gap.holds() ? 1 : 0;
        return List.of(Lines.of(name(), "", use, 0, "streams down", gap.holds(), gap.reason()));
    }
}
