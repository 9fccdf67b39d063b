package io.openbell.api.broker;

import io.openbell.api.value.Symbol;

/** An instrument the venue knows. */
public record Asset(
        Symbol symbol,
        String name,
        String exchange,
        boolean tradable,
        boolean fractionable,
        boolean shortable) {}
