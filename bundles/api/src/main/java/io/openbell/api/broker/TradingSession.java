package io.openbell.api.broker;

import java.time.Instant;
import java.time.LocalDate;

/**
 * One day on which the venue's stock market is open.
 *
 * @param date          in New York
 * @param open          of the regular session, UTC
 * @param close         of the regular session, UTC; early on half days
 * @param extendedOpen  first moment of pre-market trading, UTC
 * @param extendedClose last moment of after-hours trading, UTC
 */
public record TradingSession(
        LocalDate date, Instant open, Instant close, Instant extendedOpen, Instant extendedClose) {}
