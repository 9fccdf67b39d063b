package io.openbell.kernel.order;

import io.openbell.api.broker.BrokerOrder;
import io.openbell.api.broker.BrokerOrderDetails;
import io.openbell.api.order.IntentId;
import io.openbell.api.order.Order;
import io.openbell.api.order.OrderClass;
import io.openbell.api.order.OrderEvent.OrderLegAdded;
import io.openbell.api.order.OrderInstructions;
import io.openbell.api.order.OrderIntent;
import io.openbell.api.order.OrderTerms;
import io.openbell.api.order.TimeInForce;
import java.util.Locale;
import java.util.Optional;

/** The exits and legs of our orders, which the venue names and we do not. */
public final class GroupLegs {

    private static final int LONGEST_INTENT = 64;

    private GroupLegs() {}

    /** The order stands at the head of a group, so that the venue has more orders of it. */
    public static boolean hasLegs(OrderIntent intent) {
        return !(intent.instructions().orderClass() instanceof OrderClass.Simple);
    }

    /** How many more orders the venue makes of it. */
    public static int count(OrderIntent intent) {
        OrderClass group = intent.instructions().orderClass();
        if (group instanceof OrderClass.MultiLeg several) {
            return several.legs().size();
        }
        if (group instanceof OrderClass.Bracket) {
            return 2;
        }
        return group instanceof OrderClass.Simple ? 0 : 1;
    }

    /** The leg as one of our orders, under the name that the venue gave it, and for the source of its parent. */
    public static OrderLegAdded adopt(Order parent, BrokerOrder leg) {
        return new OrderLegAdded(
                leg.clientId(),
                parent.id(),
                leg.brokerId(),
                intentOf(parent, leg),
                leg.status() == BrokerOrder.Status.HELD,
                leg.submittedAt());
    }

    private static OrderIntent intentOf(Order parent, BrokerOrder leg) {
        OrderIntent wish = parent.intent();
        String name = "leg-" + leg.brokerId();
        OrderInstructions instructions =
                new OrderInstructions(
                        new OrderClass.Simple(),
                        Optional.empty(),
                        leg.details().extendedHours(),
                        leg.details().positionIntent());
        return new OrderIntent(
                new IntentId(name.substring(0, Math.min(LONGEST_INTENT, name.length()))),
                wish.source(),
                leg.symbol(),
                leg.side(),
                leg.quantity(),
                termsOf(leg.details()),
                timeInForceOf(leg.details(), wish.timeInForce()),
                (wish.instructions().orderClass() instanceof OrderClass.MultiLeg
                                ? "leg of "
                                : "exit of ")
                        + parent.id(),
                wish.basis(),
                instructions);
    }

    /** What a leg does not state, as a leg of several options does not, is the whole's affair. */
    private static OrderTerms termsOf(BrokerOrderDetails details) {
        if (details.stopPrice().isPresent() && details.limitPrice().isPresent()) {
            return new OrderTerms.StopLimit(details.stopPrice().get(), details.limitPrice().get());
        }
        if (details.stopPrice().isPresent()) {
            return new OrderTerms.Stop(details.stopPrice().get());
        }
        if (details.limitPrice().isPresent()) {
            return new OrderTerms.Limit(details.limitPrice().get());
        }
        return new OrderTerms.Market();
    }

    private static TimeInForce timeInForceOf(BrokerOrderDetails details, TimeInForce otherwise) {
        for (TimeInForce each : TimeInForce.values()) {
            if (each.name().toLowerCase(Locale.ROOT).equals(details.timeInForce())) {
                return each;
            }
        }
        return otherwise;
    }
}
