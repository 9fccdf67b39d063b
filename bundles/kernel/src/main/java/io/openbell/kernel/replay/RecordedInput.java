package io.openbell.kernel.replay;

import io.openbell.api.engine.TradingEvent;
import java.time.Instant;

/**
 * One input of the trading loop as it was dispatched. What was emitted because of it is no input.
 *
 * @param sequence number of the input in its session, 1, 2, 3 ...
 * @param at       the loop's time, UTC
 */
public record RecordedInput(long sequence, Instant at, TradingEvent event) {}
