package io.openbell.api.order;

import io.openbell.api.engine.Journaled;
import io.openbell.api.value.Money;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Side;
import io.openbell.api.value.Symbol;
import java.time.Instant;
import java.util.Optional;

/** Something that happened to one of our orders. Published by the order-executor through the journal, nobody else. */
public sealed interface OrderEvent extends Journaled {

    /** When it happened, UTC: the venue's clock where the venue did it, else ours. */
    Instant at();

    /** An event of an order that exists (a denied intent never became one). */
    sealed interface OfOrder extends OrderEvent {
        /** Ours. */
        OrderId orderId();
    }

    /**
     * Risk refused the intent; there is no order.
     *
     * @param code   name of a {@code io.openbell.api.risk.DenyReason}
     * @param detail {@code key=value} pairs with the figures of the decision
     */
    record OrderDenied(OrderIntent intent, String code, String detail, Instant at)
            implements OrderEvent {}

    /** Risk approved the intent. On the disk before anything is sent. */
    record OrderInitialized(OrderId orderId, OrderIntent intent, Instant at) implements OfOrder {}

    /** The request is about to be written to the socket. */
    record OrderSubmitted(OrderId orderId, Instant at) implements OfOrder {}

    /** The venue has it. */
    record OrderAccepted(OrderId orderId, String brokerId, Instant at) implements OfOrder {}

    /** The venue refused it, or it certainly never got there. */
    record OrderRejected(OrderId orderId, String detail, Instant at) implements OfOrder {

        /** Begins the detail of what the venue never judged; in journals since the first. */
        private static final String NOT_SENT = "not sent: ";

        /** Rate limit, our own or the venue's, or no connection: the order says nothing about itself. */
        public static OrderRejected notSent(OrderId orderId, String why, Instant at) {
            return new OrderRejected(orderId, NOT_SENT + why, at);
        }

        /** The venue looked at it and refused. */
        public boolean isVenuesJudgement() {
            return !detail.startsWith(NOT_SENT);
        }
    }

    /**
     * No answer, none that can be understood, or one that cannot be: it may or may not be in the market. Ends with
     * OrderAccepted, when the venue shows it working, or with its end.
     */
    record OrderUnknown(OrderId orderId, String detail, Instant at) implements OfOrder {}

    /** The venue was asked repeatedly and does not have it. */
    record OrderNotReceived(OrderId orderId, String detail, Instant at) implements OfOrder {}

    /**
     * The venue executed part or all of an order.
     *
     * @param executionId the venue's name for this fill; the same one never counts twice
     * @param price       per share
     * @param quantity    shares of this fill alone, positive; {@code side} carries the direction
     * @param commission  in account currency; negative when the venue pays a rebate
     * @param source      the strategy (or {@code operator}) the order belongs to
     */
    record OrderFilled(
            OrderId orderId,
            String executionId,
            String source,
            Symbol symbol,
            Side side,
            Price price,
            Quantity quantity,
            Money commission,
            Instant at)
            implements OfOrder {

        /** Refuses a fill of nothing. */
        public OrderFilled {
            if (!quantity.isPositive()) {
                throw new IllegalArgumentException("quantity must be positive, was " + quantity);
            }
        }

        /**
         * Cash into the account: positive when we sold, negative when we bought, commission deducted. Option contracts are
         * worth their price a hundred times.
         */
        public Money cashFlow() {
            Money gross = price.times(symbol.multiplier()).times(quantity);
            return (side == Side.BUY ? gross.negated() : gross).minus(commission);
        }
    }

    /** Somebody asked to take it out of the market. */
    record OrderCancelRequested(OrderId orderId, String requestedBy, Instant at)
            implements OfOrder {}

    /** The venue would not cancel it; it works on, or is done already. */
    record OrderCancelRejected(OrderId orderId, String detail, Instant at) implements OfOrder {}

    /** It is out of the market. */
    record OrderCanceled(OrderId orderId, Instant at) implements OfOrder {}

    /** Its time ran out. */
    record OrderExpired(OrderId orderId, Instant at) implements OfOrder {}

    /**
     * Risk approved a change: another order is about to take its place. The new one's own {@link OrderInitialized} and
     * {@link OrderContinues} follow.
     */
    record OrderReplaceRequested(OrderId orderId, OrderId newId, String requestedBy, Instant at)
            implements OfOrder {}

    /** The other order has taken its place. */
    record OrderReplaced(OrderId orderId, OrderId newId, Instant at) implements OfOrder {}

    /** The other order did not come about; this one works on, or is done already. */
    record OrderReplaceRejected(OrderId orderId, OrderId newId, String detail, Instant at)
            implements OfOrder {}

    /**
     * The order takes another one's place, and that one's fills count in it. Told again whenever the old one filled more.
     *
     * @param replaces         the old order
     * @param parent           the order whose exit or leg the old one was
     * @param replacedQuantity what the old one wished for
     * @param carried          what the old one has filled, all orders before it included
     * @param averagePrice     of those fills; zero without any
     */
    record OrderContinues(
            OrderId orderId,
            OrderId replaces,
            Optional<OrderId> parent,
            Quantity replacedQuantity,
            Quantity carried,
            Price averagePrice,
            Instant at)
            implements OfOrder {}

    /**
     * The venue named an exit or a leg of one of our orders: an order of its own from here on.
     *
     * @param orderId the name that the venue gave it
     * @param parent  ours
     * @param intent  what it does, by the source of its parent
     * @param held    waits for another order of the group
     */
    record OrderLegAdded(
            OrderId orderId,
            OrderId parent,
            String brokerId,
            OrderIntent intent,
            boolean held,
            Instant at)
            implements OfOrder {}

    /**
     * The venue states what the order is for: an exit is smaller because another one has filled, or an order by amount of
     * money has found its shares.
     */
    record OrderResized(OrderId orderId, Quantity quantity, Instant at) implements OfOrder {}

    /**
     * The venue itself made another order of it, because the stock has split: more shares at lower prices, worth the same.
     *
     * @param quantity in all, what was filled before included
     * @param terms    of the same kind, at other prices
     */
    record OrderRestated(OrderId orderId, Quantity quantity, OrderTerms terms, Instant at)
            implements OfOrder {}

    /**
     * So many units of an order of several legs are filled. The legs' own fills are what moved positions.
     *
     * @param filled       units in all
     * @param averagePrice of a unit; positive was paid, negative was received
     */
    record OrderProgressed(OrderId orderId, Quantity filled, Price averagePrice, Instant at)
            implements OfOrder {}

    /** An operator declared it over, because the venue does not know it any more. */
    record OrderSettled(OrderId orderId, String operator, String detail, Instant at)
            implements OfOrder {}
}
