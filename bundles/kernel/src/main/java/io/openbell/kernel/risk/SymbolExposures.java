package io.openbell.kernel.risk;

import io.openbell.api.value.Money;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Side;
import io.openbell.api.value.Symbol;
import io.openbell.api.view.Position;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What is held and may still fill of each symbol, valued at the market where there is one, else at the book's or the order's
 * own price. The checks and the board of limits both ask it, so that people see what the gate compares. One thread.
 */
final class SymbolExposures {

    /** Of one symbol. */
    static final class Line {

        private final Symbol symbol;
        private Quantity held = Quantity.ZERO;
        private Quantity buys = Quantity.ZERO;
        private Quantity sells = Quantity.ZERO;
        private Price price = Price.ZERO;

        private Line(Symbol symbol) {
            this.symbol = symbol;
        }

        private void add(Claim claim) {
            if (claim.side() == Side.BUY) {
                buys = buys.plus(claim.quantity());
            } else {
                sells = sells.plus(claim.quantity());
            }
        }

        /** Worth, with its sign, once all buys have filled. */
        Money most() {
            return worth(held.plus(buys));
        }

        /** Worth, with its sign, once all sells have filled. */
        Money least() {
            return worth(held.minus(sells));
        }

        /** The larger of both, without its sign. */
        Money worst() {
            return worth(held.plus(buys).abs().max(held.minus(sells).abs()));
        }

        private Money worth(Quantity quantity) {
            if (price.isZero()) {
                throw new IllegalStateException("no price of " + symbol);
            }
            return Claim.value(symbol, price, quantity);
        }
    }

    private final RiskView view;
    private final Map<Symbol, Line> lines = new TreeMap<>();

    private SymbolExposures(
            RiskView view, Function<Position, Quantity> held, Collection<Claim> claims) {
        this.view = view;
        for (Position position : view.positions()) {
            Quantity quantity = held.apply(position);
            if (!quantity.isZero()) {
                Line line = line(position.symbol());
                line.held = quantity;
                line.price =
                        position.mark().isPositive() ? position.mark() : position.averagePrice();
            }
        }
        for (Claim claim : claims) {
            Line line = line(claim.symbol());
            line.add(claim);
            line.price = line.price.max(claim.price());
        }
        lines.values().forEach(this::valueAtTheMarket);
    }

    /** Of the whole account. */
    static SymbolExposures of(RiskView view, Commitments committed) {
        return new SymbolExposures(view, Position::quantity, committed.claims());
    }

    /** Of what this source holds and has on its way. */
    static SymbolExposures ofSource(RiskView view, Commitments committed, String source) {
        return new SymbolExposures(
                view,
                position -> view.position(source, position.symbol()),
                committed.claims().stream().filter(c -> c.source().equals(source)).toList());
    }

    /** Takes in a wish as well, valued no lower than it may pay. */
    void add(Collection<Claim> wish, Function<Claim, Price> price) {
        for (Claim claim : wish) {
            Line line = line(claim.symbol());
            line.add(claim);
            valueAtTheMarket(line);
        }
        for (Claim claim : wish) {
            Line line = line(claim.symbol());
            line.price = line.price.max(price.apply(claim));
        }
    }

    /** By symbol. */
    Map<Symbol, Line> lines() {
        return lines;
    }

    /**
     * All of them together.
     *
     * @throws IllegalStateException if one of them has no price
     */
    CommittedExposure total(Predicate<Symbol> included) {
        Money gross = Money.ZERO;
        Money longest = Money.ZERO;
        Money shortest = Money.ZERO;
        for (Line line : lines.values()) {
            if (included.test(line.symbol)) {
                gross = gross.plus(line.worst());
                longest = longest.plus(line.most());
                shortest = shortest.plus(line.least());
            }
        }
        return new CommittedExposure(gross, longest, shortest);
    }

    private Line line(Symbol symbol) {
        return lines.computeIfAbsent(symbol, Line::new);
    }

    private void valueAtTheMarket(Line line) {
        line.price = view.market().mark(line.symbol).orElse(line.price);
    }
}
