package io.openbell.kernel.risk;

import io.openbell.api.order.IntentId;
import io.openbell.api.order.OrderIntent;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Symbol;
import java.time.Instant;
import java.util.Optional;

/** What was done in a while: wishes, orders, requests and round trips. On the trading loop only. */
public interface PaceView {

    /** This wish was decided on before. */
    boolean isKnown(IntentId intent);

    /** The same source got the same wish approved, under any name, at or after that time. */
    boolean isRepeated(OrderIntent intent, Instant since);

    /** When the latest order of that symbol was approved, if that was at or after that time. */
    Optional<Instant> latestOrder(Symbol symbol, Instant since);

    /** Orders approved of that symbol at or after that time. */
    int ordersSince(Symbol symbol, Instant since);

    /** Of them, those of one source. */
    int ordersSince(Symbol symbol, String source, Instant since);

    /** Of the orders of that symbol at or after that time, those of the source that has most. */
    int ordersOfBusiestSince(Symbol symbol, Instant since);

    /** Orders approved at or after that time. */
    int ordersSince(Instant since);

    /** Orders approved since the trading day began, with the pre-market of a session. */
    int ordersToday(Instant now);

    /** Orders, replacements and cancels sent at or after that time. */
    int requestsSince(Instant since);

    /** Times that a position in the symbol was ended or turned at or after that time. */
    int roundTripsSince(Symbol symbol, Instant since);

    /** Positions opened and ended on one day in New York, within five trading days: a week. */
    int dayTrades(Instant now);

    /** Shares of the execution that orders are parts of; empty when nobody told of it. */
    Optional<Quantity> parentQuantity(IntentId parent);

    /** Shares that its parts have filled. */
    Quantity parentFilled(IntentId parent);

    /** Orders that were sent although the journal has no wish for them. */
    int ordersWithoutIntent();
}
