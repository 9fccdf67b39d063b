package io.openbell.kernel.protection;

import io.openbell.api.order.ExternalOrder;
import io.openbell.api.order.Order;
import io.openbell.api.order.OrderClass;
import io.openbell.api.order.OrderIntent;
import io.openbell.api.order.OrderStatus;
import io.openbell.api.order.OrderTerms;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Side;
import io.openbell.api.value.Symbol;
import io.openbell.api.view.OrderBook;
import io.openbell.api.view.Position;
import io.openbell.api.view.PositionBook;
import io.openbell.kernel.position.PositionLedger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What protects the positions at one moment, and what of them still needs a stop. A stop protects, and so do two exits of
 * which one is a stop, and an order that leaves at once. A limit out of the market's reach does not; but it holds its
 * shares, and no second order can have them.
 */
final class StopCoverage {

    /** Shares without protection. */
    record Gap(Quantity shares, String why) {}

    private final PositionBook positions;
    private final OrderBook orders;
    private final StopTerms terms;
    private final List<Order> open;
    private final List<ExternalOrder> external;
    private final Map<Symbol, Position> held = new TreeMap<>();
    private final Map<Holder, List<Order>> stops = new LinkedHashMap<>();
    private final Map<Symbol, Quantity> covered = new HashMap<>();
    private final Map<Symbol, Quantity> claimed = new HashMap<>();
    private final Map<Holder, Quantity> byOwner = new HashMap<>();
    private final Map<Symbol, Quantity> rest = new TreeMap<>();
    private final Map<Holder, Quantity> needs = new LinkedHashMap<>();
    private final Map<Symbol, List<Gap>> gaps = new TreeMap<>();

    StopCoverage(
            PositionBook positions,
            OrderBook orders,
            List<ExternalOrder> external,
            StopTerms terms) {
        this.positions = positions;
        this.orders = orders;
        this.terms = terms;
        this.external = external;
        open = orders.open();
        for (Position position : positions.positions()) {
            if (!position.quantity().isZero()) {
                held.put(position.symbol(), position);
            }
        }
        open.forEach(this::count);
        external.forEach(this::count);
        held.values().forEach(this::reserve);
        divide();
        rest.forEach((symbol, left) -> gap(symbol, left, StopTerms.obstacle(symbol)));
    }

    /** The protection's own stops in the market. */
    Map<Holder, List<Order>> stops() {
        return stops;
    }

    /** Shares that a stop of the protection's own is for, signed like what is held; together never more than is held and free. */
    Map<Holder, Quantity> needs() {
        return needs;
    }

    /** Shares that no stop can be placed for. */
    Map<Symbol, List<Gap>> gaps() {
        return gaps;
    }

    Optional<Position> position(Symbol symbol) {
        return Optional.ofNullable(held.get(symbol));
    }

    /** Every open order of the symbol but the protection's own, by name: what an answer to a wish may depend on. */
    Set<String> others(Symbol symbol) {
        Set<String> names = new HashSet<>();
        for (Order order : open) {
            if (order.intent().symbol().equals(symbol) && !ProtectiveStops.isStop(order.intent())) {
                names.add(order.id().value());
            }
        }
        for (ExternalOrder order : external) {
            if (order.symbol().equals(symbol)) {
                names.add(order.brokerId());
            }
        }
        return names;
    }

    private void count(Order order) {
        OrderIntent intent = order.intent();
        if (ProtectiveStops.isStop(intent)) {
            stops.computeIfAbsent(Holder.of(intent), any -> new ArrayList<>()).add(order);
        } else if (closes(intent.symbol(), intent.side()) && countsItself(order)) {
            boolean waits = order.status() == OrderStatus.HELD;
            Quantity shares = waits ? order.unfilled() : order.remaining();
            Map<Symbol, Quantity> part = protects(order) ? covered : claimed;
            part.merge(intent.symbol(), shares, Quantity::plus);
            byOwner.merge(Holder.of(intent), shares, Quantity::plus);
        }
    }

