package io.openbell.kernel.risk;

import io.openbell.api.broker.PositionAdjusted;
import io.openbell.api.broker.SymbolChanged;
import io.openbell.api.engine.AccountAdopted;
import io.openbell.api.engine.TradingEvent;
import io.openbell.api.order.IntentId;
import io.openbell.api.order.OrderEvent.OrderCancelRequested;
import io.openbell.api.order.OrderEvent.OrderDenied;
import io.openbell.api.order.OrderEvent.OrderFilled;
import io.openbell.api.order.OrderEvent.OrderInitialized;
import io.openbell.api.order.OrderIntent;
import io.openbell.api.risk.SessionsStated;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Symbol;
import io.openbell.kernel.breaker.TradingDay;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** What was done, kept from decisions and events. Rebuilt from the journal after a restart. */
final class PaceState implements PaceView {

    private static final Duration REQUESTS_KEPT = Duration.ofMinutes(2);

    private final ApprovalLog approvals = new ApprovalLog();
    private final TradeLog trades = new TradeLog();
    private final PartsLog parts = new PartsLog();
    private final TradingDay days = new TradingDay();
    private final Deque<Instant> requests = new ArrayDeque<>();

    /** The venue told its calendar. */
    void onHours(SessionsStated stated) {
        days.onHours(stated);
    }

    /** Takes in one event, of the past too. */
    void onEvent(Instant now, TradingEvent event) {
        parts.onEvent(event);
        if (event instanceof OrderDenied denied) {
            approvals.decided(denied.intent().id());
        } else if (event instanceof OrderInitialized initialized) {
            if (!approvals.isKnown(initialized.intent().id())) {
                requested(initialized.at());
            }
            approvals.journaled(initialized);
        } else if (event instanceof OrderFilled fill) {
            trades.filled(fill, now);
        } else if (event instanceof PositionAdjusted adjusted) {
            trades.adjusted(adjusted, now);
        } else if (event instanceof SymbolChanged changed) {
            trades.renamed(changed);
        } else if (event instanceof OrderCancelRequested) {
            requested(now);
        } else if (event instanceof AccountAdopted adopted) {
            trades.adopted(adopted);
        }
    }

    void approved(OrderIntent wish, Instant now) {
        approvals.approved(wish, now);
        requested(now);
    }

    void denied(OrderIntent wish) {
        approvals.decided(wish.id());
    }

    private void requested(Instant at) {
        requests.addLast(at);
        while (requests.getFirst().isBefore(at.minus(REQUESTS_KEPT))) {
            requests.removeFirst();
        }
    }

    @Override
    public boolean isKnown(IntentId intent) {
        return approvals.isKnown(intent);
    }

    @Override
    public boolean isRepeated(OrderIntent intent, Instant since) {
        return approvals.isRepeated(intent, since);
    }

    @Override
    public Optional<Instant> latestOrder(Symbol symbol, Instant since) {
        return approvals.latest(symbol, since);
    }

    @Override
    public int ordersSince(Symbol symbol, Instant since) {
        return approvals.since(symbol, since);
    }

    @Override
    public int ordersSince(Symbol symbol, String source, Instant since) {
        return approvals.bySource(symbol, since).getOrDefault(source, 0);
    }

    @Override
    public int ordersOfBusiestSince(Symbol symbol, Instant since) {
        return approvals.bySource(symbol, since).values().stream()
                .mapToInt(Integer::intValue)
                .max()
                .orElse(0);
    }

    @Override
    public int ordersSince(Instant since) {
        return approvals.since(since);
    }

    @Override
    public int ordersToday(Instant now) {
        return approvals.sinceHour(days.beginning(now));
    }

    @Override
    public int requestsSince(Instant since) {
        int count = 0;
        for (Instant request : requests) {
            boolean past = request.isBefore(since);
            // Ahead of that lies what was sent before the clock was put back and the process began
            // anew.
            boolean ahead = !request.isBefore(since.plus(REQUESTS_KEPT));
            count += past || ahead ? 0 : 1;
        }
        return count;
    }

    @Override
    public int roundTripsSince(Symbol symbol, Instant since) {
        return trades.roundTripsSince(symbol, since);
    }

    @Override
    public int dayTrades(Instant now) {
        return trades.dayTrades(now);
    }

    @Override
    public Optional<Quantity> parentQuantity(IntentId parent) {
        return parts.wished(parent);
    }

    @Override
    public Quantity parentFilled(IntentId parent) {
        return parts.filled(parent);
    }

    @Override
    public int ordersWithoutIntent() {
        return parts.strays();
    }
}
