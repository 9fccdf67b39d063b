package io.openbell.api.view;

import io.openbell.api.value.Money;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Symbol;
import java.util.List;
import java.util.Map;

/** Positions and profit from our fills. Any thread sees a consistent snapshot; on the loop it is the present state. */
public interface PositionBook {

    /** Open positions and those closed since the journal began, by symbol. */
    List<Position> positions();

    /** Shares held of the symbol in all; zero if none. */
    Quantity quantity(Symbol symbol);

    /** Shares held of the symbol by that source's fills. */
    Quantity quantity(String source, Symbol symbol);

    /** Open positions by source, for people. */
    Map<String, List<Position>> bySource();

    /** Cash, from the adopted amount and the fills. */
    Money cash();

    /** Realised plus unrealised profit since the journal began. */
    Money profit();

    /** Cash plus market value. */
    Money equity();

    /** What each source has earned, those that hold nothing any more included. */
    default Map<String, SourceProfit> profitBySource() {
        return Map.of();
    }

    /** Of the profit the part that no position earned or cost, fees of the account and interest; cost negative. */
    default Money income() {
        return Money.ZERO;
    }
}
