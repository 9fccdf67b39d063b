package io.openbell.api.broker;

import io.openbell.api.value.AssetClass;
import io.openbell.api.value.Money;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Symbol;

/**
 * A position as the venue states it.
 *
 * @param quantity     shares; negative when short
 * @param averagePrice average entry price per share, positive
 * @param assetClass   what kind of instrument it is
 * @param available    shares that no open order holds; negative when short
 * @param marketValue  by the venue's latest price; negative when short, zero when not stated
 */
public record BrokerPosition(
        Symbol symbol,
        Quantity quantity,
        Price averagePrice,
        AssetClass assetClass,
        Quantity available,
        Money marketValue) {

    /** A position that no open order holds, without a value. */
    public BrokerPosition(Symbol symbol, Quantity quantity, Price averagePrice) {
        this(symbol, quantity, averagePrice, symbol.assetClass(), quantity, Money.ZERO);
    }
}
