package io.openbell.api.broker;

import io.openbell.api.engine.TradingEvent;
import java.time.Instant;

/**
 * Whether orders can be sent and their updates heard. A fact on the queue whenever it changes.
 *
 * @param connected     the stream of order updates is authorised and listening
 * @param venue         what we are connected to, for people, for example {@code built-in exchange}
 * @param builtIn       the venue is our own simulator
 * @param detail        why it is not connected, or which updates were missed while it was not and could not be had since,
 *     for people; else empty
 */
public record BrokerStatus(
        boolean connected, String venue, boolean builtIn, String detail, Instant at)
        implements TradingEvent {}
