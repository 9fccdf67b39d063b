package io.openbell.kernel.protection;

import io.openbell.api.engine.TimerTick;
import io.openbell.api.engine.TradingEvent;
import io.openbell.api.order.CancelOrder;
import io.openbell.api.order.IntentId;
import io.openbell.api.order.Order;
import io.openbell.api.order.OrderEvent.OrderCancelRequested;
import io.openbell.api.order.OrderEvent.OrderDenied;
import io.openbell.api.order.OrderEvent.OrderInitialized;
import io.openbell.api.order.OrderEvent.OrderRejected;
import io.openbell.api.order.OrderId;
import io.openbell.api.order.OrderIntent;
import io.openbell.api.order.OrderTerms;
import io.openbell.api.order.TimeInForce;
import io.openbell.api.value.AssetClass;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Side;
import io.openbell.api.value.Symbol;
import io.openbell.api.view.OrderBook;
import io.openbell.api.view.Position;
import io.openbell.api.view.PositionBook;
import io.openbell.api.view.RiskBoard;
import io.openbell.api.view.RiskBoard.Kind;
import io.openbell.api.view.RiskBoard.State;
import io.openbell.kernel.breaker.Breaker;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Sees to it that every position has a stop in the market. Looks once a second; what open orders already close needs none.
 *
 * <p>A stop is an ordinary wish in the name of the source that holds the shares, so that its fill ends that source's
 * position, and an exit of that source takes the stop out of the way first. Stops are recognised by the name of their
 * wish, after a restart too. Whatever others take out of the market is not put back for a while.
 */
public final class ProtectiveStops implements Breaker {

    /** What is done about a position without a stop. */
    public enum Policy {
        /** Nothing. */
        OFF,
        /** It is shown, and warned of. */
        WARN,
        /** A stop is placed. */
        PLACE
    }

    /** Of its lines on the risk board. */
    public static final String NAME = "protective-stop";

    /** Begins the names of the wishes for stops. */
    public static final String PREFIX = "protection-";

    /** Wishes for positions that belong to no source that may trade. */
    public static final String SOURCE = "protection";

    private static final String EXTERNAL = "external";

    /** After a denial, a rejection, or a cancel that somebody else asked for. */
    private static final Duration PAUSE = Duration.ofSeconds(30);

    private static final Price CENT = Price.parse("0.01");
    private static final Price HUNDREDTH_CENT = Price.parse("0.0001");
    private static final Price DOLLAR = Price.parse("1");

    private record Key(String source, Symbol symbol) {}

    private final Policy policy;
    private final double distancePercent;
    private final PositionBook positions;
    private final OrderBook orders;
    private final Map<IntentId, Key> unanswered = new HashMap<>();
    private final Map<OrderId, Key> ours = new HashMap<>();
    private final Set<OrderId> withdrawn = new HashSet<>();
    private final Map<Key, Instant> notBefore = new HashMap<>();
    private final Map<Symbol, Quantity> unprotected = new TreeMap<>();
    private long count;

