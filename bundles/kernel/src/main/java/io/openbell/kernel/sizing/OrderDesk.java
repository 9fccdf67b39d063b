package io.openbell.kernel.sizing;

import io.openbell.api.engine.TradingEvent;
import io.openbell.api.market.Quote;
import io.openbell.api.order.CancelOrder;
import io.openbell.api.order.IntentId;
import io.openbell.api.order.Order;
import io.openbell.api.order.OrderIntent;
import io.openbell.api.order.OrderTerms;
import io.openbell.api.order.TimeInForce;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Side;
import io.openbell.kernel.sizing.Target.Key;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Wishes for orders on behalf of targets, and knows which ones are already on their way. */
final class OrderDesk {

    private final SourceLedger ledger;
    private final LatestQuotes quotes;
    private final IntentIds ids;
    private final Consumer<TradingEvent> out;
    private final Map<IntentId, Target> unanswered = new HashMap<>();
    private final Set<IntentId> ours = new HashSet<>();

    OrderDesk(SourceLedger ledger, LatestQuotes quotes, IntentIds ids, Consumer<TradingEvent> out) {
        this.ledger = ledger;
        this.quotes = quotes;
        this.ids = ids;
        this.out = out;
    }

    /**
     * Asks for what is still missing, unless something on the way must go first.
     *
     * @param need    shares from the present position, signed, not zero
     * @param reduces the position gets smaller
     */
    void pursue(Target target, Quantity need, boolean reduces, Instant now) {
        Quantity coming = Quantity.ZERO;
        List<Order> coveringIt = new ArrayList<>();
        List<Order> inTheWay = new ArrayList<>();
        for (Order order : ledger.openOrders(target.key.source(), target.key.symbol())) {
            boolean sameWay = (order.intent().side() == Side.BUY) == need.isPositive();
            boolean own = isOurs(order);
            if (sameWay && (own || (!reduces && isPlain(order.intent().terms())))) {
                coming = coming.plus(order.remaining());
                coveringIt.add(order);
            } else if (own || (sameWay && reduces)) {
                // A stop or a limit of the strategy's own would sell the same shares a second time.
                inTheWay.add(order);
            }
        }
        Quantity rest = need.abs().minus(coming);
        if (!inTheWay.isEmpty() || rest.isNegative()) {
            cancel(target, inTheWay.isEmpty() ? coveringIt : inTheWay);
        } else if (rest.isPositive()) {
            wish(target, need.isPositive() ? Side.BUY : Side.SELL, rest, now);
        }
    }

    /** The target is reached: takes what this desk still has in the market out of it. False if there is nothing. */
    boolean withdraw(Target target) {
        List<Order> working =
                ledger.openOrders(target.key.source(), target.key.symbol()).stream()
                        .filter(this::isOurs)
                        .toList();
        cancel(target, working);
        return !working.isEmpty();
    }

    /** Somebody decided about the intent. The target that asked, if it was one of ours and is still waited for. */
    @Nullable Target answered(IntentId id) {
        return unanswered.remove(id);
    }

    /** The order was placed by this desk, since it was opened. */
    boolean isOurs(Order order) {
        return ours.contains(order.intent().id());
    }

    /** There is, or will be, no open order of this intent. */
    void closed(IntentId id) {
        ours.remove(id);
    }

    /** Nobody is there to answer. */
    void forgetUnanswered() {
        unanswered.clear();
    }

    /** Nothing more is done for this source. */
    void forget(String source) {
        unanswered.values().removeIf(target -> target.key.source().equals(source));
    }

    int unanswered() {
        return unanswered.size();
    }

    private static boolean isPlain(OrderTerms terms) {
        return terms instanceof OrderTerms.Market || terms instanceof OrderTerms.Limit;
    }

    private void cancel(Target target, List<Order> orders) {
        for (Order order : orders) {
            if (target.cancelsAsked.add(order.id())) {
                out.accept(new CancelOrder(order.id(), target.key.source()));
            }
        }
    }

    private void wish(Target target, Side side, Quantity quantity, Instant now) {
        Key key = target.key;
        IntentId id = ids.next(key.source());
        target.asked = id;
        unanswered.put(id, target);
        ours.add(id);
        OrderIntent intent =
                new OrderIntent(
                        id,
                        key.source(),
                        key.symbol(),
                        side,
                        quantity,
                        new OrderTerms.Market(),
                        TimeInForce.DAY,
                        PositionSizer.shortened(target.reason),
                        quotes.quote(key.symbol()).map(Quote::at).orElse(now));
        out.accept(target.origin == null ? intent : intent.from(target.origin));
    }
}
