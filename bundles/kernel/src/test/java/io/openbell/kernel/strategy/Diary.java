package io.openbell.kernel.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import io.openbell.api.market.Bar;
import io.openbell.api.market.Quote;
import io.openbell.api.market.Trade;
import io.openbell.api.order.IntentId;
import io.openbell.api.order.Order;
import io.openbell.api.order.OrderEvent.OrderFilled;
import io.openbell.api.order.OrderTerms;
import io.openbell.api.strategy.Strategy;
import io.openbell.api.strategy.StrategyContext;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Side;
import io.openbell.api.value.Symbol;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes down every call. */
final class Diary implements Strategy {

    interface Action {
        void on(Diary own);
    }

    final List<String> entries = new ArrayList<>();
    Action onNextQuote = own -> {};
    Action onStop = own -> {};
    Action onBegin = own -> {};
    Action onRestore = own -> {};
    Action onSnapshot = own -> {};

    @SuppressWarnings("NullAway.Init") // given by onStart
    private StrategyContext context;

    StrategyContext context() {
        return context;
    }

    void buy(Symbol symbol, long shares) {
        IntentId id =
                context.submit(
                        symbol, Side.BUY, Quantity.of(shares), new OrderTerms.Market(), "wants it");
        assertThat(id.value()).startsWith(context.name());
    }

    @Override
    public Set<Duration> barWidths() {
        return Set.of(Duration.ofMinutes(1));
    }

    @Override
    public void onStart(StrategyContext given) {
        context = given;
        entries.add("start");
        onBegin.on(this);
    }

    @Override
    public void onQuote(Quote quote) {
        entries.add("quote " + quote.symbol());
        Action action = onNextQuote;
        onNextQuote = own -> {};
        action.on(this);
    }

    @Override
    public void onTrade(Trade trade) {
        entries.add("trade " + trade.symbol());
    }

    @Override
    public void onBar(Bar bar) {
        entries.add("bar " + bar.symbol() + " " + bar.width());
    }

    @Override
    public void onFill(OrderFilled fill) {
        entries.add("fill " + fill.quantity() + " position " + context.position(fill.symbol()));
    }

    @Override
    public void onOrder(Order order) {
        String open = order.filled().isZero() ? "" : " open " + context.openOrders().size();
        entries.add("order " + order.status() + open);
    }

    @Override
    public void onTimer(Instant now) {
        entries.add("timer");
    }

    @Override
    public void onStop() {
        entries.add("stop");
        onStop.on(this);
    }

    @Override
    public Map<String, String> snapshot() {
        onSnapshot.on(this);
        return Map.of("seen", String.valueOf(entries.size()));
    }

    @Override
    public void restore(Map<String, String> snapshot) {
        entries.add("restore " + snapshot);
        onRestore.on(this);
    }
}
