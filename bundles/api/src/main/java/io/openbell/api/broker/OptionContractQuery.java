package io.openbell.api.broker;

import io.openbell.api.value.Price;
import io.openbell.api.value.Symbol;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;

/**
 * Which option contracts to list; what is empty does not matter.
 *
 * @param underlyings    one or more
 * @param expirationFrom first day, inclusive
 * @param expirationTo   last day, inclusive
 * @param right          calls or puts
 * @param strikeFrom     lowest strike, inclusive
 * @param strikeTo       highest strike, inclusive
 */
public record OptionContractQuery(
        Set<Symbol> underlyings,
        Optional<LocalDate> expirationFrom,
        Optional<LocalDate> expirationTo,
        Optional<OptionContract.Right> right,
        Optional<Price> strikeFrom,
        Optional<Price> strikeTo) {

    /** Refuses a question without an underlying. */
    public OptionContractQuery {
        underlyings = Set.copyOf(underlyings);
        if (underlyings.isEmpty()) {
            throw new IllegalArgumentException("option contracts need at least one underlying");
        }
    }

    /** Every contract on this underlying that expires within these days, both inclusive. */
    public static OptionContractQuery expiring(Symbol underlying, LocalDate from, LocalDate to) {
        return new OptionContractQuery(
                Set.of(underlying),
                Optional.of(from),
                Optional.of(to),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