    /** Without its type a limit in the market's reach can only be that of a stop, and an order without a limit is none. */
    private void count(ExternalOrder order) {
        if (closes(order.symbol(), order.side())) {
            boolean protects =
                    order.limitPrice()
                            .map(limit -> isReached(order.symbol(), order.side(), limit))
                            .orElse(true);
            (protects ? covered : claimed).merge(order.symbol(), order.remaining(), Quantity::plus);
        }
    }

    private boolean closes(Symbol symbol, Side side) {
        Quantity shares = positions.quantity(symbol);
        return side == Side.BUY ? shares.isNegative() : shares.isPositive();
    }

    /** Of exits that cancel each other one counts: the stop, or the head of two exits. Before their entry is complete, none. */
    private boolean countsItself(Order order) {
        Optional<Order> parent = order.links().parent().flatMap(orders::order);
        if (parent.isPresent() && parent.get().status().isOpen()) {
            boolean counted =
                    parent.get().intent().instructions().orderClass()
                            instanceof OrderClass.OneCancelsOther;
            return !counted && order.status() != OrderStatus.HELD;
        }
        return isStop(order.intent().terms()) || !hasStopBeside(order);
    }

    private boolean hasStopBeside(Order order) {
        return order.links().parent().isPresent()
                && open.stream()
                        .filter(other -> !other.id().equals(order.id()))
                        .filter(other -> other.links().parent().equals(order.links().parent()))
                        .anyMatch(other -> isStop(other.intent().terms()));
    }

    private boolean protects(Order order) {
        OrderIntent intent = order.intent();
        OrderTerms wished = intent.terms();
        if (wished instanceof OrderTerms.Limit limit) {
            return intent.instructions().orderClass() instanceof OrderClass.OneCancelsOther
                    || isReached(intent.symbol(), intent.side(), limit.limitPrice());
        }
        // A leg of several options states no price: the whole's does not leave at once.
        return isStop(wished) || order.links().parent().isEmpty();
    }

    private static boolean isStop(OrderTerms terms) {
        return !(terms instanceof OrderTerms.Market || terms instanceof OrderTerms.Limit);
    }

    /** The market pays what the limit asks for. */
    private boolean isReached(Symbol symbol, Side side, Price limit) {
        Price mark = position(symbol).map(Position::mark).orElse(Price.ZERO);
        int beyond = limit.compareTo(mark);
        return mark.isPositive() && (side == Side.SELL ? beyond <= 0 : beyond >= 0);
    }

    private void reserve(Position position) {
        Symbol symbol = position.symbol();
        Quantity bare =
                position.quantity()
                        .abs()
                        .minus(covered.getOrDefault(symbol, Quantity.ZERO))
                        .max(Quantity.ZERO);
        Quantity taken = claimed.getOrDefault(symbol, Quantity.ZERO).min(bare);
        gap(symbol, taken, "held by a limit order: no stop can have them");
        rest.put(symbol, bare.minus(taken));
    }

    /** What was there before us comes last: orders that are not ours are likeliest to be for it. */
    private void divide() {
        Map<String, List<Position>> sources = new TreeMap<>(positions.bySource());
        List<Position> before = sources.remove(PositionLedger.EXTERNAL);
        sources.forEach((source, shares) -> shares.forEach(each -> need(source, each)));
        if (before != null) {
            before.forEach(each -> need(ProtectiveStops.SOURCE, each));
        }
    }

    private void need(String source, Position part) {
        Symbol symbol = part.symbol();
        Holder holder = new Holder(source, symbol);
        boolean positive = positions.quantity(symbol).isPositive();
        Quantity left = rest.getOrDefault(symbol, Quantity.ZERO);
        Quantity free =
                part.quantity()
                        .abs()
                        .minus(byOwner.getOrDefault(holder, Quantity.ZERO))
                        .max(Quantity.ZERO);
        Quantity shares = terms.lot(symbol, free.min(left));
        if (part.quantity().isPositive() == positive && shares.isPositive()) {
            rest.put(symbol, left.minus(shares));
            needs.merge(holder, positive ? shares : shares.negated(), Quantity::plus);
        }
    }

    private void gap(Symbol symbol, Quantity shares, String why) {
        if (shares.isPositive()) {
            gaps.computeIfAbsent(symbol, any -> new ArrayList<>()).add(new Gap(shares, why));
        }
    }
}
