package io.openbell.kernel.position;

import io.openbell.api.broker.BrokerPosition;
import io.openbell.api.engine.AccountAdopted;
import io.openbell.api.order.OrderEvent.OrderFilled;
import io.openbell.api.value.Money;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Symbol;
import io.openbell.api.view.Position;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Positions, cash and profit of one account: what it held when it was adopted, and every fill since. Single-threaded.
 *
 * <p>Each symbol is kept twice: in all, where longs and shorts of different sources net, and by source. Cash is exact:
 * the adopted amount plus {@link OrderFilled#cashFlow} of every fill, in any order. How realised profit is rounded stands
 * in {@link Holding}. Realised profit of the sources need not add up to that of the account, since what one source opens
 * another may close; realised plus unrealised does, to a billionth per source.
 *
 * <p>A position is valued at its latest {@link #mark}; before the first, at the price of its latest fill (or the adopted
 * average price).
 */
public final class PositionLedger {

    /** The source that adopted positions belong to. */
    public static final String EXTERNAL = "external";

    private final TreeMap<Symbol, Holding> total = new TreeMap<>();
    private final TreeMap<String, TreeMap<Symbol, Holding>> bySource = new TreeMap<>();
    private final Map<Symbol, Price> marks = new HashMap<>();
    private final Map<Symbol, Price> fillPrices = new HashMap<>();
    private Money cash = Money.ZERO;
    private boolean adopted;

    /** Starts over from what the account holds; everything known before is forgotten, the marks excepted. */
    public void adopt(AccountAdopted account) {
        total.clear();
        bySource.clear();
        fillPrices.clear();
        cash = account.cash();
        TreeMap<Symbol, Holding> external = new TreeMap<>();
        for (BrokerPosition position : account.positions()) {
            Holding holding = Holding.of(position.quantity(), position.averagePrice());
            total.put(position.symbol(), holding);
            external.put(position.symbol(), holding);
            fillPrices.put(position.symbol(), position.averagePrice());
        }
        bySource.put(EXTERNAL, external);
        adopted = true;
    }

    /** {@link #adopt} was called: cash and equity mean something. */
    public boolean isAdopted() {
        return adopted;
    }

    /**
     * Takes a fill. The caller sees to it that no execution comes twice.
     *
     * @throws ArithmeticException if a figure does not fit; the ledger is unchanged then
     */
    public void apply(OrderFilled fill) {
        Symbol symbol = fill.symbol();
        Money cashAfter = cash.plus(fill.cashFlow());
        Holding totalAfter = after(total.getOrDefault(symbol, Holding.NONE), fill);
        TreeMap<Symbol, Holding> ofSource =
                bySource.computeIfAbsent(fill.source(), source -> new TreeMap<>());
        Holding sourceAfter = after(ofSource.getOrDefault(symbol, Holding.NONE), fill);
        cash = cashAfter;
        total.put(symbol, totalAfter);
        ofSource.put(symbol, sourceAfter);
        fillPrices.put(symbol, fill.price());
    }

    private static Holding after(Holding holding, OrderFilled fill) {
        return holding.after(fill.side(), fill.quantity(), fill.price(), fill.commission());
    }

    /**
     * Values the symbol at this price from now on; a price so large that the position's value does not fit is ignored.
     *
     * @return whether a held position is worth something else than before
     */
    public boolean mark(Symbol symbol, Price price) {
        if (price.equals(marks.get(symbol))) {
            return false;
        }
        Holding holding = total.getOrDefault(symbol, Holding.NONE);
        if (!canBeValued(holding, price)) {
            return false;
        }
        marks.put(symbol, price);
        return !holding.quantity().isZero();
    }

    private static boolean canBeValued(Holding holding, Price price) {
        try {
            holding.unrealized(price);
            return true;
        } catch (ArithmeticException doesNotFit) {
            return false;
        }
    }

    /** Shares held in all; zero if none. */
    public Quantity quantity(Symbol symbol) {
        return total.getOrDefault(symbol, Holding.NONE).quantity();
    }

    /** Shares held by that source's fills; zero if none. */
    public Quantity quantity(String source, Symbol symbol) {
        TreeMap<Symbol, Holding> ofSource = bySource.get(source);
        return ofSource == null
                ? Quantity.ZERO
                : ofSource.getOrDefault(symbol, Holding.NONE).quantity();
    }

    /** Cash, negative when borrowed. */
    public Money cash() {
        return cash;
    }

    /** Everything at this moment. */
    public PositionSnapshot snapshot() {
        List<Position> positions = positions(total, false);
        Money profit = Money.ZERO;
        Money equity = cash;
        for (Position position : positions) {
            profit = profit.plus(position.realized()).plus(position.unrealized());
            equity = equity.plus(position.marketValue());
        }
        TreeMap<String, List<Position>> openBySource = new TreeMap<>();
        bySource.forEach(
                (source, holdings) -> {
                    List<Position> open = positions(holdings, true);
                    if (!open.isEmpty()) {
                        openBySource.put(source, open);
                    }
                });
        return new PositionSnapshot(
                positions, Collections.unmodifiableMap(openBySource), cash, profit, equity);
    }

    private List<Position> positions(Map<Symbol, Holding> holdings, boolean openOnly) {
        List<Position> positions = new ArrayList<>(holdings.size());
        holdings.forEach(
                (symbol, holding) -> {
                    if (!openOnly || !holding.quantity().isZero()) {
                        positions.add(position(symbol, holding));
                    }
                });
        return Collections.unmodifiableList(positions);
    }

    private Position position(Symbol symbol, Holding holding) {
        Price mark = marks.getOrDefault(symbol, fillPrices.getOrDefault(symbol, Price.ZERO));
        return new Position(
                symbol,
                holding.quantity(),
                holding.averagePrice(),
                mark,
                holding.realized(),
                holding.unrealized(mark));
    }
}
