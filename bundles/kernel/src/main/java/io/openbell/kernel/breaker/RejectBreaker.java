package io.openbell.kernel.breaker;

import io.openbell.api.engine.TradingEvent;
import io.openbell.api.order.OrderEvent.OfOrder;
import io.openbell.api.order.OrderEvent.OrderAccepted;
import io.openbell.api.order.OrderEvent.OrderCancelRejected;
import io.openbell.api.order.OrderEvent.OrderCancelRequested;
import io.openbell.api.order.OrderEvent.OrderInitialized;
import io.openbell.api.order.OrderEvent.OrderRejected;
import io.openbell.api.order.OrderEvent.OrderSubmitted;
import io.openbell.api.order.OrderEvent.OrderUnknown;
import io.openbell.api.order.OrderId;
import io.openbell.api.risk.HaltTrading;
import io.openbell.api.risk.ResumeTrading;
import io.openbell.api.risk.SymbolFrozen;
import io.openbell.api.value.Symbol;
import io.openbell.api.view.RiskBoard;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * A venue that keeps rejecting has a reason: a few rejections of a symbol freeze it, many of any symbols halt. What a rate
 * limit or a lost connection kept from it was not rejected.
 */
final class RejectBreaker implements Breaker {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final BreakerLimits limits;
    private final Map<OrderId, Symbol> unanswered = new HashMap<>();
    private final Map<Symbol, RecentTimes> bySymbol = new TreeMap<>();
    private final Map<Symbol, SymbolFrozen> frozen = new TreeMap<>();
    private final RecentTimes all = new RecentTimes(MINUTE);

    RejectBreaker(BreakerLimits limits) {
        this.limits = limits;
    }

    @Override
    public String name() {
        return "rejects";
    }

    @Override
    public void onEvent(Instant now, TradingEvent event, Consumer<TradingEvent> out) {
        if (event instanceof OrderInitialized initialized) {
            unanswered.put(initialized.orderId(), initialized.intent().symbol());
        } else if (event instanceof OrderRejected rejected && rejected.isVenuesJudgement()) {
            onReject(now, rejected, out);
        } else if (event instanceof OfOrder other && ends(other)) {
            unanswered.remove(other.orderId());
        } else if (event instanceof ResumeTrading) {
            all.clear();
        }
    }

    /** After these no rejection comes any more. */
    private static boolean ends(OfOrder event) {
        return !(event instanceof OrderSubmitted
                || event instanceof OrderAccepted
                || event instanceof OrderUnknown
                || event instanceof OrderCancelRequested
                || event instanceof OrderCancelRejected);
    }

    private void onReject(Instant now, OrderRejected rejected, Consumer<TradingEvent> out) {
        all.add(now);
        int inAll = all.count(now);
        if (inAll >= limits.rejectsPerMinute()) {
            out.accept(
                    new HaltTrading(
                            name(),
                            "rejectsPerMinute=%d max=%d last=%s"
                                    .formatted(inAll, limits.rejectsPerMinute(), rejected.detail()),
                            now));
        }
        Symbol symbol = unanswered.remove(rejected.orderId());
        if (symbol == null) {
            return;
        }
        RecentTimes ofSymbol = bySymbol.computeIfAbsent(symbol, any -> new RecentTimes(MINUTE));
        ofSymbol.add(now);
        int count = ofSymbol.count(now);
        if (count >= limits.symbolRejectsPerMinute()) {
            SymbolFrozen freeze =
                    new SymbolFrozen(
                            symbol,
                            "symbol-rejects",
                            "rejectsPerMinute=%d max=%d last=%s"
                                    .formatted(
                                            count,
                                            limits.symbolRejectsPerMinute(),
                                            rejected.detail()),
                            now,
                            now.plus(limits.symbolFreeze()));
            frozen.put(symbol, freeze);
            out.accept(freeze);
        }
    }

    @Override
    public List<RiskBoard.Line> lines(Instant now) {
        int inAll = all.count(now);
        List<RiskBoard.Line> lines = new ArrayList<>();
        lines.add(
                Lines.count(
                        name(),
                        "",
                        inAll,
                        limits.rejectsPerMinute(),
                        "a minute",
                        inAll >= limits.rejectsPerMinute()));
        bySymbol.forEach(
                (symbol, times) -> {
                    SymbolFrozen freeze = frozen.get(symbol);
                    boolean holds = freeze != null && freeze.holdsAt(now);
                    int count = times.count(now);
                    if (holds || count > 0) {
                        lines.add(
                                Lines.count(
                                                "symbol-rejects",
                                                symbol.ticker(),
                                                count,
                                                limits.symbolRejectsPerMinute(),
                                                "a minute",
                                                holds)
                                        .with(
                                                holds && freeze != null
                                                        ? freeze.reason()
                                                                + ", until "
                                                                + freeze.until()
                                                        : ""));
                    }
                });
        return lines;
    }
}
