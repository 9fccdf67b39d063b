package io.openbell.api.strategy;

import io.openbell.api.engine.TradingEvent;

/**
 * Fact: from the next event on this version of the strategy decides. Published by the strategy engine, and journaled.
 *
 * @param strategy its name
 * @param version  of its bundle
 * @param sha256   digest of its bundle in lower-case hexadecimal; empty for one that came with the system
 */
public record StrategyReplaced(String strategy, String version, String sha256)
        implements TradingEvent {}
