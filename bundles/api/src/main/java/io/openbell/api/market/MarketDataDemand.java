package io.openbell.api.market;

import io.openbell.api.value.Symbol;
import java.util.Set;

/**
 * Registered as a service by whoever needs market data of symbols that nobody configured. As long as it stands, the
 * market data collector puts their quotes and trades on the trading loop; it builds no bars of them, and does not fill gaps.
 */
public interface MarketDataDemand {

    /** What is needed; the same at every call. Any thread. */
    Set<Symbol> symbols();
}
