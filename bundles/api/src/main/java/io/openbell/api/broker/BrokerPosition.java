package io.openbell.api.broker;

import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Symbol;

/**
 * A position as the venue states it.
 *
 * @param quantity     shares; negative when short
 * @param averagePrice average entry price per share, positive
 */
public record BrokerPosition(Symbol symbol, Quantity quantity, Price averagePrice) {}
