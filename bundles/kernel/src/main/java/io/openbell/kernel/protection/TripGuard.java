package io.openbell.kernel.protection;

import io.openbell.api.engine.TradingEvent;
import io.openbell.api.risk.EntriesSuspended;
import io.openbell.api.risk.SymbolFrozen;
import io.openbell.api.value.Symbol;
import io.openbell.api.view.RiskBoard;
import io.openbell.api.view.RiskBoard.Kind;
import io.openbell.api.view.RiskBoard.State;
import io.openbell.kernel.breaker.Breaker;
import io.openbell.kernel.breaker.Lines;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the round trips of the last while each time one ends, and sees to a rest when they were bad: of everything, or of
 * one symbol. A rest is as long as configured, counted from the trip that caused it.
 */
final class TripGuard implements Breaker {

    /** What a protection sees in some round trips. */
    interface Measure {

        /** Those of them that count. */
        boolean counts(RoundTrip trip);

        /** Why they ask for a rest; empty if they do not. */
        String judge(List<RoundTrip> trips);
    }

    private final String name;
    private final GuardRule rule;
    private final Measure measure;
    private final RoundTrips roundTrips = new RoundTrips();
    private final Deque<RoundTrip> recent = new ArrayDeque<>();
    private final Map<Symbol, SymbolFrozen> frozen = new TreeMap<>();
    private @Nullable EntriesSuspended suspended;

    TripGuard(String name, GuardRule rule, Measure measure) {
        this.name = name;
        this.rule = rule;
        this.measure = measure;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void onEvent(Instant now, TradingEvent event, Consumer<TradingEvent> out) {
        for (RoundTrip ended : roundTrips.onEvent(now, event)) {
            if (measure.counts(ended)) {
                recent.addLast(ended);
                judgeAll(now, out);
                judge(now, ended.symbol(), out);
            }
        }
    }

    private void judgeAll(Instant now, Consumer<TradingEvent> out) {
        List<RoundTrip> trips = within(now);
        String reason = reason(trips, rule.trades());
        if (!reason.isEmpty()) {
            EntriesSuspended rest =
                    new EntriesSuspended(name, reason, now, Optional.of(now.plus(rule.rest())));
            suspended = rest;
            out.accept(rest);
        }
    }

    private void judge(Instant now, Symbol symbol, Consumer<TradingEvent> out) {
        String reason = reason(of(symbol, now), rule.tradesPerSymbol());
        if (!reason.isEmpty()) {
            SymbolFrozen rest = new SymbolFrozen(symbol, name, reason, now, now.plus(rule.rest()));
            frozen.put(symbol, rest);
            out.accept(rest);
        }
    }

    private String reason(List<RoundTrip> trips, int limit) {
        return limit > 0 && trips.size() >= limit ? measure.judge(trips) : "";
    }

    private List<RoundTrip> within(Instant now) {
        Instant oldest = now.minus(rule.lookBack());
        while (!recent.isEmpty() && !recent.getFirst().closedAt().isAfter(oldest)) {
            recent.removeFirst();
        }
        return List.copyOf(recent);
    }

    private List<RoundTrip> of(Symbol symbol, Instant now) {
        return within(now).stream().filter(trip -> trip.symbol().equals(symbol)).toList();
    }

    @Override
    public List<RiskBoard.Line> lines(Instant now) {
        List<RiskBoard.Line> lines = new ArrayList<>();
        if (rule.trades() == 0 && rule.tradesPerSymbol() == 0) {
            lines.add(
                    new RiskBoard.Line(
                            Kind.PROTECTION,
                            name,
                            "",
                            Double.NaN,
                            Double.NaN,
                            "trades",
                            State.OFF,
                            "etc/openbell.protections.cfg turns it on"));
            return lines;
        }
        EntriesSuspended rest = suspended;
        if (rule.trades() > 0) {
            boolean holds = rest != null && rest.holdsAt(now);
            lines.add(
                    line(
                            "",
                            within(now).size(),
                            rule.trades(),
                            holds && rest != null
                                    ? rest.reason() + ", until " + rest.until().orElse(now)
                                    : ""));
        }
        if (rule.tradesPerSymbol() > 0) {
            within(now).stream()
                    .map(RoundTrip::symbol)
                    .distinct()
                    .sorted()
                    .forEach(symbol -> lines.add(line(symbol, now)));
        }
        return lines;
    }

    private RiskBoard.Line line(Symbol symbol, Instant now) {
        SymbolFrozen rest = frozen.get(symbol);
        boolean holds = rest != null && rest.holdsAt(now);
        return line(
                symbol.ticker(),
                of(symbol, now).size(),
                rule.tradesPerSymbol(),
                holds && rest != null ? rest.reason() + ", until " + rest.until() : "");
    }

    private RiskBoard.Line line(String scope, int trades, int limit, String reason) {
        return Lines.line(
                Kind.PROTECTION, name, scope, trades, limit, "trades", !reason.isEmpty(), reason);
    }
}
