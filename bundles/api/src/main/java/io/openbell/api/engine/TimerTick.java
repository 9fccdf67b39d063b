package io.openbell.api.engine;

import java.time.Instant;

/** Once a second of the loop's clock, so that time passes where no market data comes in. */
public record TimerTick(Instant at) implements TradingEvent {}
