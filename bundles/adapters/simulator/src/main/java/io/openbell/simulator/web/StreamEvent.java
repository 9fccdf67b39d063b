package io.openbell.simulator.web;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A message of a market data stream: written once for all who hear it, and only if somebody does. */
final class StreamEvent {

    private final Feed.Kind kind;
    private final Channel channel;
    private final List<String> symbols;
    private final Supplier<ObjectNode> json;
    private @Nullable String text;
    private byte @Nullable [] packed;

    StreamEvent(Feed.Kind kind, Channel channel, List<String> symbols, Supplier<ObjectNode> json) {
        this.kind = kind;
        this.channel = channel;
        this.symbols = symbols;
        this.json = json;
    }

    /** The same on another kind of feed. */
    StreamEvent on(Feed.Kind other) {
        return new StreamEvent(other, channel, symbols, json);
    }

    Feed.Kind kind() {
        return kind;
    }

    Channel channel() {
        return channel;
    }

    /** One, but for news. */
    List<String> symbols() {
        return symbols;
    }

    String text() {
        if (text == null) {
            text = Json.text(json.get());
        }
        return text;
    }

    byte[] packed() {
        if (packed == null) {
            packed = Msgpack.pack(json.get(), true);
        }
        return packed;
    }
}
