package io.openbell.api.strategy;

import io.openbell.api.market.Bar;
import io.openbell.api.market.Quote;
import io.openbell.api.market.Trade;
import io.openbell.api.order.Order;
import io.openbell.api.order.OrderEvent.OrderFilled;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A trading strategy: one class, and one record of {@link Parameter parameters} that its only public constructor takes.
 *
 * <p>Every method is optional and is called on the trading loop, one at a time. A call that takes longer than its budget
 * (one second) suspends the strategy; an exception does so too. A strategy starts no thread, reads no clock and opens no
 * file: time and events are given to it. Name the class in the bundle's manifest header {@code Openbell-Strategy}; the
 * strategy's name is the class's in kebab case, its configuration is {@code etc/openbell.strategy-<name>.cfg}.
 */
public interface Strategy {

    /** Widths of the bars it wants; one minute unless overridden. Asked once, before {@link #onStart}. */
    default Set<Duration> barWidths() {
        return Set.of(Duration.ofMinutes(1));
    }

    /**
     * The bars of the past it wants before it begins: for each width, how far back. None unless overridden. Asked once,
     * right after construction and before anything else, on the thread that constructs.
     */
    default Map<Duration, Duration> history() {
        return Map.of();
    }

    /**
     * The past it asked for; called before {@link #onStart}, and only if there is some and nothing was {@link #restore
     * restored}. There is no context yet: nothing can be said about the past.
     *
     * @param bars complete bars of its symbols, by their ends, oldest first; fewer than asked for, or none of a symbol,
     *     when the venue has no more
     */
    default void onHistory(List<Bar> bars) {}

    /** First call with a context. Keep it. */
    default void onStart(StrategyContext context) {}

    /** A new best bid or offer of one of its symbols. */
    default void onQuote(Quote quote) {}

    /** A print of one of its symbols. */
    default void onTrade(Trade trade) {}

    /** A complete bar of one of its symbols. */
    default void onBar(Bar bar) {}

    /** One of its orders was filled, in part or whole. The position is already updated. */
    default void onFill(OrderFilled fill) {}

    /** One of its orders changed, fills included. */
    default void onOrder(Order order) {}

    /** Once a second of trading time. */
    default void onTimer(Instant now) {}

    /** Last call. Orders placed here are not sent. */
    default void onStop() {}

    /** What a successor needs to go on, as text; empty if nothing. */
    default Map<String, String> snapshot() {
        return Map.of();
    }

    /** What {@link #snapshot} of a predecessor returned; called before {@link #onStart}, and only if there was one. */
    default void restore(Map<String, String> snapshot) {}
}
