package io.openbell.api.broker;

import io.openbell.api.value.Money;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Symbol;
import java.time.Instant;
import java.util.Optional;

/**
 * Something that changed the account and was no trade, as the venue states it.
 *
 * @param id        unique, the venue's
 * @param type      the venue's word, for example {@code FEE}, {@code DIV}, {@code SSP} or {@code OPASN}
 * @param symbol    what it is about; empty for the account as a whole
 * @param quantity  change of the position, with its sign; empty when there is none
 * @param price     per share; empty when not stated
 * @param netAmount dollars into the account, with its sign
 * @param at        when it was booked, UTC; the beginning of the New York day where the venue names only the day
 * @param group     the same for activities that belong together, such as the two halves of a split; empty when not stated
 */
public record AccountActivity(
        String id,
        String type,
        Optional<Symbol> symbol,
        Optional<Quantity> quantity,
        Optional<Price> price,
        Money netAmount,
        String description,
        Instant at,
        String group) {

    /** One of which the venue does not say what it belongs to. */
    public AccountActivity(
            String id,
            String type,
            Optional<Symbol> symbol,
            Optional<Quantity> quantity,
            Optional<Price> price,
            Money netAmount,
            String description,
            Instant at) {
        this(id, type, symbol, quantity, price, netAmount, description, at, "");
    }
}
