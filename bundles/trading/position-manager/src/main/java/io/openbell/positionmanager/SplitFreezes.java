package io.openbell.positionmanager;

import io.openbell.api.broker.PositionAdjusted;
import io.openbell.api.broker.SymbolChanged;
import io.openbell.api.engine.TradingLoop;
import io.openbell.api.risk.SymbolFrozen;
import io.openbell.api.session.TradingClock;
import io.openbell.api.value.Symbol;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** After a split, or under a new name, nobody adds to a position before it was compared with the venue's. Any thread. */
final class SplitFreezes {

    private static final Logger LOG = LoggerFactory.getLogger(SplitFreezes.class);
    private static final Duration LONGEST = Duration.ofDays(1);

    private final TradingLoop loop;
    private final TradingClock clock;
    private final Set<Symbol> frozen = ConcurrentHashMap.newKeySet();

    SplitFreezes(TradingLoop loop, TradingClock clock) {
        this.loop = loop;
        this.clock = clock;
    }

    /** The venue has booked a split, and the ledger has it. On the loop. */
    void booked(PositionAdjusted adjusted, Instant now) {
        frozen.add(adjusted.symbol());
        String reason = "split: " + adjusted.type() + " change=" + adjusted.change();
        loop.emit(fact(adjusted.symbol(), reason, now));
    }

    /** The venue has booked a new name, and the ledger has it. On the loop. */
    void booked(SymbolChanged changed, Instant now) {
        String reason = "new name: " + changed.from() + " is " + changed.to();
        for (Symbol symbol : List.of(changed.from(), changed.to())) {
            frozen.add(symbol);
            loop.emit(fact(symbol, reason, now));
        }
    }

    /** The venue has booked one half of a split or of a new name each. Not on the loop. */
    void bookedByHalf(Set<Symbol> symbols) {
        for (Symbol symbol : symbols) {
            if (frozen.add(symbol)) {
                LOG.warn(
                        "Split or new name is booked by half, its other half is waited for:"
                                + " symbol={}",
                        symbol);
                loop.tell(fact(symbol, "split or new name: booked by half", clock.instant()));
            }
        }
    }

    private static SymbolFrozen fact(Symbol symbol, String reason, Instant now) {
        return new SymbolFrozen(symbol, PositionManager.ID, reason, now, now.plus(LONGEST));
    }

    /** All positions agree with the venue's, but for these. Not on the loop. */
    void compared(Set<Symbol> except) {
        for (Symbol symbol : Set.copyOf(frozen)) {
            if (!except.contains(symbol)) {
                Instant now = clock.instant();
                frozen.remove(symbol);
                loop.tell(
                        new SymbolFrozen(
                                symbol,
                                PositionManager.ID,
                                "compared after the split or new name",
                                now,
                                now));
            }
        }
    }
}
