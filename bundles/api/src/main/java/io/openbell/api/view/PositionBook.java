package io.openbell.api.view;

import io.openbell.api.value.Money;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Symbol;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

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

    /**
     * Shares the closing of a position out among those who hold it, so that each knows what it still has: who believes to
     * hold what somebody else has sold would sell it once more, and be short. Strategies come first, by name; what was there
     * before us or is traded by hand comes last, and only as far as it is not sold already: {@code operator} and
     * {@code protection} close what is {@code external}.
     *
     * @param isShort the side that is closed; sources that hold the other side keep it
     * @param closing shares, coins or contracts, positive
     * @return parts by the name of the source, together the whole of it; what nobody is known to hold is {@code operator}'s
     */
    default Map<String, Quantity> closingBySource(
            Symbol symbol, boolean isShort, Quantity closing) {
        Map<String, Quantity> held = new TreeMap<>();
        bySource()
                .forEach(
                        (source, positions) ->
                                positions.stream()
                                        .filter(each -> each.symbol().equals(symbol))
                                        .forEach(each -> held.put(source, each.quantity())));
        return ClosingShares.split(held, isShort, closing);
    }

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
