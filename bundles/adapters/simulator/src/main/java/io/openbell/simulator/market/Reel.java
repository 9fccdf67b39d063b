package io.openbell.simulator.market;

import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is kept of one instrument: the newest ticks, minute bars of a week, daily bars from before. */
final class Reel {

    private static final int MINUTES_KEPT = 7 * 24 * 60;

    final Listing listing;
    final Deque<MinuteBar> bars = new ArrayDeque<>();
    final Deque<Tick.Quote> quotes = new ArrayDeque<>();
    final Deque<Tick.Trade> trades = new ArrayDeque<>();

    /** Daily bars from before the first minute bar, oldest first. */
    final List<MinuteBar> days;

    private final int ticksKept;
    Tick.@Nullable Quote quote;
    Tick.@Nullable Trade trade;
    Tick.@Nullable Status status;
    @Nullable MinuteBar present;

    Reel(Listing listing, List<MinuteBar> days, int ticksKept) {
        this.listing = listing;
        this.days = List.copyOf(days);
        this.ticksKept = ticksKept;
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

    Optional<BigDecimal> lastClose() {
        return Optional.ofNullable(bars.peekLast())
                .or(
                        () ->
                                days.isEmpty()
                                        ? Optional.empty()
                                        : Optional.of(days.get(days.size() - 1)))
                .map(MinuteBar::close);
    }
}
