package io.openbell.api.broker;

import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Symbol;
import java.time.LocalDate;
import java.util.Optional;

/**
 * An option contract the venue knows.
 *
 * @param tradable     may be traded now
 * @param underlying   what it is written on
 * @param expiration   its last day, in New York
 * @param strike       per share
 * @param multiplier   shares that its price is multiplied by, usually 100
 * @param openInterest contracts that are open, when stated
 * @param closePrice   of the previous day, when stated
 */
public record OptionContract(
        Symbol symbol,
        String name,
        boolean tradable,
        Symbol underlying,
        Right right,
        Style style,
        LocalDate expiration,
        Price strike,
        Quantity multiplier,
        Optional<Quantity> openInterest,
        Optional<Price> closePrice) {

    /** What its holder may do. */
    public enum Right {
        /** Buy the underlying at the strike. */
        CALL,
        /** Sell the underlying at the strike. */
        PUT
    }

    /** When its holder may do it. */
    public enum Style {
        /** Until it expires. */
        AMERICAN,
        /** When it expires. */
        EUROPEAN
    }
}
