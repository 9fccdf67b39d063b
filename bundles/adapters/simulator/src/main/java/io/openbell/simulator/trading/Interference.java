package io.openbell.simulator.trading;

import java.util.function.Consumer;

/**
 * A hand that disturbs the exchange, so that others can be tried. Asked on the exchange's thread; the default is never to
 * disturb. What happened because of it is in the ledger like everything else.
 */
public interface Interference {

    /** Leaves everything alone. */
    Interference NONE = new Interference() {};

    /** What becomes of a request to cancel. */
    enum CancelFate {
        /** It is done. */
        DONE,
        /** It is answered with 204, and the stream then says {@code order_cancel_rejected}: the order stays. */
        REJECTED,
        /** It is answered with 204, the order stays {@code pending_cancel}, may still fill, and nothing more is said. */
        UNANSWERED
    }

    /**
     * Before an order (or a replacement) is looked at.
     *
     * @throws Refusal to answer with that; nothing was accepted
     */
    default void beforeAcceptance() throws Refusal {}

    /**
     * The order was accepted and is in the ledger.
     *
     * @throws Refusal to answer with that all the same: the client does not learn of the order
     */
    default void afterAcceptance(VenueOrder order) throws Refusal {}

    /** An update on its way to the listeners: pass it on once, never, twice, or later. */
    default void publish(TradeUpdate update, Consumer<TradeUpdate> listeners) {
        listeners.accept(update);
    }

    /** False while questions about orders shall not find this one yet. */
    default boolean isVisible(VenueOrder order) {
        return true;
    }

    /** What becomes of a request to cancel that order. */
    default CancelFate onCancel(VenueOrder order) {
        return CancelFate.DONE;
    }

    /** True while the account may not trade: orders are refused, and the account says so. */
    default boolean isAccountBlocked() {
        return false;
    }

    /** True while nothing of that symbol trades: orders are taken and rest. */
    default boolean isHalted(String symbol) {
        return false;
    }
}
