package io.openbell.simulator.trading;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Cash and positions, in exact decimals. */
final class Portfolio {

    private static final int COIN_DECIMALS = 9;

    /** What of a position is from before today, and what the rest cost. */
    record Today(BigDecimal overnight, BigDecimal addedCost) {

        static final Today NOTHING = new Today(BigDecimal.ZERO, BigDecimal.ZERO);

        /** In the shares of a split. */
        Today after(Holding before, Holding split) {
            return new Today(
                    overnight
                            .multiply(split.quantity())
                            .divide(before.quantity(), MathContext.DECIMAL128),
                    addedCost);
        }

        Today after(Holding before, BigDecimal change, BigDecimal cost) {
            if (change.signum() == 0) {
                return this;
            }
            BigDecimal next = before.quantity().add(change);
            if (next.signum() == 0) {
                return NOTHING;
            }
            if (before.quantity().signum() == 0
                    || next.abs().compareTo(before.quantity().abs()) > 0) {
                return new Today(overnight, addedCost.add(cost));
            }
            // What is from before goes first.
            BigDecimal added = before.quantity().subtract(overnight);
            BigDecimal left = overnight.add(change);
            if (overnight.signum() != 0 && left.signum() != -overnight.signum()) {
                return new Today(left, addedCost);
            }
            return new Today(
                    BigDecimal.ZERO,
                    added.signum() == 0
                            ? BigDecimal.ZERO
                            : addedCost.multiply(next).divide(added, MathContext.DECIMAL128));
        }
    }

    private BigDecimal cash = BigDecimal.ZERO;
    private BigDecimal realized = BigDecimal.ZERO;
    private BigDecimal dividends = BigDecimal.ZERO;
    private final Map<String, Holding> holdings = new TreeMap<>();
    private final Map<String, Today> today = new HashMap<>();

    void deposit(BigDecimal dollars) {
        cash = cash.add(dollars);
    }

    /** Takes in an execution: the position, what it was paid with, and the fee. */
    void execute(
            Instrument instrument,
            Side side,
            BigDecimal quantity,
            BigDecimal price,
            BigDecimal fee,
            BigDecimal usdPerPayment) {
        String key = instrument.positionKey();
        BigDecimal change = side.signed(quantity);
        move(key, change, price.multiply(usdPerPayment));
        BigDecimal paid = change.multiply(price).multiply(instrument.multiplier());
        if (side == Side.SELL) {
            // What is received is less by the fee.
            paid = paid.add(fee);
            realized = realized.subtract(fee.multiply(usdPerPayment));
        } else if (fee.signum() > 0) {
            move(key, fee.negate(), BigDecimal.ZERO);
        }
        if (instrument.paidInDollars()) {
            cash = cash.subtract(paid);
        } else {
            // Coins are counted in nine decimals, and none comes from rounding.
            BigDecimal coins = paid.setScale(COIN_DECIMALS, RoundingMode.CEILING);
            move(instrument.paymentKey(), coins.negate(), usdPerPayment);
        }
    }

    /** Contracts that end, and shares that change hands for them at the strike. */
    void settle(LedgerEntry.OptionSettled settled, String underlying) {
        move(settled.symbol(), settled.contracts(), BigDecimal.ZERO);
        if (settled.shares().signum() != 0) {
            move(underlying, settled.shares(), settled.price());
            cash = cash.subtract(settled.shares().multiply(settled.price()));
        }
    }

    /** Old shares become new ones, and a fraction may become cash. */
    void split(SplitPosition position) {
        Holding after = position.after();
        String key = after.symbol();
        cash = cash.add(position.cash());
        realized = realized.add(position.realized());
        if (after.quantity().signum() == 0) {
            holdings.remove(key);
            today.remove(key);
            return;
        }
        holdings.put(key, after);
        today.computeIfPresent(
                key,
                (any, known) ->
                        known.after(position.before(), position.split())
                                .after(
                                        position.split(),
                                        position.fraction().negate(),
                                        BigDecimal.ZERO));
    }

    /** It is held under another name. */
    void rename(Holding holding, String to) {
        String from = holding.symbol();
        holdings.remove(from);
        holdings.put(to, new Holding(to, holding.quantity(), holding.cost()));
        Today known = today.remove(from);
        if (known != null) {
            today.put(to, known);
        }
    }

    /** So much was paid on what is held; negative when it is owed. */
    void pay(BigDecimal dollars) {
        cash = cash.add(dollars);
        dividends = dividends.add(dollars);
    }

    private void move(String key, BigDecimal change, BigDecimal price) {
        Holding before = holding(key);
        Holding after = before.after(change, price);
        realized = realized.add(before.realizedBy(change, price));
        BigDecimal cost = change.multiply(price).multiply(before.multiplier());
        today.merge(
                key,
                Today.NOTHING.after(Holding.none(key), change, cost),
                (present, first) -> present.after(before, change, cost));
        if (after.quantity().signum() == 0) {
            holdings.remove(key);
            today.remove(key);
        } else {
            holdings.put(key, after);
        }
    }

    void beginDay() {
        today.clear();
        holdings.forEach(
                (key, holding) -> today.put(key, new Today(holding.quantity(), BigDecimal.ZERO)));
    }

    BigDecimal cash() {
        return cash;
    }

    BigDecimal realized() {
        return realized;
    }

    BigDecimal dividends() {
        return dividends;
    }

    Collection<Holding> holdings() {
        return List.copyOf(holdings.values());
    }

    Holding holding(String key) {
        return holdings.getOrDefault(key, Holding.none(key));
    }

    Today today(String key) {
        return today.getOrDefault(key, Today.NOTHING);
    }
}
