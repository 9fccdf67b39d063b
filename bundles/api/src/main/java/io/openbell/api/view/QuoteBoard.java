package io.openbell.api.view;

import io.openbell.api.market.Quote;
import io.openbell.api.market.Trade;
import io.openbell.api.value.Symbol;
import java.util.List;
import java.util.Optional;

/** The latest market data. Any thread. */
public interface QuoteBoard {

    /** The symbols that are collected, in configuration order. */
    List<Symbol> symbols();

    /** The latest quote. */
    Optional<Quote> quote(Symbol symbol);

    /** The latest trade. */
    Optional<Trade> trade(Symbol symbol);

    /** Quotes and trades received since start. */
    long ticksReceived();
}
