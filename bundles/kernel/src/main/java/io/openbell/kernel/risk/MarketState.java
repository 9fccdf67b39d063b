package io.openbell.kernel.risk;

import io.openbell.api.engine.TradingEvent;
import io.openbell.api.market.PriceBand;
import io.openbell.api.market.Quote;
import io.openbell.api.market.QuoteSnapshot;
import io.openbell.api.market.Trade;
import io.openbell.api.market.TradingStatus;
import io.openbell.api.value.Price;
import io.openbell.api.value.Symbol;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The market as the events of the loop tell it. */
final class MarketState implements MarketView {

    private final Map<Symbol, Quote> quotes = new HashMap<>();
    private final Map<Symbol, Instant> seen = new HashMap<>();
    private final Map<Symbol, Price> marks = new HashMap<>();
    private final Map<Symbol, Trade> trades = new HashMap<>();
    private final Map<Symbol, TradingStatus> statuses = new HashMap<>();
    private final Map<Symbol, PriceBand> bands = new HashMap<>();

    /** Takes in one event; false if it is nothing of the market. */
    boolean onEvent(TradingEvent event) {
        if (event instanceof Quote quote) {
            put(quote, quote.at());
        } else if (event instanceof Trade trade) {
            trades.put(trade.symbol(), trade);
        } else if (event instanceof QuoteSnapshot snapshot) {
            onSnapshot(snapshot);
        } else if (event instanceof TradingStatus status) {
            statuses.put(status.symbol(), status);
        } else if (event instanceof PriceBand band) {
            bands.put(band.symbol(), band);
        } else {
            return false;
        }
        return true;
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
    public Optional<PriceBand> band(Symbol symbol) {
        return Optional.ofNullable(bands.get(symbol));
    }
}
