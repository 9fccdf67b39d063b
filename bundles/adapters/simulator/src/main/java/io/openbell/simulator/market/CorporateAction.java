package io.openbell.simulator.market;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a company did to its shares, as it was carried out here at that moment: ex-date and pay date at once.
 *
 * @param newSymbol the new name; null unless it is a change of the name
 * @param newRate   shares that come for {@code oldRate} old ones; both one unless it is a split
 * @param rate      dollars per share of a dividend; else zero
 * @param price     dollars of a share just before
 */
public record CorporateAction(
        String id,
        Kind kind,
        String symbol,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String newSymbol,
        BigDecimal newRate,
        BigDecimal oldRate,
        BigDecimal rate,
        BigDecimal price,
        Instant at) {

    /** What was done. */
    public enum Kind {
        FORWARD_SPLIT,
        REVERSE_SPLIT,
        CASH_DIVIDEND,
        NAME_CHANGE;

        /** As Alpaca's market data names it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** It changed the number of shares. */
    @JsonIgnore
    public boolean isSplit() {
        return kind == Kind.FORWARD_SPLIT || kind == Kind.REVERSE_SPLIT;
    }

    /** The new name of a change of the name. */
    public String requireNewSymbol() {
        if (newSymbol == null) {
            throw new IllegalStateException(kind + " " + id + " of " + symbol + " has no new name");
        }
        return newSymbol;
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
