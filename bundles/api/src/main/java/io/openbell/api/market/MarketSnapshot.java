package io.openbell.api.market;

import io.openbell.api.value.Symbol;
import java.util.Optional;

/** The latest state of an instrument, as far as the venue has it. */
public record MarketSnapshot(
        Symbol symbol,
        Optional<Trade> latestTrade,
        Optional<Quote> latestQuote,
        Optional<Bar> minuteBar,
        Optional<Bar> dailyBar,
        Optional<Bar> previousDailyBar) {}
