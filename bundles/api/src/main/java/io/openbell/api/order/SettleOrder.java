package io.openbell.api.order;

import io.openbell.api.engine.TradingEvent;

/**
 * Command: an operator declares an order over that the venue had and does not know any more. Taken only while the venue's
 * own last answer says so; what was filled stays filled.
 *
 * @param reason what the operator has seen that makes it certain, for the audit
 */
public record SettleOrder(OrderId orderId, String operator, String reason)
        implements TradingEvent {}
