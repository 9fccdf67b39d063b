package io.openbell.api.market;

import io.openbell.api.value.Price;
import io.openbell.api.value.Symbol;
import java.time.LocalDate;
import java.util.Optional;

/**
 * Which contracts of a chain to ask for; what is empty does not matter.
 *
 * @param underlying     what they are written on
 * @param expirationFrom first day, inclusive
 * @param expirationTo   last day, inclusive
 * @param strikeFrom     lowest strike, inclusive
 * @param strikeTo       highest strike, inclusive
 */
public record OptionChainQuery(
        Symbol underlying,
        Optional<LocalDate> expirationFrom,
        Optional<LocalDate> expirationTo,
        Optional<Price> strikeFrom,
        Optional<Price> strikeTo) {

    /** The whole chain. */
    public static OptionChainQuery of(Symbol underlying) {
        return new OptionChainQuery(
                underlying, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }
}
