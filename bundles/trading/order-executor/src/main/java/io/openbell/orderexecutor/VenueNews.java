package io.openbell.orderexecutor;

import io.openbell.api.broker.BrokerFill;
import io.openbell.api.broker.BrokerOrder;
import io.openbell.api.broker.CancelOutcome;
import io.openbell.api.broker.SubmitOutcome;
import io.openbell.api.engine.TradingEvent;
import io.openbell.api.order.ExternalOrder;
import io.openbell.api.order.OrderId;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Symbol;
import java.util.List;
import java.util.Map;

/** What sender and reconciler found out, on its way to the loop, where it is decided what follows. */
sealed interface VenueNews extends TradingEvent {

    /** An order was sent, and this came back. */
    record SubmitAnswered(OrderId orderId, SubmitOutcome outcome) implements VenueNews {}

    /** An order was approved, and for certain not sent. */
    record NeverSent(OrderId orderId, String detail) implements VenueNews {}

    /** A cancel was sent, and this came back. */
    record CancelAnswered(OrderId orderId, CancelOutcome outcome) implements VenueNews {}

    /** The venue was asked for orders of ours; with all fills of those that had filled more than we knew. */
    record OrdersStated(List<BrokerOrder> orders, List<BrokerFill> fills) implements VenueNews {

        /** Keeps copies. */
        public OrdersStated {
            orders = List.copyOf(orders);
            fills = List.copyOf(fills);
        }
    }

    /**
     * The venue was asked for an order of ours and does not know it.
     *
     * @param proven    asked often and long enough to believe it
     * @param positions what the venue holds, by symbol, asked for afterwards; empty unless proven
     */
    record OrderMissing(
            OrderId orderId, String detail, boolean proven, Map<Symbol, Quantity> positions)
            implements VenueNews {

        /** Keeps a copy. */
        public OrderMissing {
            positions = Map.copyOf(positions);
        }
    }

    /** The venue does not list an order of ours that it had, and was not asked for its name yet: nothing is known of it. */
    record OrderUnlisted(OrderId orderId) implements VenueNews {}

    /**
     * All our open orders were compared with the venue's.
     *
     * @param epoch    of the connection when the comparison began
     * @param external open orders there that are not ours, by time
     */
    record Compared(long epoch, List<ExternalOrder> external) implements VenueNews {

        /** Keeps a copy. */
        public Compared {
            external = List.copyOf(external);
        }
    }

    /** Fills of the account of late, ours or not, known or not. */
    record FillsListed(List<BrokerFill> fills) implements VenueNews {

        /** Keeps a copy. */
        public FillsListed {
            fills = List.copyOf(fills);
        }
    }

    /** Another account than ours answers for our credentials. */
    record AccountChanged(String detail) implements VenueNews {}

    /** The venue could not be asked for too long, or something is wrong that only a person can mend. */
    record ComparisonLost(String detail) implements VenueNews {}

    /** What the account has and may do was not to be had for too long. The next account that is read ends it. */
    record AccountUnread(String detail) implements VenueNews {}

    /** Runs on the loop, after all news before it. */
    record Fence(Runnable passed) implements VenueNews {}
}
