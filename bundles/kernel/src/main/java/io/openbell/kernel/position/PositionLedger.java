package io.openbell.kernel.position;

import io.openbell.api.broker.BrokerPosition;
import io.openbell.api.broker.CashMoved;
import io.openbell.api.broker.PositionAdjusted;
import io.openbell.api.broker.SymbolChanged;
import io.openbell.api.engine.AccountAdopted;
import io.openbell.api.order.OrderEvent.OrderFilled;
import io.openbell.api.order.Sources;
import io.openbell.api.value.Money;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Symbol;
import io.openbell.api.view.Position;
import io.openbell.api.view.SourceProfit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Positions, cash and profit of one account: what it held when it was adopted, every fill since, and whatever else the
 * venue booked. Single-threaded.
 *
 * <p>Each symbol is kept twice: in all, where longs and shorts of different sources net, and by source. Cash is exact:
 * the adopted amount plus {@link OrderFilled#cashFlow} of every fill and the amounts that were booked, in any order. How
 * realised profit is rounded stands in {@link Holding}. Realised profit of the sources need not add up to that of the
 * account, since what one source opens another may close; realised plus unrealised does, to a billionth per source.
 *
 * <p>Always: equity = equity when adopted + what the owner put in + {@link PositionSnapshot#profit}, to the last decimal.
 *
 * <p>A position is valued at its latest {@link #mark}; before the first, at the price of its latest fill (or the adopted
 * average price). A unit is worth its price, an option contract a hundred times that.
 */
public final class PositionLedger {

    /** The source that adopted positions belong to. */
    public static final String EXTERNAL = Sources.EXTERNAL;

    /** Dividends, their taxes and fees begin with this word of the venue's. */
    private static final String DIVIDEND = "DIV";

    /** In place of a source: what is held in all. */
    private static final String ALL = "";

    private record Valued(Holding holding, Price mark, Position position) {}

    /** What the last snapshot made of each holding at its price, by source. */
    private final Map<String, Map<Symbol, Valued>> valued = new HashMap<>();

    private final TreeMap<Symbol, Holding> total = new TreeMap<>();
    private final SourceHoldings bySource;
    private final Map<Symbol, Price> marks = new HashMap<>();
    private final Map<Symbol, Price> fillPrices = new HashMap<>();
    private Money cash = Money.ZERO;
    private Money income = Money.ZERO;
    private boolean adopted;

    /** Nothing held, no account adopted. */
    public PositionLedger() {
        this(new SourceHoldings());
    }

    private PositionLedger(SourceHoldings bySource) {
        this.bySource = bySource;
    }

    /** The same positions and cash, apart from what follows; marks and fill prices are not copied. */
    public PositionLedger copyOfHoldings() {
        PositionLedger copy = new PositionLedger(bySource.copy());
        copy.total.putAll(total);
        copy.cash = cash;
        copy.income = income;
        copy.adopted = adopted;
        return copy;
    }

    /** Starts over from what the account holds; everything known before is forgotten, the marks excepted. */
    public void adopt(AccountAdopted account) {
        total.clear();
        bySource.clear();
        fillPrices.clear();
        cash = account.cash();
        income = Money.ZERO;
        for (BrokerPosition position : account.positions()) {
            Symbol symbol = position.symbol();
            Holding holding =
                    Holding.of(position.quantity(), unitPrice(symbol, position.averagePrice()));
            total.put(symbol, holding);
            bySource.put(EXTERNAL, symbol, holding);
            fillPrices.put(symbol, position.averagePrice());
        }
        adopted = true;
    }

    /** {@link #adopt} was called: cash and equity mean something. */
    public boolean isAdopted() {
        return adopted;
    }

    /** What one unit costs at that price per share. */
    private static Price unitPrice(Symbol symbol, Price price) {
        return symbol.multiplier() == 1 ? price : price.times(symbol.multiplier());
    }

    private Holding total(Symbol symbol) {
        return total.getOrDefault(symbol, Holding.NONE);
    }

    /**
     * Takes a fill. The caller sees to it that no execution comes twice.
     *
     * @throws ArithmeticException if a figure does not fit; the ledger is unchanged then
     */
    public void apply(OrderFilled fill) {
        Symbol symbol = fill.symbol();
        Money cashAfter = cash.plus(fill.cashFlow());
        Holding totalAfter = after(total(symbol), fill);
        Holding sourceAfter = after(bySource.get(fill.source(), symbol), fill);
        cash = cashAfter;
        total.put(symbol, totalAfter);
        bySource.put(fill.source(), symbol, sourceAfter);
        fillPrices.put(symbol, fill.price());
    }

    private static Holding after(Holding holding, OrderFilled fill) {
        return holding.after(
                fill.side(),
                fill.quantity(),
                unitPrice(fill.symbol(), fill.price()),
                fill.commission());
    }

    /** Takes money that came or went without a trade. The caller sees to it that none comes twice. */
    public void apply(CashMoved moved) {
        cash = cash.plus(moved.amount());
        if (!moved.earned()) {
            return;
        }
        Symbol symbol = moved.symbol().orElse(null);
        if (symbol == null || !total.containsKey(symbol)) {
            income = income.plus(moved.amount());
        } else {
            Holding held = total(symbol);
            total.put(symbol, held.earned(moved.amount()));
            if (moved.type().startsWith(DIVIDEND)) {
                bySource.pay(symbol, moved.amount(), held.quantity());
            } else {
                bySource.earn(symbol, moved.amount());
            }
        }
    }

    /** Takes a change of a position that was no trade. The caller sees to it that none comes twice. */
    public void apply(PositionAdjusted adjusted) {
        Symbol symbol = adjusted.symbol();
        Holding before = total(symbol);
        Quantity after = before.quantity().plus(adjusted.change());
        cash = cash.plus(adjusted.cash());
        switch (adjusted.effect()) {
            case SPLIT -> {
                total.put(symbol, before.spread(after).earned(adjusted.cash()));
                bySource.spread(symbol, before.quantity(), after);
                bySource.earn(symbol, adjusted.cash());
                rescaleMark(symbol, before.quantity(), after);
            }
            case TRADE -> trade(adjusted, adjusted.cash().negated());
            case TRANSFER -> {
                trade(adjusted, adjusted.worth());
                // Worth that much until the market says otherwise.
                Price each = adjusted.worth().dividedBy(adjusted.change());
                fillPrices.putIfAbsent(
                        symbol,
                        symbol.multiplier() == 1 ? each : each.times(1.0 / symbol.multiplier()));
            }
        }
        fillPrices.putIfAbsent(symbol, Price.ZERO);
    }

    private void trade(PositionAdjusted adjusted, Money paid) {
        Symbol symbol = adjusted.symbol();
        total.put(symbol, total(symbol).after(adjusted.change(), paid, Money.ZERO));
        bySource.trade(symbol, adjusted.change(), paid);
    }

    /** Takes a new name of a stock: everything goes on under it. The caller sees to it that none comes twice. */
    public void apply(SymbolChanged changed) {
        Symbol to = changed.to();
        Price known = price(changed.from());
        Holding moved = total.remove(changed.from());
        if (moved == null) {
            return;
        }
        total.merge(to, moved, Holding::with);
        bySource.rename(changed.from(), to);
        // Worth that much until the market says otherwise.
        fillPrices.putIfAbsent(to, known);
        marks.remove(changed.from());
        fillPrices.remove(changed.from());
    }

    /** Until the market says what the new shares cost, the position is worth what it was worth. */
    private void rescaleMark(Symbol symbol, Quantity before, Quantity after) {
        Price known = price(symbol);
        if (after.isZero() || before.isZero() || known.isZero()) {
            return;
        }
        Price scaled = known.times(before).dividedBy(after);
        marks.remove(symbol);
        fillPrices.put(symbol, scaled);
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
        Holding holding = total(symbol);
        if (!canBeValued(symbol, holding, price)) {
            return false;
        }
        marks.put(symbol, price);
        return !holding.quantity().isZero();
    }

    private static boolean canBeValued(Symbol symbol, Holding holding, Price price) {
        try {
            holding.unrealized(unitPrice(symbol, price));
            return true;
        } catch (ArithmeticException doesNotFit) {
            return false;
        }
    }

    /** Shares held in all; zero if none. */
    public Quantity quantity(Symbol symbol) {
        return total(symbol).quantity();
    }

    /** Shares held by that source's fills; zero if none. */
    public Quantity quantity(String source, Symbol symbol) {
        return bySource.get(source, symbol).quantity();
    }

    /** What that source holds, by symbol, closed positions left out. */
    public Map<Symbol, Quantity> quantities(String source) {
        Map<Symbol, Quantity> held = new TreeMap<>();
        bySource.of(source)
                .forEach(
                        (symbol, holding) -> {
                            if (!holding.quantity().isZero()) {
                                held.put(symbol, holding.quantity());
                            }
                        });
        return held;
    }

    /** What that source's fills hold, with its profit; {@link Holding#NONE} if it never had any. */
    public Holding holding(String source, Symbol symbol) {
        return bySource.get(source, symbol);
    }

    /** Cash, negative when borrowed. */
    public Money cash() {
        return cash;
    }

    /** Everything at this moment. */
    public PositionSnapshot snapshot() {
        List<Position> positions = positions(ALL, total);
        Money profit = income;
        Money equity = cash;
        for (Position position : positions) {
            profit = profit.plus(position.realized()).plus(position.unrealized());
            equity = equity.plus(position.marketValue());
        }
        TreeMap<String, List<Position>> openBySource = new TreeMap<>();
        TreeMap<String, SourceProfit> profits = new TreeMap<>();
        bySource.forEach(
                (source, holdings) -> {
                    List<Position> all = positions(source, holdings);
                    profits.put(source, SourceProfit.of(all));
                    List<Position> open =
                            all.stream().filter(each -> !each.quantity().isZero()).toList();
                    if (!open.isEmpty()) {
                        openBySource.put(source, open);
                    }
                });
        return new PositionSnapshot(
                positions,
                Collections.unmodifiableMap(openBySource),
                cash,
                profit,
                equity,
                income,
                Collections.unmodifiableMap(profits));
    }

    /** A fill changes one position of many: the others are as they were the last time. */
    private List<Position> positions(String owner, Map<Symbol, Holding> holdings) {
        Map<Symbol, Valued> known = valued.computeIfAbsent(owner, any -> new HashMap<>());
        List<Position> positions = new ArrayList<>(holdings.size());
        holdings.forEach(
                (symbol, holding) -> {
                    Price mark = price(symbol);
                    Valued last = known.get(symbol);
                    if (last == null
                            || !last.holding().equals(holding)
                            || !last.mark().equals(mark)) {
                        last = new Valued(holding, mark, position(symbol, holding, mark));
                        known.put(symbol, last);
                    }
                    positions.add(last.position());
                });
        return Collections.unmodifiableList(positions);
    }

    private static Position position(Symbol symbol, Holding holding, Price mark) {
        Price average = holding.averagePrice();
        return new Position(
                symbol,
                holding.quantity(),
                symbol.multiplier() == 1 ? average : average.times(1.0 / symbol.multiplier()),
                mark,
                holding.realized(),
                holding.unrealized(unitPrice(symbol, mark)));
    }

    private Price price(Symbol symbol) {
        return marks.getOrDefault(symbol, fillPrices.getOrDefault(symbol, Price.ZERO));
    }
}
