package io.openbell.kernel.performance;

import io.openbell.api.engine.TradingEvent;
import io.openbell.api.order.OrderEvent.OrderDenied;
import io.openbell.api.order.OrderEvent.OrderFilled;
import io.openbell.api.order.OrderEvent.OrderSubmitted;
import io.openbell.api.strategy.Opportunity;
import io.openbell.api.strategy.Signal;
import io.openbell.api.value.Money;
import io.openbell.api.view.Performance;

/**
 * What was counted so far. Immutable: each event gives the figures after it.
 *
 * @param opportunities opportunities, and signals that want to hold something
 * @param trades        fills, parts of an order counted each
 * @param ordersSent    requests handed to the venue
 * @param denied        intents that risk refused
 * @param drawdown      of the equity samples
 */
public record TradingFigures(
        long opportunities, long trades, long ordersSent, long denied, Drawdown drawdown) {

    /** Nothing counted, no equity seen. */
    public static final TradingFigures NONE = new TradingFigures(0, 0, 0, 0, Drawdown.NONE);

    /** After this event; the same object if the event is none that counts. */
    public TradingFigures after(TradingEvent event) {
        if (event instanceof Opportunity
                || (event instanceof Signal signal && signal.strength() != 0)) {
            return new TradingFigures(opportunities + 1, trades, ordersSent, denied, drawdown);
        }
        if (event instanceof OrderFilled) {
            return new TradingFigures(opportunities, trades + 1, ordersSent, denied, drawdown);
        }
        if (event instanceof OrderSubmitted) {
            return new TradingFigures(opportunities, trades, ordersSent + 1, denied, drawdown);
        }
        if (event instanceof OrderDenied) {
            return new TradingFigures(opportunities, trades, ordersSent, denied + 1, drawdown);
        }
        return this;
    }

    /** After the account was found to be worth this much. */
    public TradingFigures sampled(Money equity) {
        Drawdown after = drawdown.sampled(equity);
        return after == drawdown
                ? this
                : new TradingFigures(opportunities, trades, ordersSent, denied, after);
    }

    /** As others see it, with the money of this moment. */
    public Performance.Snapshot snapshot(Money profit, Money equity) {
        return new Performance.Snapshot(
                opportunities, trades, ordersSent, denied, profit, equity, drawdown.max());
    }
}
