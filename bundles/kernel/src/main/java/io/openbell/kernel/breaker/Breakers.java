package io.openbell.kernel.breaker;

import io.openbell.api.engine.TradingEvent;
import io.openbell.api.risk.EntriesResumed;
import io.openbell.api.risk.EntriesSuspended;
import io.openbell.api.risk.EquityMark;
import io.openbell.api.risk.HaltTrading;
import io.openbell.api.risk.ResumeTrading;
import io.openbell.api.risk.SymbolFrozen;
import io.openbell.api.view.PositionBook;
import io.openbell.api.view.RiskBoard;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * All breakers. What they say is collected event by event: {@code Journaled} ones belong into the journal, the others onto
 * the loop. While a halt is latched, no further one is said.
 *
 * <p>The past comes first, through {@link #onReplay}; what follows from it and still holds is said once, by {@link
 * #onReplayed}. One thread.
 */
public final class Breakers {

    private final List<Breaker> breakers;
    private final Map<String, TradingEvent> standing = new LinkedHashMap<>();
    private @Nullable HaltTrading wanted;
    private boolean halted;

    /** These. */
    public Breakers(List<Breaker> breakers) {
        this.breakers = List.copyOf(breakers);
    }

    /** Those that watch venue, account and machine. */
    public static List<Breaker> standard(BreakerLimits limits, PositionBook book) {
        return List.of(
                new EquityBreaker(limits, book),
                new RejectBreaker(limits),
                new FillPriceBreaker(limits.fillDeviationPercent()),
                new PositionBreaker(),
                new UnknownOrdersBreaker(limits.maxUnknownOrders()),
                new ClockBreaker(limits.maxClockOffset()),
                new StreamBreaker(),
                new DiskBreaker(limits.diskReduceMegabytes(), limits.diskHaltMegabytes()),
                new ErrorRateBreaker(limits.componentErrorsPerMinute(), limits.errorPause()));
    }

    /** Takes in one event, and says what follows. */
    public List<TradingEvent> onEvent(Instant now, TradingEvent event) {
        List<TradingEvent> said = new ArrayList<>();
        ask(
                now,
                event,
                next -> {
                    if (!(next instanceof HaltTrading)) {
                        said.add(next);
                    } else if (!halted) {
                        halted = true;
                        said.add(next);
                    }
                });
        return said;
    }

    /** Takes in one event of the past. */
    public void onReplay(Instant at, TradingEvent event) {
        ask(at, event, next -> remember(at, next));
    }

    /** The past is complete: what follows from it and still holds. */
    public List<TradingEvent> onReplayed(Instant now) {
        List<TradingEvent> said = new ArrayList<>();
        for (TradingEvent event : standing.values()) {
            boolean over =
                    event instanceof EntriesSuspended suspended && !suspended.holdsAt(now)
                            || event instanceof SymbolFrozen frozen && !frozen.holdsAt(now);
            if (!over) {
                said.add(event);
            }
        }
        standing.clear();
        HaltTrading halt = wanted;
        if (halt != null && !halted) {
            halted = true;
            said.add(halt);
        }
        return said;
    }

    /** The figures of all at this moment. */
    public List<RiskBoard.Line> lines(Instant now) {
        List<RiskBoard.Line> lines = new ArrayList<>();
        for (Breaker breaker : breakers) {
            lines.addAll(breaker.lines(now));
        }
        return lines;
    }

    private void ask(Instant now, TradingEvent event, Consumer<TradingEvent> out) {
        if (event instanceof HaltTrading) {
            halted = true;
            wanted = null;
        } else if (event instanceof ResumeTrading) {
            halted = false;
            wanted = null;
        }
        for (Breaker breaker : breakers) {
            try {
                breaker.onEvent(now, event, out);
            } catch (RuntimeException failure) {
                out.accept(
                        new HaltTrading(
                                breaker.name(),
                                "cannot be computed, which is no reason to go on: " + failure,
                                now));
            }
        }
    }

    private void remember(Instant at, TradingEvent said) {
        if (said instanceof HaltTrading halt) {
            wanted = halted ? wanted : halt;
        } else if (said instanceof EntriesSuspended suspended) {
            standing.put(suspended.source(), suspended);
        } else if (said instanceof EntriesResumed resumed) {
            standing.remove(resumed.source());
        } else if (said instanceof SymbolFrozen frozen) {
            standing.put(frozen.source() + " " + frozen.symbol(), frozen);
        } else if (!(said instanceof EquityMark)) {
            throw new IllegalStateException("a breaker said at " + at + " what it cannot: " + said);
        }
    }
}
