package io.openbell.api.broker;

import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Side;
import io.openbell.api.value.Symbol;
import java.time.Instant;

/**
 * One execution, from the venue's account history.
 *
 * @param executionId unique, the same as in the stream's report
 * @param brokerId    the venue's name of the order
 * @param quantity    shares of this fill, positive
 */
public record BrokerFill(
        String executionId,
        String brokerId,
        Symbol symbol,
        Side side,
        Price price,
        Quantity quantity,
        Instant at) {}
