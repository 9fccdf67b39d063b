package io.openbell.api.broker;

import io.openbell.api.value.AssetClass;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Symbol;
import java.util.Optional;
import java.util.Set;

/**
 * An instrument the venue knows.
 *
 * @param tradable       may be traded now
 * @param fractionable   in fractions of a share
 * @param shortable      may be sold short
 * @param assetClass     what kind of instrument it is
 * @param marginable     may be bought on margin
 * @param easyToBorrow   lent without asking
 * @param minOrderSize   smallest quantity of an order, where the venue states one
 * @param sizeIncrement  quantities must be a multiple of it, where the venue states one
 * @param priceIncrement limit prices must be a multiple of it, where the venue states one
 * @param attributes     the venue's words, for example {@code has_options}
 */
public record Asset(
        Symbol symbol,
        String name,
        String exchange,
        boolean tradable,
        boolean fractionable,
        boolean shortable,
        AssetClass assetClass,
        boolean marginable,
        boolean easyToBorrow,
        Optional<Quantity> minOrderSize,
        Optional<Quantity> sizeIncrement,
        Optional<Price> priceIncrement,
        Set<String> attributes) {

    /** Keeps its own copy. */
    public Asset {
        attributes = Set.copyOf(attributes);
    }

    /** An instrument without special rules, marginable and easy to borrow where it may be sold short. */
    public Asset(
            Symbol symbol,
            String name,
            String exchange,
            boolean tradable,
            boolean fractionable,
            boolean shortable) {
        this(
                symbol,
                name,
                exchange,
                tradable,
                fractionable,
                shortable,
                symbol.assetClass(),
                shortable,
                shortable,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Set.of());
    }
}
