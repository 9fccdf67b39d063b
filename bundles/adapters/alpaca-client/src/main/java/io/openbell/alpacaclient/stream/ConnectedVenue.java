package io.openbell.alpacaclient.stream;

import io.openbell.alpacaclient.connection.LoopThread;
import io.openbell.alpacaclient.connection.Venue;
import io.openbell.alpacaclient.rest.VenueRest;

/** The venue with the ways to it that all share: requests, and streams that follow it to another target. Any thread. */
public interface ConnectedVenue extends Venue {

    /** Asks and tells. */
    VenueRest rest();

    /** Keeps a stream to the present and every later target. */
    VenueStream openStream(String role, LoopThread thread, StreamProtocol protocol);

    /** Ends it. */
    void closeStream(String role, VenueStream stream);
}
