package io.openbell.kernel.risk;

import io.openbell.api.engine.TradingEvent;
import io.openbell.api.market.MarketDataGap;
import io.openbell.api.market.MarketDataRecovered;
import io.openbell.api.market.PriceBand;
import io.openbell.api.market.Quote;
import io.openbell.api.market.QuoteSnapshot;
import io.openbell.api.market.Trade;
import io.openbell.api.market.TradingStatus;
import io.openbell.api.value.AssetClass;
import io.openbell.api.value.Price;
import io.openbell.api.value.Symbol;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The market as the events of the loop tell it. */
final class MarketState implements MarketView {

    private final Map<Symbol, Quote> quotes = new HashMap<>();
    private final Map<Symbol, Instant> seen = new HashMap<>();
    private final Map<Symbol, Price> marks = new HashMap<>();
    private final Map<Symbol, Trade> trades = new HashMap<>();
    private final Map<Symbol, TradingStatus> statuses = new HashMap<>();
    private final Map<Symbol, PriceBand> bands = new HashMap<>();
    private final Map<Symbol, Unseen> unseen = new HashMap<>();

    /**
     * A halt may have been lost with the stream. No history has halts, so a trade must show that there is none.
     *
     * @param since the stream flows again
     * @param asked what the gap swallowed was asked for: every trade from now on is new
     */
    private record Unseen(Instant since, boolean asked) {

        boolean endsWith(Trade trade) {
            return asked || !trade.at().isBefore(since);
        }
    }

    /** Takes in one event; false if it is nothing of the market. */
    boolean onEvent(TradingEvent event) {
        if (event instanceof Quote quote) {
            put(quote, quote.at());
        } else if (event instanceof Trade trade) {
            onTrade(trade);
        } else if (event instanceof QuoteSnapshot snapshot) {
            onSnapshot(snapshot);
        } else if (event instanceof TradingStatus status) {
            onStatus(status);
        } else if (event instanceof PriceBand band) {
            bands.put(band.symbol(), band);
        } else if (event instanceof MarketDataGap gap) {
            onGap(gap);
        } else if (event instanceof MarketDataRecovered) {
            unseen.replaceAll((symbol, before) -> new Unseen(before.since(), true));
        } else {
            return false;
        }
        return true;
    }

    private void onStatus(TradingStatus status) {
        if (!status.isAnnouncement()) {
            statuses.put(status.symbol(), status);
            unseen.remove(status.symbol());
        }
    }

    /** Pairs of coins are never halted, and an option is when its underlying is. */
    private void onGap(MarketDataGap gap) {
        for (Symbol symbol :
                gap.symbols().isEmpty() ? Set.copyOf(quotes.keySet()) : gap.symbols()) {
            AssetClass kind = symbol.assetClass();
            if (kind != AssetClass.CRYPTO && kind != AssetClass.US_OPTION) {
                unseen.put(symbol, new Unseen(gap.to(), false));
            }
        }
    }

    private void onTrade(Trade trade) {
        Symbol symbol = trade.symbol();
        trades.put(symbol, trade);
        Unseen gap = unseen.get(symbol);
        if (gap != null && gap.endsWith(trade)) {
            // It trades: a halt from before the gap is over, though nobody heard its end.
            unseen.remove(symbol);
            statuses.remove(symbol);
        }
    }

    /** A snapshot that the stream has overtaken confirms nothing. */
    private void onSnapshot(QuoteSnapshot snapshot) {
        Quote known = quotes.get(snapshot.symbol());
        if (known == null || !snapshot.quote().at().isBefore(known.at())) {
            put(snapshot.quote(), later(snapshot.quote().at(), snapshot.askedAt()));
        }
    }

    private void put(Quote quote, Instant seenAt) {
        quotes.put(quote.symbol(), quote);
        seen.put(quote.symbol(), seenAt);
        if (quote.isSane()) {
            marks.put(quote.symbol(), quote.mid());
        }
        TradingStatus status = statuses.get(quote.symbol());
        if (status != null && status.isTrading() && !quote.at().isBefore(status.at())) {
            statuses.remove(quote.symbol());
        }
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    @Override
    public Optional<Quote> quote(Symbol symbol) {
        return Optional.ofNullable(quotes.get(symbol));
    }

    @Override
    public Optional<Instant> quoteSeenAt(Symbol symbol) {
        return Optional.ofNullable(seen.get(symbol));
    }

    @Override
    public Optional<Trade> trade(Symbol symbol) {
        return Optional.ofNullable(trades.get(symbol));
    }

    @Override
    public Optional<Price> mark(Symbol symbol) {
        Price mark = marks.get(symbol);
        return mark == null ? trade(symbol).map(Trade::price) : Optional.of(mark);
    }

    @Override
    public Optional<String> halt(Symbol symbol) {
        @Nullable TradingStatus status = statuses.get(symbol);
        if (status == null) {
            return Optional.empty();
        }
        return Optional.of(
                status.isTrading()
                        ? "resumed, no quote since"
                        : status.code() + " " + status.status() + " " + status.reason());
    }

    @Override
    public Optional<Instant> haltUnknownSince(Symbol symbol) {
        return Optional.ofNullable(unseen.get(symbol)).map(Unseen::since);
    }

    @Override
    public Optional<PriceBand> band(Symbol symbol) {
        return Optional.ofNullable(bands.get(symbol));
    }
}
