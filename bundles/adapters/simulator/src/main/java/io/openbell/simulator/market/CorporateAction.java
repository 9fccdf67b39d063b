package io.openbell.simulator.market;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;

/**
 * What a company did to its shares, as it was carried out here at that moment: ex-date and pay date at once.
 *
 * @param newRate shares that come for {@code oldRate} old ones; both one for a dividend
 * @param rate    dollars per share of a dividend; zero for a split
 * @param price   dollars of a share just before
 */
public record CorporateAction(
        String id,
        Kind kind,
        String symbol,
        BigDecimal newRate,
        BigDecimal oldRate,
        BigDecimal rate,
        BigDecimal price,
        Instant at) {

    /** What was done. */
    public enum Kind {
        FORWARD_SPLIT,
        REVERSE_SPLIT,
        CASH_DIVIDEND;

        /** As Alpaca's market data names it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** It changed the number of shares. */
    @JsonIgnore
    public boolean isSplit() {
        return kind != Kind.CASH_DIVIDEND;
    }

    /** The day in New York. */
    @JsonIgnore
    public LocalDate day() {
        return LocalDate.ofInstant(at, Sessions.NEW_YORK);
    }

    /** That many old shares in new ones, not rounded. */
    public BigDecimal shares(BigDecimal old) {
        return old.multiply(newRate).divide(oldRate, MathContext.DECIMAL128);
    }

    /** An old price in new ones, not rounded: what a share is worth less by what was paid on it or made of it. */
    public BigDecimal price(BigDecimal old) {
        return isSplit()
                ? old.multiply(oldRate).divide(newRate, MathContext.DECIMAL128)
                : old.multiply(price.subtract(rate)).divide(price, MathContext.DECIMAL128);
    }
}
