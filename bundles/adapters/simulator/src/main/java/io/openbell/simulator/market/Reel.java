package io.openbell.simulator.market;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is kept of one instrument: the newest ticks, minute bars of a week, daily bars from before. */
final class Reel {

    private static final int MINUTES_KEPT = 7 * 24 * 60;

    Listing listing;
    final Deque<MinuteBar> bars = new ArrayDeque<>();
    final Deque<Tick.Quote> quotes = new ArrayDeque<>();
    final Deque<Tick.Trade> trades = new ArrayDeque<>();

    private final Supplier<List<MinuteBar>> past;
    private @Nullable List<MinuteBar> days;
    private final int ticksKept;
    Tick.@Nullable Quote quote;
    Tick.@Nullable Trade trade;
    Tick.@Nullable Status status;
    @Nullable MinuteBar present;
    long corrections;

    Reel(Listing listing, Supplier<List<MinuteBar>> past, int ticksKept) {
        this.listing = listing;
        this.past = past;
        this.ticksKept = ticksKept;
    }

    /** Daily bars from before the first minute bar, oldest first. Years of them: made when somebody asks. */
    List<MinuteBar> days() {
        List<MinuteBar> known = days;
        if (known == null) {
            known = List.copyOf(past.get());
            days = known;
        }
        return known;
    }

    void keep(MinuteBar bar) {
        bars.addLast(bar);
        if (bars.size() > MINUTES_KEPT) {
            bars.removeFirst();
        }
    }

    void keep(Tick.Quote newest) {
        quote = newest;
        quotes.addLast(newest);
        if (quotes.size() > ticksKept) {
            quotes.removeFirst();
        }
    }

    void keep(Tick.Trade newest) {
        trade = newest;
        trades.addLast(newest);
        if (trades.size() > ticksKept) {
            trades.removeFirst();
        }
    }

    /** A trade of a minute that is over: it goes where its time says. Returns the minute's corrected bar. */
    MinuteBar keepLate(Tick.Trade late, Instant start) {
        corrections++;
        Deque<Tick.Trade> later = new ArrayDeque<>();
        for (Tick.Trade last = trades.peekLast();
                last != null && last.at().isAfter(late.at());
                last = trades.peekLast()) {
            later.push(trades.removeLast());
        }
        trades.addLast(late);
        trades.addAll(later);
        return correct(late, start);
    }

    private MinuteBar correct(Tick.Trade late, Instant start) {
        Deque<MinuteBar> after = new ArrayDeque<>();
        for (MinuteBar last = bars.peekLast();
                last != null && last.start().isAfter(start);
                last = bars.peekLast()) {
            after.push(bars.removeLast());
        }
        MinuteBar known = bars.peekLast();
        MinuteBar corrected;
        if (known != null && known.start().equals(start)) {
            bars.removeLast();
            corrected = known.plus(late);
        } else {
            corrected = MinuteBar.of(start, late);
        }
        bars.addLast(corrected);
        bars.addAll(after);
        return corrected;
    }

    /**
     * A trade is taken back, and another one may stand in its place. Returns its minute's bar as it is now; empty when
     * nothing of it is left, or what is kept of that minute is not all there was of it.
     */
    Optional<MinuteBar> revise(
            Tick.Trade original, Tick.Standing standing, Tick.@Nullable Trade instead) {
        Instant start = original.at().truncatedTo(ChronoUnit.MINUTES);
        boolean whole = isWhole(start);
        List<Tick.Trade> all = new ArrayList<>(trades);
        trades.clear();
        trade = null;
        for (Tick.Trade each : all) {
            boolean meant = each.id() == original.id() && each.counts();
            trades.addLast(meant ? each.as(standing) : each);
            if (meant && instead != null) {
                trades.addLast(instead);
            }
            if (trades.getLast().counts()) {
                trade = trades.getLast();
            }
        }
        corrections++;
        return whole ? put(start, barOf(start)) : Optional.empty();
    }

    private boolean isWhole(Instant start) {
        long known = trades.stream().filter(t -> t.counts() && isWithin(start, t)).count();
        return known > 0 && bar(start).filter(bar -> bar.trades() == known).isPresent();
    }

    private Optional<MinuteBar> bar(Instant start) {
        return Stream.concat(Stream.ofNullable(present), bars.stream())
                .filter(bar -> bar.start().equals(start))
                .findFirst();
    }

    private static boolean isWithin(Instant start, Tick.Trade trade) {
        return trade.at().truncatedTo(ChronoUnit.MINUTES).equals(start);
    }

    private @Nullable MinuteBar barOf(Instant start) {
        MinuteBar sum = null;
        for (Tick.Trade each : trades) {
            if (each.counts() && isWithin(start, each)) {
                sum = sum == null ? MinuteBar.of(start, each) : sum.plus(each);
            }
        }
        return sum;
    }

    /** Instead of the bar that is known of that minute. */
    private Optional<MinuteBar> put(Instant start, @Nullable MinuteBar bar) {
        if (present != null && present.start().equals(start)) {
            present = bar;
        } else {
            List<MinuteBar> all = new ArrayList<>(bars);
            bars.clear();
            for (MinuteBar each : all) {
                MinuteBar kept = each.start().equals(start) ? bar : each;
                if (kept != null) {
                    bars.addLast(kept);
                }
            }
        }
        return Optional.ofNullable(bar);
    }

    List<MinuteBar> lastMinutes() {
        List<MinuteBar> last = new ArrayList<>();
        Iterator<MinuteBar> newest = bars.descendingIterator();
        while (newest.hasNext() && last.size() < 60) {
            last.add(0, newest.next());
        }
        if (last.isEmpty() && present != null) {
            last.add(present);
        }
        return last;
    }

    Optional<MinuteBar> lastBar() {
        return Optional.ofNullable(bars.peekLast()).or(this::lastDay);
    }

    /** The minute it happens in is told in new terms from its beginning. */
    void apply(CorporateAction action) {
        if (quote != null) {
            quote = PriceFactors.scaled(quote, action::price);
        }
        if (trade != null) {
            trade = PriceFactors.scaled(trade, action::price);
        }
        if (present != null) {
            present = PriceFactors.scaled(present, action);
        }
    }

    /** The company goes by another name, and so does what it did before. */
    void rename(String name) {
        listing = listing.named(name);
        quote = quote == null ? null : quote.of(name);
        trade = trade == null ? null : trade.of(name);
        List<Tick.Quote> oldQuotes = List.copyOf(quotes);
        quotes.clear();
        oldQuotes.forEach(each -> quotes.addLast(each.of(name)));
        List<Tick.Trade> oldTrades = List.copyOf(trades);
        trades.clear();
        oldTrades.forEach(each -> trades.addLast(each.of(name)));
    }

    private Optional<MinuteBar> lastDay() {
        List<MinuteBar> known = days();
        return known.isEmpty() ? Optional.empty() : Optional.of(known.get(known.size() - 1));
    }

    /** The last price before that moment; the oldest known price when all came later; empty when there is none. */
    Optional<BigDecimal> lastCloseBefore(Instant moment) {
        Iterator<MinuteBar> newest = bars.descendingIterator();
        while (newest.hasNext()) {
            MinuteBar bar = newest.next();
            if (bar.start().isBefore(moment)) {
                return Optional.of(bar.close());
            }
        }
        BigDecimal close = null;
        for (MinuteBar day : days()) {
            close = day.start().isBefore(moment) ? day.close() : close;
        }
        return Optional.ofNullable(close)
                .or(() -> Optional.ofNullable(bars.peekFirst()).map(MinuteBar::open));
    }
}
