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
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the market did: the newest quotes and trades of every symbol, minute bars of a week, daily bars from before.
 * Options are on it by way of their underlyings.
 */
public final class Tape {

    private static final int USUAL_TICKS_KEPT = 5_000;
    private static final int NEWS_KEPT = 1_000;

    private final Map<String, Reel> reels = new LinkedHashMap<>();
    private final Deque<NewsItem> news = new ArrayDeque<>();
    private final int ticksKept;
    private final Map<String, MinuteBar> corrected = new LinkedHashMap<>();
    private Instant correctionsDue = Instant.MAX;
    private Instant minute = Instant.MIN;
    private @Nullable OptionMarket options;
    private final PriceFactors factors = new PriceFactors();
    private final StockNames names = new StockNames();

    /** Empty, keeping as many ticks as is usual. */
    public Tape() {
        this(USUAL_TICKS_KEPT);
    }

    /** Empty; of each symbol that many of the newest quotes and trades will be kept. */
    public Tape(int ticksKept) {
        this.ticksKept = ticksKept;
    }

    /** Puts options on it. */
    public void derive(OptionMarket market) {
        options = market;
    }

    /** Puts a symbol on the tape, with bars from before the start. */
    public void list(Listing listing, List<MinuteBar> history) {
        list(listing, history, List::of);
    }

    /** The same, with daily bars from before the minute bars, for which is asked when they are needed. */
    public void list(Listing listing, List<MinuteBar> history, Supplier<List<MinuteBar>> days) {
        Reel reel = new Reel(listing, days, ticksKept);
        history.forEach(reel::keep);
        reels.put(listing.symbol(), reel);
    }

    /** What splits and dividends make of prices. */
    public PriceFactors factors() {
        return factors;
    }

    /** What stocks are called. */
    public StockNames names() {
        return names;
    }

    /** What a source made, as it is quoted and traded after everything that was done so far. */
    public Tick inPresentTerms(Tick made) {
        return factors.inPresentTerms(names.present(made));
    }

    /** A company did something to its shares: what was quoted and traded last is told in new terms, what is past stays. */
    public void apply(CorporateAction action) {
        if (action.kind() == CorporateAction.Kind.NAME_CHANGE) {
            rename(action.symbol(), action.requireNewSymbol());
            return;
        }
        factors.add(action);
        Reel reel = reels.get(action.symbol());
        if (reel != null) {
            reel.apply(action);
        }
    }

