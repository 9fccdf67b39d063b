package io.openbell.simulator.web;

import java.time.Duration;

/**
 * How the exchange treats its listeners.
 *
 * @param oneConnectionPerFeed a second one gets error 406
 * @param symbolLimit          trades and quotes of more symbols get error 405; 0 for any number
 * @param authTimeout          until a listener must have said who it is, or gets error 404
 * @param slowReaderTimeout    for which a listener may be behind a live market before it gets error 407
 * @param marketWaits          the market waits for its listeners: nobody is ever closed for being slow
 * @param takenAfterDrop       for which a feed stays taken (406) after its listener's link dropped without a word
 */
public record StreamSettings(
        boolean oneConnectionPerFeed,
        int symbolLimit,
        Duration authTimeout,
        Duration slowReaderTimeout,
        boolean marketWaits,
        Duration takenAfterDrop) {

    /** A feed is free as soon as its listener is gone. */
    public StreamSettings(
            boolean oneConnectionPerFeed,
            int symbolLimit,
            Duration authTimeout,
            Duration slowReaderTimeout,
            boolean marketWaits) {
        this(
                oneConnectionPerFeed,
                symbolLimit,
                authTimeout,
                slowReaderTimeout,
                marketWaits,
                Duration.ZERO);
    }
}
