package io.openbell.kernel.replay;

import io.openbell.api.engine.Journaled;
import io.openbell.api.engine.TradingEvent;
import io.openbell.api.order.OrderEvent.OrderInitialized;
import io.openbell.api.order.OrderId;
import io.openbell.api.order.OrderIntent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The parts of a replay, by the names of the subscribers whose place they take. Single-threaded. */
final class ReplayedParts {

    private final StrategySource strategies;
    private final Consumer<TradingEvent> out;
    private final Map<String, Part> byName = new LinkedHashMap<>();

    /** Those that left in the middle of an input: what they said of it before may still be on its way. */
    private final Map<String, Part> gone = new HashMap<>();

    private final Set<String> awaiting = new HashSet<>();
    private List<Map.Entry<String, Part>> present = List.of();
    private @Nullable OrdersPart orders;
    private PositionsPart positions = new PositionsPart();
    private @Nullable GatePart gate;
    private @Nullable OrderIntent lastApproved;

    ReplayedParts(StrategySource strategies, Consumer<TradingEvent> out) {
        this.strategies = strategies;
        this.out = out;
    }

    boolean has(String who) {
        return byName.containsKey(who);
    }

    boolean isOrders(String who) {
        return orders != null && byName.get(who) == orders;
    }

    boolean decides(String who, TradingEvent event) {
        Part present = byName.get(who);
        Part part = present == null ? gone.get(who) : present;
        return part != null && part.decides(event);
    }

    /**
     * One that decides by this takes its place; one of which nothing is decided again has none.
     *
     * @param awaitsPast until it was told the past it hears nothing that is journaled
     */
    void join(String who, TradingEvent basis, boolean awaitsPast) {
        if (!(basis instanceof DecisionBasis known)) {
            return;
        }
        byName.put(who, make(known));
        if (awaitsPast) {
            awaiting.add(who);
        } else {
            awaiting.remove(who);
        }
        arranged();
    }

    private Part make(DecisionBasis basis) {
        if (basis instanceof DecisionBasis.Orders stated) {
            OrdersPart made = new OrdersPart(stated);
            orders = made;
            return made;
        } else if (basis instanceof DecisionBasis.Positions) {
            positions = new PositionsPart();
            return positions;
        } else if (basis instanceof DecisionBasis.Gate stated) {
            OrdersPart known = orders;
            if (known == null) {
                throw new IllegalStateException(
                        "a gate without orders: the recording has no beginning");
            }
            GatePart made = new GatePart(stated, positions, known.ledger, out);
            gate = made;
            return made;
        } else if (basis instanceof DecisionBasis.Bars stated) {
            return new BarsPart(stated, out);
        } else if (basis instanceof DecisionBasis.Strategies stated) {
            return new StrategiesPart(stated, strategies, out);
        }
        throw new IllegalStateException("unknown basis " + basis);
    }

    void leave(String who) {
        Part left = byName.remove(who);
        if (left != null) {
            gone.put(who, left);
        }
        arranged();
    }

    /** The next input begins, and all that was said of the one before has come. */
    void forgetGone() {
        gone.clear();
    }

    private void arranged() {
        List<Map.Entry<String, Part>> ordered = new ArrayList<>(byName.entrySet());
        ordered.sort(Comparator.comparingInt(entry -> entry.getValue().stage()));
        present = ordered;
    }

    void replay(String who, Instant at, Journaled event) {
        Part part = byName.get(who);
        if (part != null) {
            guarded(() -> part.onReplay(at, event));
        }
    }

    void replayed(String who, Instant now) {
        awaiting.remove(who);
        Part part = byName.get(who);
        if (part != null) {
            guarded(() -> part.onReplayed(now));
        }
    }

    void deliver(Instant now, TradingEvent event) {
        for (Map.Entry<String, Part> each : present) {
            if (!(event instanceof Journaled) || !awaiting.contains(each.getKey())) {
                guarded(() -> each.getValue().onEvent(now, event));
            }
        }
    }

    /** What a part throws ends there, as on the loop; a session that cannot be decided again is another matter. */
    private static void guarded(Runnable call) {
        try {
            call.run();
        } catch (StrategySource.MissingStrategy missing) {
            throw missing;
        } catch (RuntimeException asThen) {
            // The same happened on the loop, and was counted there.
        }
    }

    Optional<GateAsked> answer(GateAsked asked, Instant now) {
        GatePart asks = gate;
        if (asks == null) {
            return Optional.empty();
        }
        GateAsked answer = asks.answer(asked, now);
        lastApproved = answer.approved() ? answer.decided() : null;
        return Optional.of(answer);
    }

    /** What the gate let pass since {@link #nothingAsked}. */
    Optional<OrderIntent> lastApproved() {
        return Optional.ofNullable(lastApproved);
    }

    /** The next event begins. */
    void nothingAsked() {
        lastApproved = null;
    }

    OrderId nextName() {
        OrdersPart known = orders;
        if (known == null) {
            throw new IllegalStateException("orders before there was anybody to begin them");
        }
        return known.nextName();
    }

    void begin(OrderInitialized event) {
        OrdersPart known = orders;
        if (known != null) {
            known.begin(event);
        }
    }
}
