package io.openbell.riskmanagement;

import io.openbell.api.component.RestateFacts;
import io.openbell.api.engine.Journaled;
import io.openbell.api.engine.LoopSubscriber;
import io.openbell.api.engine.OrderJournal;
import io.openbell.api.engine.TimerTick;
import io.openbell.api.engine.TradingEvent;
import io.openbell.api.engine.TradingLoop;
import io.openbell.api.market.Quote;
import io.openbell.api.order.OrderIntent;
import io.openbell.api.risk.EntriesResumed;
import io.openbell.api.risk.EntriesSuspended;
import io.openbell.api.risk.HaltLatch;
import io.openbell.api.risk.HaltTrading;
import io.openbell.api.risk.SymbolFrozen;
import io.openbell.api.view.OrderBook;
import io.openbell.api.view.RiskBoard;
import io.openbell.kernel.breaker.Breakers;
import io.openbell.kernel.protection.ProtectiveStops;
import io.openbell.kernel.replay.DecisionBasis;
import io.openbell.kernel.risk.OrderGate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the loop tells, in its order: first the gate, then the breakers, whose halts go to the latch, whose marks go to the
 * journal, and whose facts go back onto the loop, to the gate among others. On the loop, but for what is volatile.
 */
final class LoopSide implements LoopSubscriber {

    private static final Logger LOG = LoggerFactory.getLogger(RiskManagement.class);

    private final OrderGate gate;
    private final Breakers breakers;
    private final TradingLoop loop;
    private final OrderJournal journal;
    private final HaltLatch latch;
    private final Supplier<OrderBook> orders;
    private final FactsDesk facts;
    private final DecisionBasis basis;
    private volatile boolean complete;
    private volatile List<RiskBoard.Line> lines = List.of();
    private volatile Instant linesAt = Instant.EPOCH;

    LoopSide(
            OrderGate gate,
            Breakers breakers,
            TradingLoop loop,
            OrderJournal journal,
            HaltLatch latch,
            Supplier<OrderBook> orders,
            FactsDesk facts,
            DecisionBasis basis) {
        this.gate = gate;
        this.breakers = breakers;
        this.loop = loop;
        this.journal = journal;
        this.latch = latch;
        this.orders = orders;
        this.facts = facts;
        this.basis = basis;
    }

    /** The past was taken in. Any thread. */
    boolean isComplete() {
        return complete;
    }

    /** As of the last second. Any thread. */
    RiskBoard.Snapshot snapshot() {
        return new RiskBoard.Snapshot(gate.state(), gate.detail(), lines, linesAt);
    }

    /** Symbols of positions without a stop in the market, as far as that is watched; empty if there are none. Any thread. */
    String unprotected() {
        return lines.stream()
                .filter(line -> line.name().equals(ProtectiveStops.NAME))
                .filter(line -> !line.scope().isEmpty())
                .map(RiskBoard.Line::scope)
                .collect(Collectors.joining(", "));
    }

    @Override
    public Optional<TradingEvent> decidesBy() {
        return Optional.of(basis);
    }

    @Override
    public void onEvent(long sequence, Instant now, TradingEvent event) {
        gate.onEvent(now, event);
        breakers.onEvent(now, event).forEach(this::act);
        if (event instanceof Quote quote) {
            facts.want(quote.symbol());
        } else if (event instanceof TimerTick) {
            show(now);
        }
    }

    @Override
    public void onReplay(Instant at, Journaled event) {
        gate.onEvent(at, event);
        breakers.onReplay(at, event);
    }

    @Override
    public void onReplayed() {
        complete = true;
        breakers.onReplayed(loop.now()).forEach(this::act);
        // What is not in the journal was stated before this gate was there.
        loop.emit(new RestateFacts(RiskManagement.ID));
    }

    private void act(TradingEvent said) {
        if (said instanceof HaltTrading halt) {
            LOG.error("gate=HALTED breaker={} {}", halt.source(), halt.reason());
            latch.latch(halt.source(), halt.reason(), true);
        } else if (said instanceof Journaled mark) {
            try {
                journal.append(mark);
            } catch (IllegalStateException refused) {
                // Without a journal nothing is let through anyway.
                LOG.error("mark=not journaled event={}", mark, refused);
            }
        } else {
            if (said instanceof OrderIntent stop) {
                gate.protect(stop);
            }
            tell(said);
            loop.emit(said);
        }
    }

    private static void tell(TradingEvent said) {
        if (said instanceof EntriesSuspended suspended) {
            LOG.warn(
                    "entries=suspended source={} until={} {}",
                    suspended.source(),
                    suspended.until().map(Instant::toString).orElse("it is over"),
                    suspended.reason());
        } else if (said instanceof EntriesResumed resumed) {
            LOG.info("entries=resumed source={}", resumed.source());
        } else if (said instanceof SymbolFrozen frozen) {
            LOG.warn(
                    "symbol={} frozen source={} until={} {}",
                    frozen.symbol(),
                    frozen.source(),
                    frozen.until(),
                    frozen.reason());
        }
    }

    private void show(Instant now) {
        List<RiskBoard.Line> all = new ArrayList<>();
        try {
            collect(now, all);
        } catch (RuntimeException failure) {
            // People see older figures; what is decided does not depend on these.
            LOG.warn("board=not computed", failure);
            return;
        }
        lines = List.copyOf(all);
        linesAt = now;
    }

    private void collect(Instant now, List<RiskBoard.Line> all) {
        all.addAll(gate.lines(now, orders.get().open()));
        all.addAll(breakers.lines(now));
        all.addAll(gate.capital(now, orders.get().open()));
    }
}
