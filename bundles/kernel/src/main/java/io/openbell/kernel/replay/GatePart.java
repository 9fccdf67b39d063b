package io.openbell.kernel.replay;

import io.openbell.api.component.RestateFacts;
import io.openbell.api.engine.Journaled;
import io.openbell.api.engine.TradingEvent;
import io.openbell.api.order.Order;
import io.openbell.api.risk.HaltTrading;
import io.openbell.api.risk.RiskDecision;
import io.openbell.api.view.OrderBook;
import io.openbell.api.view.PositionBook;
import io.openbell.kernel.breaker.Breaker;
import io.openbell.kernel.breaker.Breakers;
import io.openbell.kernel.protection.ProtectiveStops;
import io.openbell.kernel.risk.OrderGate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The gate and, behind it, the breakers and protections. */
final class GatePart implements Part {

    private final OrderGate gate;
    private final Breakers breakers;
    private final OrderBook orders;
    private final Consumer<TradingEvent> out;

    GatePart(
            DecisionBasis.Gate basis,
            PositionBook positions,
            OrderBook orders,
            Consumer<TradingEvent> out) {
        this.orders = orders;
        this.out = out;
        gate = new OrderGate(basis.limits(), basis.mode(), positions, basis.capital());
        List<Breaker> watchers = new ArrayList<>(Breakers.standard(basis.breakers(), positions));
        watchers.addAll(basis.protections().guards());
        watchers.add(
                new ProtectiveStops(
                        basis.stopPolicy(), basis.stopDistancePercent(), positions, orders));
        breakers = new Breakers(watchers);
    }

    @Override
    public int stage() {
        return 2;
    }

    @Override
    public void onReplay(Instant at, Journaled event) {
        gate.onEvent(at, event);
        breakers.onReplay(at, event);
    }

    @Override
    public void onReplayed(Instant now) {
        breakers.onReplayed(now).forEach(this::say);
    }

    @Override
    public void onEvent(Instant now, TradingEvent event) {
        gate.onEvent(now, event);
        breakers.onEvent(now, event).forEach(this::say);
    }

    /** Marks and halts go to journal and latch, and come back from there. */
    private void say(TradingEvent said) {
        if (!(said instanceof Journaled) && !(said instanceof HaltTrading)) {
            out.accept(said);
        }
    }

    @Override
    public boolean decides(TradingEvent event) {
        return !(event instanceof RestateFacts);
    }

    /** Answers the question again. */
    GateAsked answer(GateAsked asked, Instant now) {
        if (!asked.stalled().isEmpty()) {
            gate.stall(asked.stalled());
        }
        List<Order> open = orders.open();
        Optional<Order> replaced = asked.replaces().flatMap(orders::order);
        RiskDecision decision =
                replaced.isPresent()
                        ? gate.reviewReplacement(
                                asked.intent(), replaced.get(), open, asked.journalWritable(), now)
                        : gate.review(asked.intent(), open, asked.journalWritable(), now);
        return GateAsked.of(
                asked.intent(),
                replaced.map(Order::id),
                asked.journalWritable(),
                gate.stalled(),
                decision);
    }
}
