package io.openbell.kernel.risk;

import io.openbell.api.order.Order;
import io.openbell.api.value.Money;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Side;
import io.openbell.api.value.Symbol;
import io.openbell.api.view.Position;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What one source has committed: for each symbol the worse of what it holds with all its buys, and with all its sells. */
final class SourceExposure {

    private static final class Line {
        private Quantity held = Quantity.ZERO;
        private Quantity buys = Quantity.ZERO;
        private Quantity sells = Quantity.ZERO;
        private Price price = Price.ZERO;

        private void add(Claim claim) {
            if (claim.side() == Side.BUY) {
                buys = buys.plus(claim.quantity());
            } else {
                sells = sells.plus(claim.quantity());
            }
            price = price.max(claim.price());
        }

        private Money worst(Symbol symbol) {
            Quantity most = held.plus(buys).abs().max(held.minus(sells).abs());
            return Claim.value(symbol, price, most);
        }
    }

    private final RiskView view;
    private final String source;
    private final Map<Symbol, Line> lines = new TreeMap<>();

    SourceExposure(RiskView view, String source, List<Order> open) {
        this.view = view;
        this.source = source;
        for (Position position : view.positions()) {
            Quantity held = view.position(source, position.symbol());
            if (!held.isZero()) {
                line(position.symbol());
            }
        }
        for (Claim claim : Commitments.of(open, List.of()).claims()) {
            if (claim.source().equals(source)) {
                line(claim.symbol()).add(claim);
            }
        }
    }

    private Line line(Symbol symbol) {
        return lines.computeIfAbsent(
                symbol,
                any -> {
                    Line line = new Line();
                    line.held = view.position(source, symbol);
                    line.price = view.market().mark(symbol).orElseGet(() -> bookPrice(symbol));
                    return line;
                });
    }

    private Price bookPrice(Symbol symbol) {
        for (Position position : view.positions()) {
            if (position.symbol().equals(symbol)) {
                return position.mark().isPositive() ? position.mark() : position.averagePrice();
            }
        }
        return Price.ZERO;
    }

    Money total() {
        Money total = Money.ZERO;
        for (Map.Entry<Symbol, Line> line : lines.entrySet()) {
            total = total.plus(line.getValue().worst(line.getKey()));
        }
        return total;
    }
}
