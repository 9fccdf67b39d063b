package io.openbell.alpacaclient.connection;

import java.time.InstantSource;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Where the venue is and how it is talked to, for everybody who does. Any thread. */
public interface Venue {

    /** Null while there is none. */
    @Nullable Target target();

    /** Why there is none, for people. */
    String whyNoTarget();

    /** How patient we are, and with what. */
    ClientSettings settings();

    /** Ours, not the venue's. */
    InstantSource clock();

    /** When the venue's market is open. */
    MarketHours hours();

    /** Makes connections. */
    Dialer dialer();

    /** Of pauses. */
    Random random();

    /** The same text without secrets. */
    String redact(String text);
}
