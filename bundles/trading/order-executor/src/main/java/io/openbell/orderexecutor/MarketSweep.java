package io.openbell.orderexecutor;

import io.openbell.api.broker.Broker;
import io.openbell.api.broker.BrokerException;
import io.openbell.api.broker.BrokerOrder;
import io.openbell.api.broker.CancelOutcome;
import io.openbell.api.order.Order;
import io.openbell.api.order.OrderId;
import io.openbell.api.order.OrderStatus;
import io.openbell.api.view.OrderBook;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Takes orders out of the market once, and looks what is left. Blocks; on the thread "order-emergency" only. */
final class MarketSweep {

    /**
     * What is to go.
     *
     * @param keepStops leave orders that protect a position
     * @param oursOnly  leave the orders of others
     */
    record Extent(boolean keepStops, boolean oursOnly) {}

    /**
     * What came of it.
     *
     * @param canceled orders the venue answered for
     * @param open     orders that still are there
     * @param kept     of them, those that are to stay
     * @param clear    as far as the venue lists orders, none is left but those, and none is on its way there
     * @param doubtful orders of ours that the venue may have and does not show
     * @param obstacle why it is not certain, for people; empty when nothing but listed orders is left
     */
    record Outcome(
            int canceled,
            int open,
            List<BrokerOrder> kept,
            boolean clear,
            List<Order> doubtful,
            String obstacle) {

        /** The venue did not answer. */
        static Outcome unanswered(String why) {
            return new Outcome(0, -1, List.of(), false, List.of(), why);
        }

        boolean isVerified() {
            return clear && doubtful.isEmpty();
        }
    }

    private final Broker broker;
    private final OrderBook book;
    private final OrderSender sender;
    private final UnlistedOrders unlisted;
    private final ProtectiveOrders protective = new ProtectiveOrders();

    MarketSweep(Broker broker, OrderBook book, OrderSender sender) {
        this.broker = broker;
        this.book = book;
        this.sender = sender;
        this.unlisted = new UnlistedOrders(broker);
    }

    Outcome attempt(Extent extent) throws BrokerException {
        sender.dropAll("trading is halted");
        int canceled = cancelListed(extent);
        // Ours before theirs, and what was sent before the question: neither is missed in the
        // answer.
        Set<OrderId> left = sender.unseen();
        List<Order> ours = book.open();
        boolean idle = sender.isIdle();
        List<BrokerOrder> open = new ArrayList<>(meant(extent, broker.openOrders()));
        UnlistedOrders.Answer hidden = unlisted.ask(missing(ours, left, open));
        open.addAll(hidden.open());
        List<BrokerOrder> kept = kept(extent, open);
        canceled += cancelBut(kept, hidden.open());
        if (!extent.keepStops()) {
            canceled += cancelUnseen(hidden.doubtful());
        }
        boolean clear = idle && open.size() == kept.size();
        return new Outcome(
                canceled, open.size(), kept, clear, hidden.doubtful(), obstacle(hidden.doubtful()));
    }

    private static String obstacle(List<Order> doubtful) {
        return doubtful.isEmpty()
                ? ""
                : doubtful.size()
                        + " of our orders not found at the venue, which may have them: "
                        + doubtful.get(0).id()
                        + (doubtful.size() > 1 ? " ..." : "");
    }

    private int cancelListed(Extent extent) throws BrokerException {
        if (!extent.keepStops() && !extent.oursOnly()) {
            return broker.cancelAll();
        }
        List<BrokerOrder> open = meant(extent, broker.openOrders());
        return cancelBut(kept(extent, open), open);
    }

    private List<BrokerOrder> meant(Extent extent, List<BrokerOrder> open) {
        return extent.oursOnly() ? open.stream().filter(this::isOurs).toList() : open;
    }

    private boolean isOurs(BrokerOrder there) {
        return book.order(there.clientId()).isPresent()
                || there.legs().stream().anyMatch(this::isOurs);
    }

    private List<BrokerOrder> kept(Extent extent, List<BrokerOrder> open) throws BrokerException {
        return extent.keepStops() && !open.isEmpty()
                ? protective.among(open, broker.positions())
                : List.of();
    }

    private int cancelBut(List<BrokerOrder> kept, List<BrokerOrder> open) {
        int asked = 0;
        for (BrokerOrder order : open) {
            if (!kept.contains(order)) {
                broker.cancel(order.brokerId());
                asked++;
            }
        }
        return asked;
    }

    /** The venue named them once: it may take a cancel of what it does not show. */
    private int cancelUnseen(List<Order> doubtful) {
        return (int)
                doubtful.stream()
                        .map(Order::brokerId)
                        .filter(name -> !name.isEmpty())
                        .limit(OrderList.FEW)
                        .filter(name -> broker.cancel(name) instanceof CancelOutcome.Requested)
                        .count();
    }

    /** Of our open orders those that may have been sent and are not in the list. */
    private static List<Order> missing(
            List<Order> ours, Set<OrderId> left, List<BrokerOrder> open) {
        Set<OrderId> listed = new HashSet<>();
        for (BrokerOrder head : open) {
            listed.add(head.clientId());
            head.legs().forEach(leg -> listed.add(leg.clientId()));
        }
        return ours.stream()
                .filter(order -> !listed.contains(order.id()))
                // Nothing is sent before the journal, and then the book, has it as submitted.
                .filter(
                        order ->
                                order.status() != OrderStatus.INITIALIZED
                                        || left.contains(order.id()))
                .toList();
    }
}
