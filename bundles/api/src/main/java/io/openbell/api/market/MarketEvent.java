package io.openbell.api.market;

import io.openbell.api.engine.TradingEvent;
import io.openbell.api.value.Symbol;
import java.time.Instant;

/** Something the market did. */
public sealed interface MarketEvent extends TradingEvent
        permits Quote, Trade, Bar, TradingStatus, PriceBand, TradeWithdrawn {

    /** The instrument. */
    Symbol symbol();

    /** When it happened by the venue's clock, UTC; for a bar the end of its interval. */
    Instant at();
}
