package io.openbell.kernel.risk;

import io.openbell.api.value.Money;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Side;
import io.openbell.api.value.Symbol;
import io.openbell.api.view.Position;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What the portfolio is worth when everything that may still fill does, in the worst way for each figure.
 *
 * @param gross    sum over the symbols of the larger of: all buys fill, all sells fill; without signs
 * @param longest  longs minus shorts if only the buys fill
 * @param shortest longs minus shorts if only the sells fill
 */
record CommittedExposure(Money gross, Money longest, Money shortest) {

    private static final class Line {
        Quantity held = Quantity.ZERO;
        Quantity buys = Quantity.ZERO;
        Quantity sells = Quantity.ZERO;
        Price price = Price.ZERO;

        void add(Claim claim) {
            if (claim.side() == Side.BUY) {
                buys = buys.plus(claim.quantity());
            } else {
                sells = sells.plus(claim.quantity());
            }
        }
    }

    /** Positions, open orders, and this wish. */
    static CommittedExposure with(Proposal proposal) {
        return of(proposal, symbol -> true);
    }

    /** The same of some symbols only. */
    static CommittedExposure of(Proposal proposal, Predicate<Symbol> included) {
        Map<Symbol, Line> lines = new TreeMap<>();
        for (Position position : proposal.view().positions()) {
            hold(lines, position, position.quantity());
        }
        for (Claim claim : proposal.committed().claims()) {
            commit(lines, claim);
        }
        return priced(proposal, lines, included);
    }

    /** The same of what this source holds and wishes for only. */
    static CommittedExposure ofSource(Proposal proposal, String source) {
        Map<Symbol, Line> lines = new TreeMap<>();
        for (Position position : proposal.view().positions()) {
            hold(lines, position, proposal.view().position(source, position.symbol()));
        }
        for (Claim claim : proposal.committed().claims()) {
            if (claim.source().equals(source)) {
                commit(lines, claim);
            }
        }
        return priced(proposal, lines, symbol -> true);
    }

    private static void hold(Map<Symbol, Line> lines, Position position, Quantity held) {
        if (!held.isZero()) {
            Line line = line(lines, position.symbol());
            line.held = held;
            line.price = position.mark().isPositive() ? position.mark() : position.averagePrice();
        }
    }

    private static void commit(Map<Symbol, Line> lines, Claim claim) {
        Line line = line(lines, claim.symbol());
        line.add(claim);
        line.price = line.price.max(claim.price());
    }

    private static Line line(Map<Symbol, Line> lines, Symbol symbol) {
        return lines.computeIfAbsent(symbol, any -> new Line());
    }

    /** Adds the wish and values every line at the market, its own no lower than it may pay. */
    private static CommittedExposure priced(
            Proposal proposal, Map<Symbol, Line> lines, Predicate<Symbol> included) {
        proposal.claims().forEach(claim -> line(lines, claim.symbol()).add(claim));
        lines.forEach(
                (symbol, line) ->
                        line.price = proposal.view().market().mark(symbol).orElse(line.price));
        for (Claim claim : proposal.claims()) {
            Line own = line(lines, claim.symbol());
            own.price = own.price.max(proposal.price(claim));
        }
        lines.keySet().removeIf(included.negate());
        return sum(lines);
    }

    private static CommittedExposure sum(Map<Symbol, Line> lines) {
        Money gross = Money.ZERO;
        Money longest = Money.ZERO;
        Money shortest = Money.ZERO;
        for (Map.Entry<Symbol, Line> entry : lines.entrySet()) {
            Symbol symbol = entry.getKey();
            Line line = entry.getValue();
            if (line.price.isZero()) {
                throw new IllegalStateException("no price of " + symbol);
            }
            Quantity most = line.held.plus(line.buys);
            Quantity least = line.held.minus(line.sells);
            gross = gross.plus(Claim.value(symbol, line.price, most.abs().max(least.abs())));
            longest = longest.plus(Claim.value(symbol, line.price, most));
            shortest = shortest.plus(Claim.value(symbol, line.price, least));
        }
        return new CommittedExposure(gross, longest, shortest);
    }
}
