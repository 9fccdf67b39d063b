package io.openbell.kernel.protection;

import io.openbell.api.engine.TimerTick;
import io.openbell.api.engine.TradingEvent;
import io.openbell.api.order.CancelOrder;
import io.openbell.api.order.ExternalOrder;
import io.openbell.api.order.ExternalOrders;
import io.openbell.api.order.IntentId;
import io.openbell.api.order.Order;
import io.openbell.api.order.OrderEvent;
import io.openbell.api.order.OrderEvent.OrderAccepted;
import io.openbell.api.order.OrderEvent.OrderCancelRequested;
import io.openbell.api.order.OrderEvent.OrderDenied;
import io.openbell.api.order.OrderEvent.OrderInitialized;
import io.openbell.api.order.OrderEvent.OrderRejected;
import io.openbell.api.order.OrderId;
import io.openbell.api.order.OrderIntent;
import io.openbell.api.order.Sources;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Side;
import io.openbell.api.value.Symbol;
import io.openbell.api.view.OrderBook;
import io.openbell.api.view.PositionBook;
import io.openbell.api.view.RiskBoard;
import io.openbell.api.view.RiskBoard.Kind;
import io.openbell.api.view.RiskBoard.State;
import io.openbell.kernel.breaker.Breaker;
import io.openbell.kernel.protection.StopCoverage.Gap;
import io.openbell.kernel.protection.StopTimes.Situation;
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
import java.util.stream.Collectors;

