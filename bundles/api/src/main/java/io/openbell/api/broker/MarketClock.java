package io.openbell.api.broker;

import java.time.Instant;

/** The venue's clock and session, UTC. */
public record MarketClock(Instant now, boolean open, Instant nextOpen, Instant nextClose) {}
