package io.openbell.aihftsystem;

import io.openbell.api.market.Bar;
import io.openbell.api.market.MarketDataFeed;
import io.openbell.api.session.TradingClock;
import io.openbell.api.strategy.Strategy;
import io.openbell.api.value.Symbol;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the venue for the bars that a strategy wants before it begins. Blocks; on the thread "strategy-loader" only. The
 * first question that fails is the last one: a strategy that sees its market cold is better than one that waits.
 */
final class StrategyHistory {

    private static final Logger LOG = LoggerFactory.getLogger(StrategyHistory.class);

    private final Supplier<@Nullable MarketDataFeed> feed;
    private final TradingClock clock;

    StrategyHistory(Supplier<@Nullable MarketDataFeed> feed, TradingClock clock) {
        this.feed = feed;
        this.clock = clock;
    }

    /** Complete bars of those symbols, by their ends; empty if it wants none, and what is there if the venue fails. */
    List<Bar> of(String name, Strategy strategy, List<Symbol> symbols) {
        List<Bar> past = new ArrayList<>();
        MarketDataFeed present = feed.get();
        // A recorded day has no past but its own, and its clock stands still before it begins.
        if (!clock.isEventTime()) {
            try {
                for (Map.Entry<Duration, Duration> wanted : strategy.history().entrySet()) {
                    for (Symbol symbol : symbols) {
                        past.addAll(ask(present, symbol, wanted.getKey(), wanted.getValue()));
                    }
                }
            } catch (IOException | RuntimeException unanswered) {
                LOG.warn(
                        "strategy={} begins with bars={} of the past only, and warms up on the market",
                        name,
                        past.size(),
                        unanswered);
            }
        }
        past.sort(Comparator.comparing(Bar::at));
        return past;
    }

    private List<Bar> ask(
            @Nullable MarketDataFeed present, Symbol symbol, Duration width, Duration back)
            throws IOException {
        if (present == null) {
            throw new IOException("there is no market data feed");
        }
        long widthMillis = width.toMillis();
        Instant end =
                Instant.ofEpochMilli(
                        Math.floorDiv(clock.instant().toEpochMilli(), widthMillis) * widthMillis);
        return present.bars(symbol, width, end.minus(back), end);
    }
}