/**
 * Sees to it that every position has a stop in the market. Looks once a second, and when something comes that it waited for;
 * what {@link StopCoverage} counts as protected needs none, and what cannot be is shown.
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
    public static final String SOURCE = Sources.PROTECTION;

    private record Asked(Holder holder, Situation situation) {}

    private final Policy policy;
    private final double distancePercent;
    private final PositionBook positions;
    private final OrderBook orders;
    private final StopTerms terms;
    private final StopTimes times = new StopTimes();
    private final Map<IntentId, Asked> unanswered = new HashMap<>();
    private final Map<OrderId, Asked> ours = new HashMap<>();
    private final Set<OrderId> withdrawn = new HashSet<>();
    private Map<Symbol, List<Gap>> unprotected = Map.of();
    private List<ExternalOrder> external = List.of();
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
        terms = new StopTerms(distancePercent);
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
        if (event instanceof OrderEvent order) {
            onOrder(now, order);
        } else if (event instanceof ExternalOrders stated) {
            external = stated.orders();
        } else {
            terms.onEvent(event);
            if (times.onEvent(now, event) || event instanceof TimerTick) {
                look(now, out);
            }
        }
    }

    private void onOrder(Instant now, OrderEvent event) {
        if (event instanceof OrderDenied denied) {
            Asked asked = unanswered.remove(denied.intent().id());
            if (asked != null) {
                times.refused(asked.holder, asked.situation, denied.code(), now);
            }
        } else if (event instanceof OrderInitialized initialized) {
            Asked asked = unanswered.remove(initialized.intent().id());
            if (isStop(initialized.intent())) {
                ours.put(
                        initialized.orderId(),
                        asked == null ? unasked(initialized.intent()) : asked);
            }
        } else if (event instanceof OrderRejected rejected) {
            Asked asked = ours.get(rejected.orderId());
            if (asked != null) {
                times.refused(asked.holder, asked.situation, "by the venue", now);
            }
        } else if (event instanceof OrderAccepted accepted) {
            Asked asked = ours.get(accepted.orderId());
            if (asked != null) {
                times.placed(asked.holder);
            }
        } else if (event instanceof OrderCancelRequested cancel
                && !cancel.requestedBy().equals(SOURCE)) {
            Asked asked = ours.get(cancel.orderId());
            if (asked != null) {
                times.givesWay(asked.holder, now);
            }
        }
    }

    static boolean isStop(OrderIntent intent) {
        return isNamed(intent.id());
    }

    /** It has the name of a wish of ours. */
    public static boolean isNamed(IntentId id) {
        return id.value().startsWith(PREFIX);
    }

    /** Of a stop that an earlier process asked for. */
    private static Asked unasked(OrderIntent intent) {
        return new Asked(Holder.of(intent), new Situation(intent.quantity(), Set.of()));
    }

    private void look(Instant now, Consumer<TradingEvent> out) {
        StopCoverage coverage = new StopCoverage(positions, orders, external, terms);
        Map<Holder, List<Order>> stops = coverage.stops();
        Set<OrderId> present = new HashSet<>();
        stops.values()
                .forEach(
                        each ->
                                each.forEach(
                                        order -> {
                                            present.add(order.id());
                                            ours.computeIfAbsent(
                                                    order.id(), any -> unasked(order.intent()));
                                        }));
        ours.keySet().retainAll(present);
        withdrawn.retainAll(present);
        times.forget(coverage.needs().keySet(), now);
        stops.forEach(
                (holder, resting) ->
                        settle(resting, coverage.needs().getOrDefault(holder, Quantity.ZERO), out));
        coverage.needs()
                .forEach(
                        (holder, need) -> {
                            if (!stops.containsKey(holder)) {
                                place(holder, need, coverage, now, out);
                            }
                        });
        unprotected = gaps(coverage, now);
    }

    /** What needs a stop and has none, or one for less, and what cannot have one. */
    private Map<Symbol, List<Gap>> gaps(StopCoverage coverage, Instant now) {
        Map<Symbol, List<Gap>> all = new TreeMap<>();
        coverage.needs()
                .forEach(
                        (holder, need) -> {
                            Quantity bare = need.abs();
                            for (Order stop : coverage.stops().getOrDefault(holder, List.of())) {
                                bare = bare.minus(stop.remaining());
                            }
                            if (bare.isPositive()) {
                                String obstacle =
                                        policy == Policy.PLACE ? times.obstacle(holder, now) : "";
                                all.computeIfAbsent(holder.symbol(), any -> new ArrayList<>())
                                        .add(new Gap(bare, "no stop in the market" + obstacle));
                            }
                        });
        coverage.gaps()
                .forEach(
                        (symbol, gaps) ->
                                all.computeIfAbsent(symbol, any -> new ArrayList<>()).addAll(gaps));
        return all;
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

    private void place(
            Holder holder,
            Quantity need,
            StopCoverage coverage,
            Instant now,
            Consumer<TradingEvent> out) {
        if (policy != Policy.PLACE || isAsked(holder)) {
            return;
        }
        Situation situation = new Situation(need, coverage.others(holder.symbol()));
        Optional<Price> stop = coverage.position(holder.symbol()).flatMap(terms::stopPrice);
        if (stop.isPresent() && times.mayAsk(holder, situation, now)) {
            OrderIntent wish = wish(holder, need, stop.get(), now);
            unanswered.put(wish.id(), new Asked(holder, situation));
            out.accept(wish);
        }
    }

    private boolean isAsked(Holder holder) {
        return unanswered.values().stream().anyMatch(asked -> asked.holder.equals(holder));
    }

    private OrderIntent wish(Holder holder, Quantity need, Price stop, Instant now) {
        Symbol symbol = holder.symbol();
        return new OrderIntent(
                new IntentId(PREFIX + Long.toString(now.toEpochMilli(), 36) + "-" + ++count),
                holder.source(),
                symbol,
                need.isPositive() ? Side.SELL : Side.BUY,
                need.abs(),
                terms.at(symbol, stop, need.isPositive()),
                StopTerms.lasting(symbol),
                "protects the position at " + distancePercent + " percent",
                now);
    }

    @Override
    public List<RiskBoard.Line> lines(Instant now) {
        if (policy == Policy.OFF) {
            return List.of(line("", Double.NaN, State.OFF, "policy=off"));
        }
        List<RiskBoard.Line> lines = new ArrayList<>();
        unprotected.forEach(
                (symbol, gaps) ->
                        lines.add(line(symbol.ticker(), sum(gaps), State.TRIPPED, inWords(gaps))));
        double all = unprotected.values().stream().mapToDouble(ProtectiveStops::sum).sum();
        lines.add(
                0,
                line(
                        "",
                        all,
                        all > 0 ? State.TRIPPED : State.CLEAR,
                        "policy=%s distancePercent=%s"
                                .formatted(
                                        policy.name().toLowerCase(Locale.ROOT), distancePercent)));
        return lines;
    }

    private static double sum(List<Gap> gaps) {
        return gaps.stream().mapToDouble(gap -> gap.shares().toDouble()).sum();
    }

    private static String inWords(List<Gap> gaps) {
        return gaps.size() == 1
                ? gaps.get(0).why()
                : gaps.stream()
                        .map(gap -> gap.shares() + " " + gap.why())
                        .collect(Collectors.joining("; "));
    }

    private RiskBoard.Line line(String scope, double use, State state, String detail) {
        return new RiskBoard.Line(
                Kind.PROTECTION, name(), scope, use, 0, "unprotected", state, detail);
    }
}
