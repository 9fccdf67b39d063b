package io.openbell.testkit;

import io.openbell.api.value.Money;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Symbol;
import io.openbell.api.view.Position;
import io.openbell.api.view.PositionBook;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Positions that are what the test says, all of one source. */
public final class FakePositionBook implements PositionBook {

    /** Whom they belong to. */
    public static final String SOURCE = Intents.SOURCE;

    private final Map<Symbol, Position> positions = new TreeMap<>();

    /** From now on so many shares are held, negative for short, valued at what they cost. */
    public void hold(String symbol, String quantity, String price) {
        Symbol held = Symbol.of(symbol);
        positions.put(
                held,
                new Position(
                        held,
                        Quantity.parse(quantity),
                        Price.parse(price),
                        Price.parse(price),
                        Money.ZERO,
                        Money.ZERO));
    }

    @Override
    public List<Position> positions() {
        return List.copyOf(positions.values());
    }

    @Override
    public Quantity quantity(Symbol symbol) {
        Position position = positions.get(symbol);
        return position == null ? Quantity.ZERO : position.quantity();
    }

    @Override
    public Quantity quantity(String source, Symbol symbol) {
        return source.equals(SOURCE) ? quantity(symbol) : Quantity.ZERO;
    }

    @Override
    public Map<String, List<Position>> bySource() {
        return Map.of(SOURCE, positions());
    }

    @Override
    public Money cash() {
        return Money.ZERO;
    }

    @Override
    public Money profit() {
        return Money.ZERO;
    }

    @Override
    public Money equity() {
        Money equity = Money.ZERO;
        for (Position position : positions.values()) {
            equity = equity.plus(position.marketValue());
        }
        return equity;
    }
}
