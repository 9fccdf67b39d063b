package io.openbell.simulator.market;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the market did: the newest quote and trade of every symbol, and minute bars of a week. */
public final class Tape {

    private static final int MINUTES_KEPT = 7 * 24 * 60;
    private static final int NEWS_KEPT = 1_000;

    private final Map<String, Reel> reels = new LinkedHashMap<>();
    private final Deque<NewsItem> news = new ArrayDeque<>();
    private Instant minute = Instant.MIN;

    /** Puts a symbol on the tape, with bars from before the start. */
    public void list(Listing listing, List<MinuteBar> history) {
        Reel reel = new Reel(listing);
        history.forEach(reel::keep);
        reels.put(listing.symbol(), reel);
    }

    /** Writes a tick; returns the bars it completed, by symbol. */
    public Map<String, MinuteBar> accept(Tick tick) {
        Reel reel = reels.get(tick.symbol());
        if (reel == null) {
            return Map.of();
        }
        Instant tickMinute = tick.at().truncatedTo(ChronoUnit.MINUTES);
        Map<String, MinuteBar> closed = Map.of();
        if (tickMinute.isAfter(minute)) {
            closed = closeMinute();
            minute = tickMinute;
        }
        if (tick instanceof Tick.Quote quote) {
            reel.quote = quote;
        } else if (tick instanceof Tick.Trade trade) {
            reel.trade = trade;
            MinuteBar present = reel.present;
            reel.present = present == null ? MinuteBar.of(minute, trade) : present.plus(trade);
        } else if (tick instanceof Tick.Status status) {
            reel.status = status;
        }
        return closed;
    }

    /** Keeps an article. */
    public void accept(NewsItem item) {
        news.addLast(item);
        if (news.size() > NEWS_KEPT) {
            news.removeFirst();
        }
    }

    /** The newest articles, oldest first. */
    public List<NewsItem> news() {
        return List.copyOf(news);
    }

    /** Completes the bars of the present minute. */
    public Map<String, MinuteBar> closeMinute() {
        Map<String, MinuteBar> closed = new LinkedHashMap<>();
        reels.forEach(
                (symbol, reel) -> {
                    if (reel.present != null) {
                        closed.put(symbol, reel.present);
                        reel.keep(reel.present);
                        reel.present = null;
                    }
                });
        return closed;
    }

    /** All symbols, in the order they were listed. */
    public List<Listing> listings() {
        return reels.values().stream().map(reel -> reel.listing).toList();
    }

    /** The instrument, empty when it is not traded here. */
    public Optional<Listing> listing(String symbol) {
        return Optional.ofNullable(reels.get(symbol)).map(reel -> reel.listing);
    }

    /** The newest quote. */
    public Optional<Tick.Quote> quote(String symbol) {
        return Optional.ofNullable(reels.get(symbol)).map(reel -> reel.quote);
    }

    /** The newest trade. */
    public Optional<Tick.Trade> trade(String symbol) {
        return Optional.ofNullable(reels.get(symbol)).map(reel -> reel.trade);
    }

    /** The newest trading status; empty when it was never halted. */
    public Optional<Tick.Status> status(String symbol) {
        return Optional.ofNullable(reels.get(symbol)).map(reel -> reel.status);
    }

    /** Trading is halted: nothing may fill. */
    public boolean isHalted(String symbol) {
        return status(symbol).filter(Tick.Status::halted).isPresent();
    }

    /** What can be dealt at: the newest quote, or where none is recorded, the last trade on both sides. */
    public Optional<Tick.Quote> market(String symbol) {
        return quote(symbol)
                .or(
                        () ->
                                trade(symbol)
                                        .map(
                                                t ->
                                                        new Tick.Quote(
                                                                symbol,
                                                                t.price(),
                                                                t.size(),
                                                                t.price(),
                                                                t.size(),
                                                                t.exchange(),
                                                                List.of(),
                                                                t.tape(),
                                                                t.at())));
    }

    /** What a share is worth: the last trade, else the middle of the quote, else the last bar. */
    public Optional<BigDecimal> mark(String symbol) {
        Optional<BigDecimal> traded = trade(symbol).map(Tick.Trade::price);
        return traded.or(() -> quote(symbol).map(Tape::middle))
                .or(() -> Optional.ofNullable(reels.get(symbol)).flatMap(Reel::lastClose));
    }

    private static BigDecimal middle(Tick.Quote quote) {
        return quote.bid()
                .add(quote.ask())
                .divide(BigDecimal.valueOf(2), 6, RoundingMode.HALF_EVEN)
                .stripTrailingZeros();
    }

    /** The last price of the day before that one in New York; the oldest known price when there is none. */
    public Optional<BigDecimal> lastDayClose(String symbol, LocalDate day) {
        Reel reel = reels.get(symbol);
        if (reel == null) {
            return Optional.empty();
        }
        Instant midnight = day.atStartOfDay(VolumeShape.NEW_YORK).toInstant();
        BigDecimal close = null;
        for (MinuteBar bar : reel.bars) {
            if (close == null || bar.start().isBefore(midnight)) {
                close = bar.start().isBefore(midnight) ? bar.close() : bar.open();
            } else {
                break;
            }
        }
        return close == null ? mark(symbol) : Optional.of(close);
    }

    /** Complete minute bars that start within {@code [from, to)}, oldest first. */
    public List<MinuteBar> bars(String symbol, Instant from, Instant to) {
        Reel reel = reels.get(symbol);
        if (reel == null) {
            return List.of();
        }
        List<MinuteBar> found = new ArrayList<>();
        for (MinuteBar bar : reel.bars) {
            if (!bar.start().isBefore(from) && bar.start().isBefore(to)) {
                found.add(bar);
            }
        }
        return found;
    }

    private static final class Reel {

        private final Listing listing;
        private final Deque<MinuteBar> bars = new ArrayDeque<>();
        private Tick.@Nullable Quote quote;
        private Tick.@Nullable Trade trade;
        private Tick.@Nullable Status status;
        private @Nullable MinuteBar present;

        Reel(Listing listing) {
            this.listing = listing;
        }

        void keep(MinuteBar bar) {
            bars.addLast(bar);
            if (bars.size() > MINUTES_KEPT) {
                bars.removeFirst();
            }
        }

        Optional<BigDecimal> lastClose() {
            return Optional.ofNullable(bars.peekLast()).map(MinuteBar::close);
        }
    }
}
