package io.openbell.api.session;

import java.time.InstantSource;

/** The time to trade by: the system's, or the events' own in a replay at full speed. Any thread. */
public interface TradingClock extends InstantSource {}
