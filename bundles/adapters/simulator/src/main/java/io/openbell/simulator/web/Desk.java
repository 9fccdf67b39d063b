package io.openbell.simulator.web;

import io.openbell.simulator.faults.Faults;
import java.time.InstantSource;
import java.util.List;

/** What all connections share. */
record Desk(
        Keys keys,
        List<Api> apis,
        MarketStreams market,
        UpdateStreams updates,
        RateLimit trading,
        RateLimit data,
        Faults faults,
        InstantSource systemClock) {}
