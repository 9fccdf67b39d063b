package io.openbell.api.broker;

import io.openbell.api.engine.TradingEvent;
import java.time.Instant;
import java.util.Optional;

/**
 * One message of the venue's stream of order updates, as it came in. Not yet journaled: only the order-executor reads it.
 *
 * @param event the venue's word, for example {@code partial_fill}
 * @param order the order after the event
 * @param fill  present for fills and partial fills
 * @param at    venue clock, UTC
 */
public record BrokerReport(String event, BrokerOrder order, Optional<BrokerFill> fill, Instant at)
        implements TradingEvent {}
