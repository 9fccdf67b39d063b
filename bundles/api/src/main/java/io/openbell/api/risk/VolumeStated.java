package io.openbell.api.risk;

import io.openbell.api.engine.TradingEvent;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Symbol;
import java.time.Instant;

/**
 * Fact: how much of an instrument is traded on an average day. Stated by risk-management with {@link InstrumentStated}.
 *
 * @param averageDaily shares (or coins), over the days there were; zero when there were none
 * @param days         how many daily bars it is the average of, 20 where the venue has so many
 * @param at           when the venue was asked, UTC
 */
public record VolumeStated(Symbol symbol, Quantity averageDaily, int days, Instant at)
        implements TradingEvent {}
