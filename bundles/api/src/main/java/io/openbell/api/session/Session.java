package io.openbell.api.session;

import java.nio.file.Path;
import java.time.Instant;

/**
 * The running process. Registered as a service by the launcher once the configuration is valid.
 *
 * @param mode      what it is for
 * @param home      {@code $OPENBELL_HOME}, absolute
 * @param version   of Openbell
 * @param startedAt UTC
 * @param debug     {@code --debug} was given
 */
public record Session(
        TradingMode mode, Path home, String version, Instant startedAt, boolean debug) {}
