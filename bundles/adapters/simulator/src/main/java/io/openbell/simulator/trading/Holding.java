package io.openbell.simulator.trading;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * Shares of one symbol.
 *
 * @param quantity negative when short
 * @param cost     what the shares held cost, exact unless shares were given away; negative when short
 */
public record Holding(String symbol, BigDecimal quantity, BigDecimal cost) {

    private static final MathContext DIVISION = MathContext.DECIMAL128;

    static Holding none(String symbol) {
        return new Holding(symbol, BigDecimal.ZERO, BigDecimal.ZERO);
    }

    /** Average entry price per share, positive. */
    public BigDecimal averagePrice() {
        return quantity.signum() == 0 ? BigDecimal.ZERO : cost.divide(quantity, DIVISION);
    }

    /** After a fill of that many shares, negative when sold. A fill never crosses zero here. */
    Holding after(BigDecimal change, BigDecimal price) {
        BigDecimal next = quantity.add(change);
        if (next.signum() == 0) {
            return none(symbol);
        }
        if (grows(change)) {
            return new Holding(symbol, next, cost.add(change.multiply(price)));
        }
        if (next.signum() != quantity.signum()) {
            return new Holding(symbol, next, next.multiply(price));
        }
        return new Holding(symbol, next, cost.multiply(next).divide(quantity, DIVISION));
    }

    /** Profit a fill realizes, in dollars: the shares it closes against their average price. */
    BigDecimal realizedBy(BigDecimal change, BigDecimal price) {
        if (grows(change)) {
            return BigDecimal.ZERO;
        }
        BigDecimal closed = change.abs().min(quantity.abs());
        BigDecimal gain = price.subtract(averagePrice()).multiply(closed);
        return quantity.signum() > 0 ? gain : gain.negate();
    }

    private boolean grows(BigDecimal change) {
        return quantity.signum() == 0 || quantity.signum() == change.signum();
    }
}
