package io.openbell.alpacaclient;

import java.io.IOException;
import java.net.URI;

/** What is said over one stream. Every method is called on the stream's thread, in turn. */
interface StreamProtocol {

    /** Where it listens. */
    URI address(Target target);

    /** The connection is open; begin. */
    void opened(StreamLink link);

    /**
     * One message, text or binary.
     *
     * @throws IOException if it cannot be understood; the stream is connected again
     */
    void received(StreamLink link, byte[] json, int length) throws IOException;

    /** Asks for something that the venue must answer. */
    void probe(StreamLink link);

    /** The state of the stream has changed. */
    void changed(StreamState state);
}
