package io.openbell.simulator.web;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A market whose clock is kept here: those that share the hours of the New York Stock Exchange. */
enum Venue {
    NYSE("XNYS", "New York Stock Exchange"),
    NASDAQ("XNAS", "NASDAQ"),
    IEX("IEXG", "Investors Exchange"),
    OTC("OTCM", "OTC Markets"),
    OPRA("", "Options Price Reporting Authority");

    private final String mic;
    private final String title;

    Venue(String mic, String title) {
        this.mic = mic;
        this.title = title;
    }

    /** By acronym or market identifier code. */
    static Optional<Venue> of(String code) {
        return Arrays.stream(values())
                .filter(venue -> venue.name().equals(code) || venue.mic.equals(code))
                .findFirst();
    }

    static List<Venue> all() {
        return List.of(values());
    }

    String mic() {
        return mic;
    }

    String title() {
        return title;
    }

    /** Not traded before and after regular hours. */
    boolean regularHoursOnly() {
        return this == OPRA;
    }
}
