package io.openbell.api.market;

import io.openbell.api.engine.TradingEvent;
import java.time.Instant;

/**
 * Whether market data flows. A fact on the queue whenever it changes.
 *
 * @param connected the stream is open and subscribed
 * @param source    what it is connected to, for people, for example {@code built-in exchange 127.0.0.1:8450}
 * @param detail    the reason when it is not connected, for people; empty when it is
 * @param at        when this became true, UTC
 */
public record FeedStatus(boolean connected, String source, String detail, Instant at)
        implements TradingEvent {}
