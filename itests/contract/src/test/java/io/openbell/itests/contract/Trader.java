package io.openbell.itests.contract;

import io.openbell.api.broker.Broker;
import io.openbell.api.broker.BrokerException;
import io.openbell.api.broker.BrokerOrder;
import io.openbell.api.broker.CancelOutcome;
import io.openbell.api.broker.ReplaceOutcome;
import io.openbell.api.broker.Replacement;
import io.openbell.api.broker.SubmitOutcome;
import io.openbell.api.order.IntentId;
import io.openbell.api.order.Order;
import io.openbell.api.order.OrderId;
import io.openbell.api.order.OrderIntent;
import io.openbell.api.order.OrderStatus;
import io.openbell.api.order.OrderTerms;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Side;
import io.openbell.api.value.Symbol;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Places, changes and cancels, each once and never again, and notes what the client said became of it. */
final class Trader {

    /** What the client knows of an order it sent. */
    enum Said {
        /** Exactly one is there. */
        THERE,
        /** None is. */
        NOT_THERE,
        /** None or one. */
        UNKNOWN
    }

    /** An order, or the replacement of one. */
    record Sent(OrderId id, Said said, String outcome) {}

    private final Broker broker;
    private final Stage stage;
    private final String session;
    private final List<Sent> sent = new ArrayList<>();
    private final List<String> cancels = new ArrayList<>();
    private int number;

    /** Two symbols, because the venue refuses sales that could meet resting purchases of the same. */
    Trader(Broker broker, Stage stage, String session) {
        this.broker = broker;
        this.stage = stage;
        this.session = session;
    }

    /** Fills that come and go, and a resting order that is changed and withdrawn. */
    void trade() {
        market(Side.BUY);
        rest();
        market(Side.SELL);
        rest();
    }

    /** A question; it may remain without an answer. */
    boolean ask() {
        try {
            broker.account();
            return true;
        } catch (BrokerException unanswered) {
            return false;
        }
    }

    /** Asks for orders nobody knows the fate of, whether the venue has them or not. */
    void lookUnknownUp() {
        for (Sent order : sent) {
            if (order.said() == Said.UNKNOWN) {
                try {
                    broker.findOrder(order.id());
                } catch (BrokerException unanswered) {
                    // Asked again.
                }
            }
        }
    }

    /** At the market; empty unless the venue certainly has it. */
    Optional<OrderId> market(Side side) {
        OrderId id = nextId();
        Order order =
                order(id, stage.traded(), side, stage.quantity(side), new OrderTerms.Market());
        return submit(order).map(BrokerOrder::clientId);
    }

    private void rest() {
        OrderTerms farAway = new OrderTerms.Limit(stage.restingPrice(false));
        Quantity quantity = stage.restingQuantity();
        Optional<BrokerOrder> placed =
                submit(order(nextId(), stage.watched(), Side.BUY, quantity, farAway));
        if (placed.isEmpty()) {
            return;
        }
        String brokerId = placed.get().brokerId();
        OrderId newId = nextId();
        ReplaceOutcome outcome =
                broker.replace(brokerId, Replacement.limit(newId, stage.restingPrice(true)));
        note(newId, said(outcome), outcome);
        if (outcome instanceof ReplaceOutcome.Requested requested) {
            brokerId = requested.replacement().brokerId();
        }
        if (broker.cancel(brokerId) instanceof CancelOutcome.Requested) {
            cancels.add(brokerId);
        }
    }

    private Optional<BrokerOrder> submit(Order order) {
        OrderId id = order.id();
        SubmitOutcome outcome = broker.submit(order);
        if (outcome instanceof SubmitOutcome.Accepted accepted) {
            note(id, Said.THERE, outcome);
            return Optional.of(accepted.order());
        }
        note(id, said(outcome), outcome);
        return Optional.empty();
    }

    private void note(OrderId id, Said said, Object outcome) {
        sent.add(new Sent(id, said, outcome.toString()));
    }

    private static Said said(SubmitOutcome outcome) {
        return outcome instanceof SubmitOutcome.Rejected || outcome instanceof SubmitOutcome.NotSent
                ? Said.NOT_THERE
                : outcome instanceof SubmitOutcome.Unknown ? Said.UNKNOWN : Said.THERE;
    }

    private static Said said(ReplaceOutcome outcome) {
        return outcome instanceof ReplaceOutcome.Rejected
                        || outcome instanceof ReplaceOutcome.NotSent
                ? Said.NOT_THERE
                : outcome instanceof ReplaceOutcome.Unknown ? Said.UNKNOWN : Said.THERE;
    }

    private Order order(OrderId id, Symbol symbol, Side side, Quantity quantity, OrderTerms terms) {
        Instant now = Instant.now();
        OrderIntent intent =
                new OrderIntent(
                        new IntentId("i-" + id),
                        "operator",
                        symbol,
                        side,
                        quantity,
                        terms,
                        stage.timeInForce(),
                        "recovery",
                        now);
        return new Order(
                id, "", intent, OrderStatus.INITIALIZED, Quantity.ZERO, Price.ZERO, "", now, now);
    }

    private OrderId nextId() {
        return new OrderId(session + "-" + ++number);
    }

    List<Sent> sent() {
        return sent;
    }

    /** Orders, by the venue's name, whose cancel the venue took on. */
    List<String> cancels() {
        return cancels;
    }

    void forget() {
        sent.clear();
        cancels.clear();
    }
}
