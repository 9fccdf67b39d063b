package io.openbell.simulator.trading;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * Shares, coins or contracts of one symbol.
 *
 * @param quantity negative when short
 * @param cost     dollars that what is held cost, exact unless some was given away; negative when short
 */
public record Holding(String symbol, BigDecimal quantity, BigDecimal cost) {

    private static final MathContext DIVISION = MathContext.DECIMAL128;

    static Holding none(String symbol) {
        return new Holding(symbol, BigDecimal.ZERO, BigDecimal.ZERO);
    }

    /** What it is. */
    public Instrument instrument() {
        return Instrument.of(symbol);
    }

    /** Shares behind one unit. */
    public BigDecimal multiplier() {
        return instrument().multiplier();
    }

    /** Average entry price per share, positive. */
    public BigDecimal averagePrice() {
        return quantity.signum() == 0
                ? BigDecimal.ZERO
                : cost.divide(quantity.multiply(multiplier()), DIVISION);
    }

    /** After a fill of that much, negative when sold. A fill never crosses zero here. */
    Holding after(BigDecimal change, BigDecimal price) {
        BigDecimal next = quantity.add(change);
        if (next.signum() == 0) {
            return none(symbol);
        }
        if (grows(change)) {
            return new Holding(
                    symbol, next, cost.add(change.multiply(price).multiply(multiplier())));
        }
        if (next.signum() != quantity.signum()) {
            return new Holding(symbol, next, next.multiply(price).multiply(multiplier()));
        }
        return new Holding(symbol, next, cost.multiply(next).divide(quantity, DIVISION));
    }

    /** Profit a fill realizes, in dollars: what it closes against its average price. */
    BigDecimal realizedBy(BigDecimal change, BigDecimal price) {
        if (grows(change)) {
            return BigDecimal.ZERO;
        }
        BigDecimal closed = change.abs().min(quantity.abs());
        BigDecimal gain = price.subtract(averagePrice()).multiply(closed).multiply(multiplier());
        return quantity.signum() > 0 ? gain : gain.negate();
    }

    private boolean grows(BigDecimal change) {
        return quantity.signum() == 0 || quantity.signum() == change.signum();
    }
}
