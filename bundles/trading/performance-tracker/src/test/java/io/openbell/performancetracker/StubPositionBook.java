package io.openbell.performancetracker;

import io.openbell.api.value.Money;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Symbol;
import io.openbell.api.view.Position;
import io.openbell.api.view.PositionBook;
import java.util.List;
import java.util.Map;

/** Holds nothing, and is worth what the test says. */
final class StubPositionBook implements PositionBook {

    Money equity = Money.parse("100000");
    Money profit = Money.ZERO;

    @Override
    public List<Position> positions() {
        return List.of();
    }

    @Override
    public Quantity quantity(Symbol symbol) {
        return Quantity.ZERO;
    }

    @Override
    public Quantity quantity(String source, Symbol symbol) {
        return Quantity.ZERO;
    }

    @Override
    public Map<String, List<Position>> bySource() {
        return Map.of();
    }

    @Override
    public Money cash() {
        return equity;
    }

    @Override
    public Money profit() {
        return profit;
    }

    @Override
    public Money equity() {
        return equity;
    }
}
