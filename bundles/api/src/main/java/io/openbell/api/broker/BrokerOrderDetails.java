package io.openbell.api.broker;

import io.openbell.api.order.PositionIntent;
import io.openbell.api.value.AssetClass;
import io.openbell.api.value.Money;
import io.openbell.api.value.Price;
import java.util.Optional;

/**
 * What the venue states of an order beyond what decides about it.
 *
 * @param orderClass     the venue's word: simple, bracket, oco, oto or mleg
 * @param type           the venue's word, for example {@code stop_limit}
 * @param timeInForce    the venue's word, for example {@code gtc}
 * @param limitPrice     for limit and stop-limit orders
 * @param stopPrice      for stop and stop-limit orders, and the present stop of trailing ones
 * @param notional       dollars, for orders by amount
 * @param extendedHours  may trade before the open and after the close
 * @param positionIntent opens or closes, when stated
 * @param ratio          contracts for each unit of a multi-leg order; 1 elsewhere
 * @param replaces       the venue's name of the order it replaces; empty for none
 * @param replacedBy     the venue's name of the order that replaces it; empty for none
 */
public record BrokerOrderDetails(
        AssetClass assetClass,
        String orderClass,
        String type,
        String timeInForce,
        Optional<Price> limitPrice,
        Optional<Price> stopPrice,
        Optional<Money> notional,
        boolean extendedHours,
        Optional<PositionIntent> positionIntent,
        int ratio,
        String replaces,
        String replacedBy) {

    /** Of an order that stands alone, with nothing stated. */
    public static BrokerOrderDetails unstated(AssetClass assetClass) {
        return new BrokerOrderDetails(
                assetClass,
                "simple",
                "",
                "",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty(),
                1,
                "",
                "");
    }
}
