package io.openbell.kernel.position;

import io.openbell.api.value.Money;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Symbol;
import io.openbell.api.view.Position;
import io.openbell.api.view.SourceProfit;
import java.util.List;
import java.util.Map;

/**
 * A {@link PositionLedger} at one moment. Immutable, safe on any thread.
 *
 * @param positions open ones and those closed since the start, by symbol
 * @param bySource  open ones by source and symbol
 * @param cash      adopted cash, the flows of all fills, and what was booked besides
 * @param profit    realised plus unrealised, plus {@code income}
 * @param equity    cash plus market value
 * @param income    what no position earned or cost: fees of the account, interest; negative when it cost
 * @param profitBySource of each source that ever held anything
 */
public record PositionSnapshot(
        List<Position> positions,
        Map<String, List<Position>> bySource,
        Money cash,
        Money profit,
        Money equity,
        Money income,
        Map<String, SourceProfit> profitBySource) {

    /** Without income of the account. */
    public PositionSnapshot(
            List<Position> positions,
            Map<String, List<Position>> bySource,
            Money cash,
            Money profit,
            Money equity) {
        this(positions, bySource, cash, profit, equity, Money.ZERO, Map.of());
    }

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
