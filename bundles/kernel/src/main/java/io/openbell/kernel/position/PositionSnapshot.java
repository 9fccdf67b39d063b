package io.openbell.kernel.position;

import io.openbell.api.value.Money;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Symbol;
import io.openbell.api.view.Position;
import java.util.List;
import java.util.Map;

/**
 * A {@link PositionLedger} at one moment. Immutable, safe on any thread.
 *
 * @param positions open ones and those closed since the start, by symbol
 * @param bySource  open ones by source and symbol
 * @param cash      adopted cash and the flows of all fills
 * @param profit    realised plus unrealised
 * @param equity    cash plus market value
 */
public record PositionSnapshot(
        List<Position> positions,
        Map<String, List<Position>> bySource,
        Money cash,
        Money profit,
        Money equity) {

    /** Nothing held, nothing owned. */
    public static final PositionSnapshot EMPTY =
            new PositionSnapshot(List.of(), Map.of(), Money.ZERO, Money.ZERO, Money.ZERO);

    /** Shares held in all; zero if none. */
    public Quantity quantity(Symbol symbol) {
        return quantity(positions, symbol);
    }

    /** Shares held by that source's fills; zero if none. */
    public Quantity quantity(String source, Symbol symbol) {
        return quantity(bySource.getOrDefault(source, List.of()), symbol);
    }

    private static Quantity quantity(List<Position> positions, Symbol symbol) {
        for (Position position : positions) {
            if (position.symbol().equals(symbol)) {
                return position.quantity();
            }
        }
        return Quantity.ZERO;
    }
}
