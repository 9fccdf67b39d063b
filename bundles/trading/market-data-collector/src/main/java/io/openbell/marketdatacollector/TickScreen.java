package io.openbell.marketdatacollector;

import io.openbell.api.market.Bar;
import io.openbell.api.market.MarketEvent;
import io.openbell.api.market.PriceBand;
import io.openbell.api.market.Quote;
import io.openbell.api.market.Trade;
import io.openbell.api.market.TradeWithdrawn;
import io.openbell.api.market.TradingStatus;
import io.openbell.api.session.TradingClock;
import io.openbell.api.value.Symbol;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Refuses ticks that cannot be true, or that nothing confirms yet, and counts them. Time stamps are compared with the clock
 * only if that is the system's. Any thread.
 */
final class TickScreen {

    private static final Logger LOG = LoggerFactory.getLogger(TickScreen.class);
    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    private final Set<Symbol> symbols = ConcurrentHashMap.newKeySet();
    private final TradingClock clock;
    private final Duration maxAhead;
    private final Duration maxAge;
    private final PriceLevels levels;
    private final AtomicLongArray rejected = new AtomicLongArray(TickFault.values().length);

    TickScreen(CollectorSettings settings, TradingClock clock) {
        this.symbols.addAll(settings.symbols());
        this.clock = clock;
        this.maxAhead = settings.maxTickAhead();
        this.maxAge = settings.maxTickAge();
        this.levels = new PriceLevels(settings.jumpPercent());
    }

    /** From now on ticks of these may pass, too. */
    void admit(Set<Symbol> more) {
        symbols.addAll(more);
    }

    /** Ticks of these, admitted before, are strangers again. */
    void dismiss(Set<Symbol> admitted) {
        symbols.removeAll(admitted);
        levels.forget(admitted);
    }

    /** Whether the tick, received at {@code now}, may pass; if not it has been counted. */
    boolean passes(MarketEvent tick, Instant now) {
        TickFault fault = faultOf(tick, now);
        if (fault == null) {
            return true;
        }
        reject(tick, fault);
        return false;
    }

    /** Counts a refused tick, and logs the 1st, 10th, 100th ... of each fault. */
    void reject(MarketEvent tick, TickFault fault) {
        long count = rejected.incrementAndGet(fault.ordinal());
        if (isPowerOfTen(count)) {
            LOG.warn(
                    "Tick rejected: fault={}, count={}, rule=\"{}\", tick={}",
                    fault,
                    count,
                    fault.meaning(),
                    tick);
        }
    }

    /** Refused so far, all faults together. */
    long rejected() {
        long sum = 0;
        for (int i = 0; i < rejected.length(); i++) {
            sum += rejected.get(i);
        }
        return sum;
    }

    /** The count of each fault that occurred, for people; empty if none did. */
    String summary() {
        StringBuilder summary = new StringBuilder();
        for (TickFault fault : TickFault.values()) {
            long count = rejected.get(fault.ordinal());
            if (count > 0) {
                summary.append(summary.isEmpty() ? "" : ", ").append(fault).append(' ');
                summary.append(count);
            }
        }
        return summary.toString();
    }

    private @Nullable TickFault faultOf(MarketEvent tick, Instant now) {
        TickFault fault = null;
        if (tick instanceof Trade trade) {
            fault = faultOf(trade);
        } else if (tick instanceof Quote quote) {
            fault = faultOf(quote);
        } else if (tick instanceof Bar) {
            fault = TickFault.KIND;
        }
        if (fault == null && !symbols.contains(tick.symbol())) {
            fault = TickFault.SYMBOL;
        }
        if (fault == null) {
            fault = faultOf(tick.at(), now);
        }
        return fault == null && !levels.accepts(tick) ? TickFault.JUMP : fault;
    }

    private static @Nullable TickFault faultOf(Trade trade) {
        if (!trade.price().isPositive()) {
            return TickFault.PRICE;
        }
        return trade.size().isNegative() ? TickFault.SIZE : null;
    }

    private static @Nullable TickFault faultOf(Quote quote) {
        if (quote.bid().isNegative() || quote.ask().isNegative()) {
            return TickFault.PRICE;
        }
        boolean negative = quote.bidSize().isNegative() || quote.askSize().isNegative();
        return negative ? TickFault.SIZE : null;
    }

    private @Nullable TickFault faultOf(Instant at, Instant now) {
        if (at.isBefore(Instant.EPOCH) || at.isAfter(LATEST)) {
            return TickFault.TIME;
        }
        if (clock.isEventTime()) {
            return null;
        }
        if (!maxAhead.isZero() && at.isAfter(now.plus(maxAhead))) {
            return TickFault.AHEAD_OF_CLOCK;
        }
        return !maxAge.isZero() && at.isBefore(now.minus(maxAge)) ? TickFault.BEHIND_CLOCK : null;
    }

    private static boolean isPowerOfTen(long count) {
        long rest = count;
        while (rest % 10 == 0) {
            rest /= 10;
        }
        return rest == 1;
    }

    /** It says what the market pays. A halt, a band of prices or a withdrawal does not, and must not make old prices look fresh. */
    static boolean isTick(MarketEvent event) {
        return !(event instanceof TradingStatus
                || event instanceof PriceBand
                || event instanceof TradeWithdrawn);
    }
}
