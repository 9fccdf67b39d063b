package io.openbell.kernel.position;

import io.openbell.api.value.FixedPoint;
import io.openbell.api.value.Money;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Symbol;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** What each source holds. What the venue books on a whole position is shared out among those who hold it. */
final class SourceHoldings {

    /** Shares of all sources for each that is left of them in all. */
    private static final long MOST_OPPOSED = 10;

    private final TreeMap<String, TreeMap<Symbol, Holding>> bySource = new TreeMap<>();

    void clear() {
        bySource.clear();
    }

    /** The same holdings, apart from what follows. */
    SourceHoldings copy() {
        SourceHoldings copy = new SourceHoldings();
        bySource.forEach((source, holdings) -> copy.bySource.put(source, new TreeMap<>(holdings)));
        return copy;
    }

    /** Of that source, closed ones included. */
    Map<Symbol, Holding> of(String source) {
        return bySource.getOrDefault(source, new TreeMap<>());
    }

    Holding get(String source, Symbol symbol) {
        return bySource.getOrDefault(source, new TreeMap<>()).getOrDefault(symbol, Holding.NONE);
    }

    void put(String source, Symbol symbol, Holding holding) {
        bySource.computeIfAbsent(source, any -> new TreeMap<>()).put(symbol, holding);
    }

    /** Each source with its holdings, closed ones included. */
    void forEach(BiConsumer<String, Map<Symbol, Holding>> action) {
        bySource.forEach((source, holdings) -> action.accept(source, holdings));
    }

    /**
     * Shared out in proportion to what is held, whatever its sign; the last one gets what rounding leaves. Where longs and
     * shorts of different sources nearly net to nothing, a share of the net would be out of all proportion.
     */
    void earn(Symbol symbol, Money amount) {
        List<String> holders = holders(symbol);
        Quantity held = Quantity.ZERO;
        for (String source : holders) {
            held = held.plus(get(source, symbol).quantity().abs());
        }
        Money left = amount;
        for (Iterator<String> each = holders.iterator(); each.hasNext(); ) {
            String source = each.next();
            Holding holding = get(source, symbol);
            Money share = left;
            if (each.hasNext() && !held.isZero()) {
                long part = holding.quantity().abs().raw();
                share = new Money(FixedPoint.scaledDivide(amount.raw(), part, held.raw()));
            }
            left = left.minus(share);
            put(source, symbol, holding.earned(share));
        }
    }

    /**
     * A dividend is paid on what is held in all: who is short owes what others get, each in proportion to the shares. Where
     * longs and shorts nearly net to nothing, cents that the venue rounded would become dollars: then as {@link #earn}.
     */
    void pay(Symbol symbol, Money amount, Quantity net) {
        List<String> holders = holders(symbol);
        Quantity gross = Quantity.ZERO;
        for (String source : holders) {
            gross = gross.plus(get(source, symbol).quantity().abs());
        }
        if (net.isZero() || gross.raw() / MOST_OPPOSED > net.abs().raw()) {
            earn(symbol, amount);
            return;
        }
        Money left = amount;
        for (Iterator<String> each = holders.iterator(); each.hasNext(); ) {
            String source = each.next();
            Holding holding = get(source, symbol);
            long part = holding.quantity().raw();
            Money share =
                    each.hasNext()
                            ? new Money(FixedPoint.scaledDivide(amount.raw(), part, net.raw()))
                            : left;
            left = left.minus(share);
            put(source, symbol, holding.earned(share));
        }
    }

    /** Every source's shares become more or fewer in the same proportion; together they are {@code after}. */
    void spread(Symbol symbol, Quantity before, Quantity after) {
        if (before.isZero()) {
            // Nothing to be in proportion to.
            Holding external = get(PositionLedger.EXTERNAL, symbol);
            Quantity shares = external.quantity().plus(after);
            put(PositionLedger.EXTERNAL, symbol, external.spread(shares));
            return;
        }
        List<String> holders = holders(symbol);
        Quantity left = after;
        for (Iterator<String> each = holders.iterator(); each.hasNext(); ) {
            String source = each.next();
            Holding holding = get(source, symbol);
            Quantity shares =
                    each.hasNext()
                            ? new Quantity(
                                    FixedPoint.scaledDivide(
                                            holding.quantity().raw(), after.raw(), before.raw()))
                            : left;
            left = left.minus(shares);
            put(source, symbol, holding.spread(shares));
        }
    }

    /** Closes what sources hold the other way, one after the other by name; the rest is the external source's. */
    void trade(Symbol symbol, Quantity change, Money paid) {
        Quantity left = change;
        Money unpaid = paid;
        for (String source : holders(symbol)) {
            Holding holding = get(source, symbol);
            boolean closes = holding.quantity().isNegative() != change.isNegative();
            if (!closes || holding.quantity().isZero() || left.isZero()) {
                continue;
            }
            Quantity size = left.abs().min(holding.quantity().abs());
            Quantity part = change.isNegative() ? size.negated() : size;
            Money share =
                    part.equals(left)
                            ? unpaid
                            : new Money(
                                    FixedPoint.scaledDivide(paid.raw(), part.raw(), change.raw()));
            put(source, symbol, holding.after(part, share, Money.ZERO));
            left = left.minus(part);
            unpaid = unpaid.minus(share);
        }
        if (!left.isZero()) {
            Holding external = get(PositionLedger.EXTERNAL, symbol);
            put(PositionLedger.EXTERNAL, symbol, external.after(left, unpaid, Money.ZERO));
        }
    }

    /** Whatever is held under the old name is held under the new one. */
    void rename(Symbol from, Symbol to) {
        for (TreeMap<Symbol, Holding> holdings : bySource.values()) {
            Holding moved = holdings.remove(from);
            if (moved != null) {
                holdings.merge(to, moved, Holding::with);
            }
        }
    }

    /** Who holds the symbol; whoever held it last if nobody does. */
    private List<String> holders(Symbol symbol) {
        List<String> holders = new ArrayList<>();
        List<String> former = new ArrayList<>();
        bySource.forEach(
                (source, holdings) -> {
                    Holding holding = holdings.get(symbol);
                    if (holding != null) {
                        (holding.quantity().isZero() ? former : holders).add(source);
                    }
                });
        if (!holders.isEmpty()) {
            return holders;
        }
        return former.isEmpty() ? List.of(PositionLedger.EXTERNAL) : former.subList(0, 1);
    }
}
