package io.openbell.alpacaclient.stream;

import io.openbell.alpacaclient.connection.Target;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;

/** What is said over one stream. Every method is called on the stream's thread, in turn. */
public interface StreamProtocol {

    /** Where it listens. */
    URI address(Target target);

    /** Both sides speak MessagePack. */
    default boolean msgpack() {
        return false;
    }

    /** The connection is open; begin. */
    void opened(StreamLink link);

    /**
     * One message, text or binary.
     *
     * @throws IOException if it cannot be understood; the stream is connected again
     */
    void received(StreamLink link, byte[] message, int length) throws IOException;

    /** Asks for something that the venue must answer; false if there is nothing to ask for. */
    boolean probe(StreamLink link);

    /** Data should be coming: long silence means that something is wrong. */
    default boolean expectsData() {
        return false;
    }

    /** Why this connection cannot be trusted though it answers; empty if nothing speaks against it. */
    default Optional<String> distrust(long nowNanos) {
        return Optional.empty();
    }

    /** The state of the stream has changed. */
    void changed(StreamState state);
}