    private void rename(String from, String to) {
        names.rename(from, to);
        factors.rename(from, to);
        corrected.remove(from);
        Reel reel = reels.remove(from);
        if (reel != null) {
            reel.rename(to);
            reels.put(to, reel);
        }
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
            reel.keep(quote);
        } else if (tick instanceof Tick.Trade trade && tickMinute.isBefore(minute)) {
            corrected.put(tick.symbol(), reel.keepLate(trade, tickMinute));
        } else if (tick instanceof Tick.Trade trade) {
            reel.keep(trade);
            MinuteBar present = reel.present;
            reel.present = present == null ? MinuteBar.of(minute, trade) : present.plus(trade);
        } else if (tick instanceof Tick.Status status) {
            reel.status = status;
        } else if (tick instanceof Tick.Correction correction) {
            Tick.Trade right = correction.corrected().as(Tick.Standing.CORRECTED);
            revise(reel, correction.original(), Tick.Standing.INCORRECT, right);
        } else if (tick instanceof Tick.Cancellation cancellation) {
            revise(reel, cancellation.original(), Tick.Standing.CANCELED, null);
        }
        return closed;
    }

    /** A bar that is not complete yet is right when it is told; a complete one is told again. */
    private void revise(
            Reel reel, Tick.Trade original, Tick.Standing standing, Tick.@Nullable Trade instead) {
        Optional<MinuteBar> changed = reel.revise(original, standing, instead);
        if (changed.filter(bar -> bar.start().isBefore(minute)).isPresent()) {
            corrected.put(original.symbol(), changed.get());
        }
    }

    /**
     * Bars that late or withdrawn trades have changed since the last half minute, by symbol, once the next one has come: when Alpaca
     * tells of them.
     */
    public Map<String, MinuteBar> corrected(Instant now) {
        if (corrected.isEmpty()) {
            return Map.of();
        }
        if (correctionsDue.equals(Instant.MAX)) {
            Instant half = now.truncatedTo(ChronoUnit.MINUTES).plusSeconds(30);
            correctionsDue = now.isBefore(half) ? half : half.plusSeconds(60);
        }
        if (now.isBefore(correctionsDue)) {
            return Map.of();
        }
        Map<String, MinuteBar> due = new LinkedHashMap<>(corrected);
        corrected.clear();
        correctionsDue = Instant.MAX;
        return due;
    }

    /** How many bars late or withdrawn trades have changed so far. */
    long corrections(String symbol) {
        Reel reel = reels.get(symbol);
        return reel == null ? 0 : reel.corrections;
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

    /** All symbols but options, in the order they were listed. */
    public List<Listing> listings() {
        return reels.values().stream().map(reel -> reel.listing).toList();
    }

    /** What is not traded any more under the name it had. */
    public List<Listing> formerListings() {
        return names.former().stream()
                .sorted()
                .flatMap(name -> listing(names.successor(name)).map(l -> l.named(name)).stream())
                .toList();
    }

    /** The instrument, empty when it is not traded here. */
    public Optional<Listing> listing(String symbol) {
        return Optional.ofNullable(reels.get(symbol))
                .map(reel -> reel.listing)
                .or(() -> options == null ? Optional.empty() : options.listing(symbol));
    }

    /** The newest quote. An option whose quote was asked for ticks with its underlying from then on. */
    public Optional<Tick.Quote> quote(String symbol) {
        Reel reel = reels.get(symbol);
        if (reel == null) {
            return options == null ? Optional.empty() : options.quote(symbol);
        }
        return Optional.ofNullable(reel.quote);
    }

    /** The newest quotes, oldest first. */
    public List<Tick.Quote> quotes(String symbol) {
        Reel reel = reels.get(symbol);
        return reel == null ? List.of() : List.copyOf(reel.quotes);
    }

    /** The newest trades, oldest first, those that were taken back among them. */
    public List<Tick.Trade> trades(String symbol) {
        Reel reel = reels.get(symbol);
        return reel == null ? List.of() : List.copyOf(reel.trades);
    }

    /** All minute bars, the present minute's included, oldest first. */
    public List<MinuteBar> minutes(String symbol) {
        Reel reel = reels.get(symbol);
        if (reel == null) {
            return List.of();
        }
        List<MinuteBar> minutes = new ArrayList<>(reel.bars);
        if (reel.present != null) {
            minutes.add(reel.present);
        }
        return minutes;
    }

    /** When the newest complete minute began. */
    public Optional<Instant> newestMinute(String symbol) {
        return Optional.ofNullable(reels.get(symbol))
                .map(reel -> reel.bars.peekLast())
                .map(MinuteBar::start);
    }

    /** The present minute so far. */
    Optional<MinuteBar> presentMinute(String symbol) {
        return Optional.ofNullable(reels.get(symbol)).map(reel -> reel.present);
    }

    /** The complete minutes of the last hour that had any; the present one where there are none. Oldest first. */
    public List<MinuteBar> lastMinutes(String symbol) {
        Reel reel = reels.get(symbol);
        return reel == null ? List.of() : reel.lastMinutes();
    }

    /** Daily bars from before the first minute bar, oldest first. */
    public List<MinuteBar> days(String symbol) {
        Reel reel = reels.get(symbol);
        return reel == null ? List.of() : reel.days();
    }

    /** The newest trade that was not taken back. */
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
        return traded.or(() -> quote(symbol).map(Tape::middle)).or(() -> lastClose(symbol));
    }

    private Optional<BigDecimal> lastClose(String symbol) {
        return Optional.ofNullable(reels.get(symbol))
                .flatMap(Reel::lastBar)
                .map(bar -> factors.adjusted(symbol, bar, new Adjustment(true, true)).close());
    }

    static BigDecimal middle(Tick.Quote quote) {
        return quote.bid()
                .add(quote.ask())
                .divide(BigDecimal.valueOf(2), 6, RoundingMode.HALF_EVEN)
                .stripTrailingZeros();
    }

    /** The last price of the day before that one in New York, in shares of today; the oldest known price when there is none. */
    public Optional<BigDecimal> lastDayClose(String symbol, LocalDate day) {
        Reel reel = reels.get(symbol);
        if (reel == null) {
            return listing(symbol)
                    .flatMap(Listing::contract)
                    .flatMap(
                            contract ->
                                    options == null
                                            ? Optional.empty()
                                            : options.lastDayClose(contract, day));
        }
        Instant midnight = day.atStartOfDay(VolumeShape.NEW_YORK).toInstant();
        return reel.lastCloseBefore(midnight)
                .map(close -> factors.inSharesOfToday(symbol, midnight, close))
                .or(() -> mark(symbol));
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
}
