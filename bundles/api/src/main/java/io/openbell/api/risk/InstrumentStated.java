package io.openbell.api.risk;

import io.openbell.api.broker.Asset;
import io.openbell.api.broker.OptionContract;
import io.openbell.api.engine.TradingEvent;
import io.openbell.api.value.Symbol;
import java.time.Instant;
import java.util.Optional;

/**
 * Fact: what the venue knows of an instrument. Stated by risk-management when a symbol is first quoted or wished for, and
 * again twice a day; the gate trusts it for less than a day.
 *
 * @param asset    the share or pair; empty when it is an option contract, or the venue does not know it
 * @param contract the option contract; empty when it is none, or the venue does not know it
 * @param at       when the venue was asked, UTC
 */
public record InstrumentStated(
        Symbol symbol, Optional<Asset> asset, Optional<OptionContract> contract, Instant at)
        implements TradingEvent {}