    /**
     * Stops at this distance.
     *
     * @param distancePercent of the position's average price, above 0 and below 100
     */
    public ProtectiveStops(
            Policy policy, double distancePercent, PositionBook positions, OrderBook orders) {
        this.policy = policy;
        this.distancePercent = distancePercent;
        this.positions = positions;
        this.orders = orders;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void onEvent(Instant now, TradingEvent event, Consumer<TradingEvent> out) {
        if (policy == Policy.OFF) {
            return;
        }
        if (event instanceof OrderDenied denied) {
            Key key = unanswered.remove(denied.intent().id());
            if (key != null) {
                notBefore.put(key, now.plus(PAUSE));
            }
        } else if (event instanceof OrderInitialized initialized) {
            unanswered.remove(initialized.intent().id());
            if (isStop(initialized.intent())) {
                ours.put(initialized.orderId(), key(initialized.intent()));
            }
        } else if (event instanceof OrderRejected rejected) {
            rest(ours.get(rejected.orderId()), now);
        } else if (event instanceof OrderCancelRequested asked
                && !asked.requestedBy().equals(SOURCE)) {
            rest(ours.get(asked.orderId()), now);
        } else if (event instanceof TimerTick) {
            look(now, out);
        }
    }

    private void rest(@Nullable Key key, Instant now) {
        if (key != null) {
            notBefore.put(key, now.plus(PAUSE));
        }
    }

    private static boolean isStop(OrderIntent intent) {
        return intent.id().value().startsWith(PREFIX);
    }

    private static Key key(OrderIntent intent) {
        return new Key(intent.source(), intent.symbol());
    }

    private void look(Instant now, Consumer<TradingEvent> out) {
        List<Order> open = orders.open();
        Map<Key, List<Order>> stops = new HashMap<>();
        Map<Symbol, Quantity> closing = new HashMap<>();
        for (Order order : open) {
            Symbol symbol = order.intent().symbol();
            Quantity held = positions.quantity(symbol);
            if (isStop(order.intent())) {
                ours.put(order.id(), key(order.intent()));
                stops.computeIfAbsent(key(order.intent()), any -> new ArrayList<>()).add(order);
            } else if (closes(order, held)) {
                closing.merge(symbol, order.remaining(), Quantity::plus);
            }
        }
        ours.keySet().retainAll(open.stream().map(Order::id).toList());
        withdrawn.retainAll(ours.keySet());
        unprotected.clear();
        Map<Key, Quantity> needs = needs(closing);
        for (Map.Entry<Key, List<Order>> entry : stops.entrySet()) {
            settle(entry.getValue(), needs.getOrDefault(entry.getKey(), Quantity.ZERO), out);
        }
        needs.forEach(
                (key, need) -> {
                    if (!stops.containsKey(key)) {
                        unprotected.merge(key.symbol(), need.abs(), Quantity::plus);
                        place(key, need, now, out);
                    }
                });
    }

    private static boolean closes(Order order, Quantity held) {
        return order.intent().side() == Side.BUY ? held.isNegative() : held.isPositive();
    }

    /** Shares to protect of each source, signed like what is held; together never more than is held and not being closed. */
    private Map<Key, Quantity> needs(Map<Symbol, Quantity> closing) {
        Map<Symbol, Quantity> rest = new HashMap<>();
        for (Position position : positions.positions()) {
            Quantity whole = whole(position.quantity().abs());
            rest.put(
                    position.symbol(),
                    whole.minus(closing.getOrDefault(position.symbol(), Quantity.ZERO))
                            .max(Quantity.ZERO));
        }
        Map<Key, Quantity> needs = new HashMap<>();
        new TreeMap<>(positions.bySource())
                .forEach(
                        (source, held) -> {
                            for (Position position : held) {
                                need(source, position, rest, needs);
                            }
                        });
        return needs;
    }

    private void need(
            String source,
            Position position,
            Map<Symbol, Quantity> rest,
            Map<Key, Quantity> needs) {
        Symbol symbol = position.symbol();
        Quantity total = positions.quantity(symbol);
        Quantity left = rest.getOrDefault(symbol, Quantity.ZERO);
        boolean sameWay = position.quantity().isPositive() == total.isPositive();
        Quantity shares = whole(position.quantity().abs()).min(left);
        if (sameWay && shares.isPositive()) {
            rest.put(symbol, left.minus(shares));
            needs.put(
                    new Key(source.equals(EXTERNAL) ? SOURCE : source, symbol),
                    total.isPositive() ? shares : shares.negated());
        }
    }

    private static Quantity whole(Quantity shares) {
        return Quantity.of((long) Math.floor(shares.toDouble()));
    }

    /** One stop of the right size stays; anything else is taken out, and made anew once it is gone. */
    private void settle(List<Order> present, Quantity need, Consumer<TradingEvent> out) {
        Order first = present.get(0);
        Side side = need.isPositive() ? Side.SELL : Side.BUY;
        boolean right =
                present.size() == 1
                        && first.intent().side() == side
                        && first.remaining().equals(need.abs());
        if (policy == Policy.PLACE && !right) {
            for (Order order : present) {
                if (withdrawn.add(order.id())) {
                    out.accept(new CancelOrder(order.id(), SOURCE));
                }
            }
        }
    }

    private void place(Key key, Quantity need, Instant now, Consumer<TradingEvent> out) {
        if (policy != Policy.PLACE
                || unanswered.containsValue(key)
                || now.isBefore(notBefore.getOrDefault(key, Instant.MIN))) {
            return;
        }
        Optional<Price> stop = stopPrice(key.symbol(), need.isPositive());
        if (stop.isEmpty()) {
            return;
        }
        IntentId id = new IntentId(PREFIX + Long.toString(now.toEpochMilli(), 36) + "-" + ++count);
        unanswered.put(id, key);
        out.accept(
                new OrderIntent(
                        id,
                        key.source(),
                        key.symbol(),
                        need.isPositive() ? Side.SELL : Side.BUY,
                        need.abs(),
                        terms(key.symbol(), stop.get(), need.isPositive()),
                        key.symbol().assetClass() == AssetClass.CRYPTO
                                ? TimeInForce.GTC
                                : TimeInForce.DAY,
                        "protects the position at " + distancePercent + " percent",
                        now));
    }

    private static OrderTerms terms(Symbol symbol, Price stop, boolean longPosition) {
        return symbol.assetClass() == AssetClass.CRYPTO
                ? new OrderTerms.StopLimit(stop, rounded(stop.times(longPosition ? 0.98 : 1.02)))
                : new OrderTerms.Stop(stop);
    }

    /** From the average price; from the present one where that is already beyond the stop. */
    private Optional<Price> stopPrice(Symbol symbol, boolean longPosition) {
        double factor = longPosition ? 1 - distancePercent / 100 : 1 + distancePercent / 100;
        for (Position position : positions.positions()) {
            if (position.symbol().equals(symbol) && position.mark().isPositive()) {
                Price stop = rounded(position.averagePrice().times(factor));
                boolean beyond =
                        longPosition
                                ? stop.compareTo(position.mark()) >= 0
                                : stop.compareTo(position.mark()) <= 0;
                return Optional.of(beyond ? rounded(position.mark().times(factor)) : stop);
            }
        }
        return Optional.empty();
    }

    private static Price rounded(Price price) {
        return price.roundedTo(price.compareTo(DOLLAR) >= 0 ? CENT : HUNDREDTH_CENT);
    }

    @Override
    public List<RiskBoard.Line> lines(Instant now) {
        if (policy == Policy.OFF) {
            return List.of(line("", Double.NaN, State.OFF, "policy=off"));
        }
        List<RiskBoard.Line> lines = new ArrayList<>();
        double most = unprotected.values().stream().mapToDouble(Quantity::toDouble).sum();
        lines.add(
                line(
                        "",
                        most,
                        most > 0 ? State.TRIPPED : State.CLEAR,
                        "policy=%s distancePercent=%s"
                                .formatted(
                                        policy.name().toLowerCase(Locale.ROOT), distancePercent)));
        unprotected.forEach(
                (symbol, shares) ->
                        lines.add(
                                line(
                                        symbol.ticker(),
                                        shares.toDouble(),
                                        State.TRIPPED,
                                        "no stop in the market")));
        return lines;
    }

    private RiskBoard.Line line(String scope, double use, State state, String detail) {
        return new RiskBoard.Line(
                Kind.PROTECTION, name(), scope, use, 0, "unprotected", state, detail);
    }
}
