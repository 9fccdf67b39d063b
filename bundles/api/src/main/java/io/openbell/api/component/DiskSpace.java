package io.openbell.api.component;

import io.openbell.api.engine.TradingEvent;
import java.time.Instant;

/**
 * Fact: what is left on the file system that holds {@code $OPENBELL_HOME}. Published by the health-monitor after every
 * measurement.
 *
 * @param freeMegabytes in mebibytes, rounded down
 */
public record DiskSpace(long freeMegabytes, Instant at) implements TradingEvent {}
