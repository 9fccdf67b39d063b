package io.openbell.api.broker;

import io.openbell.api.engine.Subscription;
import io.openbell.api.order.Order;
import io.openbell.api.order.OrderId;
import io.openbell.api.value.Page;
import io.openbell.api.value.Symbol;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * The venue's order service. Every method but {@link #listen} and {@link #status} blocks, at most ten seconds: never call
 * them on the trading loop. Safe on any thread. Only the order-executor sends and cancels.
 */
public interface Broker {

    /** The present state of the stream of order updates. */
    BrokerStatus status();

    /** Hears of every order update from now on; survives reconnects until closed. Does not block. */
    Subscription listen(BrokerListener listener);

    /** The account. */
    BrokerAccount account() throws BrokerException;

    /** All open positions. */
    List<BrokerPosition> positions() throws BrokerException;

    /** All open orders, ours or not. */
    List<BrokerOrder> openOrders() throws BrokerException;

    /** The order placed under this name, empty when the venue does not know it. */
    Optional<BrokerOrder> findOrder(OrderId clientId) throws BrokerException;

    /**
     * Orders of the past and the present, oldest first, legs inside their group.
     *
     * @param resume empty at first, then {@link Page#next} of the page before
     */
    Page<BrokerOrder> orders(OrderQuery query, String resume) throws BrokerException;

    /**
     * Fills since that instant, oldest first, in parts.
     *
     * @param resume empty at first, then {@link Page#next} of the page before
     */
    Page<BrokerFill> fills(Instant since, String resume) throws BrokerException;

    /** Fills since that instant, oldest first, all pages. */
    List<BrokerFill> fillsSince(Instant since) throws BrokerException;

    /**
     * What changed the account since that instant and was no trade, oldest first, in parts: fees, dividends, splits, what
     * became of options. A venue without any states none.
     *
     * @param resume empty at first, then {@link Page#next} of the page before
     */
    default Page<AccountActivity> activities(Instant since, String resume) throws BrokerException {
        return new Page<>(List.of(), "");
    }

    /** The instrument, empty when the venue does not know it. */
    Optional<Asset> asset(Symbol symbol) throws BrokerException;

    /** Clock and session. */
    MarketClock clock() throws BrokerException;

    /** Sends a new order once, under {@code order.id()}. Never retries. */
    SubmitOutcome submit(Order order);

    /**
     * The same, unless it is not wanted any more.
     *
     * @param wanted asked at the last moment before anything is written to the wire, after every wait for a connection or
     *               for the rate limit; on any thread; must not block. False: nothing leaves
     */
    default SubmitOutcome submit(Order order, BooleanSupplier wanted) {
        return wanted.getAsBoolean()
                ? submit(order)
                : new SubmitOutcome.NotSent("not wanted any more");
    }

    /**
     * Asks once to replace an open order by a changed one, which has a new name at the venue and the change's client id.
     * Even after {@link ReplaceOutcome.Requested} the old one may fill first: the stream tells.
     */
    ReplaceOutcome replace(String brokerId, Replacement change);

    /**
     * The same, unless it is not wanted any more.
     *
     * @param wanted as for {@link #submit(Order, BooleanSupplier)}
     */
    default ReplaceOutcome replace(String brokerId, Replacement change, BooleanSupplier wanted) {
        return wanted.getAsBoolean()
                ? replace(brokerId, change)
                : new ReplaceOutcome.NotSent("not wanted any more");
    }

    /** Asks to cancel. */
    CancelOutcome cancel(String brokerId);

    /** Asks to cancel the order placed under our name, which costs one more question. */
    CancelOutcome cancel(OrderId clientId);

    /** Asks to cancel every open order of the account; for emergencies. Returns how many the venue answered for. */
    int cancelAll() throws BrokerException;

    /**
     * Whether the venue was told to take no new orders of the account, by anybody.
     *
     * @throws BrokerException it did not answer
     */
    boolean isTradingSuspended() throws BrokerException;

    /**
     * Tells the venue to take no new orders of the account, whoever sends them, or to take them again. Orders that are open
     * can be canceled meanwhile. Repeated while it is not answered, which does no harm; {@link #isTradingSuspended} tells
     * whether it holds.
     *
     * @throws BrokerException it did not answer, or refused; it may have been done
     */
    void suspendTrading(boolean suspended) throws BrokerException;
}
