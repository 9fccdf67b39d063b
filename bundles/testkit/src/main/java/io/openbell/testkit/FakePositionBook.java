package io.openbell.testkit;

import io.openbell.api.value.Money;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Symbol;
import io.openbell.api.view.Position;
import io.openbell.api.view.PositionBook;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Positions that are what the test says, all of one source unless given to another. */
public final class FakePositionBook implements PositionBook {

    /** Whom they belong to. */
    public static final String SOURCE = Intents.SOURCE;

    private final Map<Symbol, Position> positions = new TreeMap<>();
    private final Map<Symbol, String> owners = new HashMap<>();
    private Money cash = Money.ZERO;

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

    /** From now on there is so much cash. */
    public void cash(String amount) {
        cash = Money.parse(amount);
    }

    /** From now on the shares of that symbol belong to another source. */
    public void give(String symbol, String source) {
        owners.put(Symbol.of(symbol), source);
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
        return source.equals(owners.getOrDefault(symbol, SOURCE))
                ? quantity(symbol)
                : Quantity.ZERO;
    }

    @Override
    public Map<String, List<Position>> bySource() {
        return positions().stream()
                .collect(
                        Collectors.groupingBy(
                                position -> owners.getOrDefault(position.symbol(), SOURCE)));
    }

    @Override
    public Money cash() {
        return cash;
    }

    @Override
    public Money profit() {
        return Money.ZERO;
    }

    @Override
    public Money equity() {
        Money equity = cash;
        for (Position position : positions.values()) {
            equity = equity.plus(position.marketValue());
        }
        return equity;
    }
}
