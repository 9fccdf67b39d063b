package io.openbell.api.component;

import io.openbell.api.engine.TradingEvent;
import java.time.Instant;

/**
 * Fact: a component has logged more errors than it had when this was told before. Published by the health-monitor after
 * every measurement, for each component that did.
 *
 * @param component   its id, or the bundle's name where it is none
 * @param added       errors since this was told before, positive
 * @param count       errors since the process started
 * @param lastMessage the latest, secrets redacted
 */
public record ErrorsLogged(String component, long added, long count, String lastMessage, Instant at)
        implements TradingEvent {}
