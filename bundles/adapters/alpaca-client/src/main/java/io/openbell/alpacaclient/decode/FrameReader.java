package io.openbell.alpacaclient.decode;

import io.openbell.api.market.MarketEvent;
import java.io.IOException;

/** Decodes the messages of a market data stream. Not for several threads. */
public interface FrameReader {

    /**
     * Reads one message, an array of objects or one object. Market events become ours, what controls the stream is handed on,
     * everything else is passed over.
     *
     * @param wanted events of others are passed over
     * @throws IOException if it is malformed; what stood before the damage has been handed on
     */
    void read(byte[] message, int length, SymbolTable wanted, Sink sink) throws IOException;

    /** Receives what was read, in order. */
    interface Sink {

        /** An event of a symbol that was asked for. */
        void event(MarketEvent event);

        /** {@code success}, {@code error} or {@code subscription}. */
        void control(String type, String message, int code) throws IOException;

        /** An event that makes no sense; the stream goes on. */
        void unreadable(String why);
    }
}
