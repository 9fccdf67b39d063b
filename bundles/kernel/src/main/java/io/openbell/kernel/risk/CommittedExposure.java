package io.openbell.kernel.risk;

import io.openbell.api.order.Order;
import io.openbell.api.order.OrderIntent;
import io.openbell.api.value.Money;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Side;
import io.openbell.api.value.Symbol;
import io.openbell.api.view.Position;
import java.util.Map;
import java.util.TreeMap;

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

        void add(OrderIntent intent, Quantity remaining) {
            if (intent.side() == Side.BUY) {
                buys = buys.plus(remaining);
            } else {
                sells = sells.plus(remaining);
            }
        }
    }

    /** Positions, open orders, and this wish. */
    static CommittedExposure with(Proposal proposal) {
        Map<Symbol, Line> lines = new TreeMap<>();
        for (Position position : proposal.view().positions()) {
            if (!position.quantity().isZero()) {
                Line line = line(lines, position.symbol());
                line.held = position.quantity();
                line.price =
                        position.mark().isPositive() ? position.mark() : position.averagePrice();
            }
        }
        for (Order order : proposal.open()) {
            Line line = line(lines, order.intent().symbol());
            line.add(order.intent(), order.remaining());
            line.price = line.price.max(Proposal.limitPrice(order.intent()));
        }
        Line own = line(lines, proposal.symbol());
        own.add(proposal.intent(), proposal.intent().quantity());
        lines.forEach(
                (symbol, line) -> line.price = proposal.view().mark(symbol).orElse(line.price));
        own.price = own.price.max(proposal.price());
        return sum(lines);
    }

    private static Line line(Map<Symbol, Line> lines, Symbol symbol) {
        return lines.computeIfAbsent(symbol, any -> new Line());
    }

    private static CommittedExposure sum(Map<Symbol, Line> lines) {
        Money gross = Money.ZERO;
        Money longest = Money.ZERO;
        Money shortest = Money.ZERO;
        for (Map.Entry<Symbol, Line> entry : lines.entrySet()) {
            Line line = entry.getValue();
            if (line.price.isZero()) {
                throw new IllegalStateException("no price of " + entry.getKey());
            }
            Quantity most = line.held.plus(line.buys);
            Quantity least = line.held.minus(line.sells);
            gross = gross.plus(line.price.times(most.abs().max(least.abs())));
            longest = longest.plus(line.price.times(most));
            shortest = shortest.plus(line.price.times(least));
        }
        return new CommittedExposure(gross, longest, shortest);
    }
}
