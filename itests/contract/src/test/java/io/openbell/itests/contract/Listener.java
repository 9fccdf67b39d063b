package io.openbell.itests.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Keeps what a socket says, one entry a message; arrays are taken apart. */
final class Listener implements WebSocket.Listener, AutoCloseable {

    private final List<JsonNode> messages = new CopyOnWriteArrayList<>();
    private final ByteArrayOutputStream partial = new ByteArrayOutputStream();
    private final WebSocket socket;

    Listener(URI uri) {
        this.socket = HttpClient.newHttpClient().newWebSocketBuilder().buildAsync(uri, this).join();
    }

    void say(String text) {
        socket.sendText(text, true).join();
    }

    List<JsonNode> messages() {
        return messages;
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        byte[] bytes = data.toString().getBytes(StandardCharsets.UTF_8);
        partial.write(bytes, 0, bytes.length);
        return ended(from, last);
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
        byte[] bytes = new byte[data.remaining()];
        data.get(bytes);
        partial.write(bytes, 0, bytes.length);
        return ended(from, last);
    }

    private @Nullable CompletionStage<?> ended(WebSocket from, boolean last) {
        if (last) {
            try {
                JsonNode message = Venue.JSON.readTree(partial.toByteArray());
                partial.reset();
                if (message.isArray()) {
                    message.forEach(messages::add);
                } else {
                    messages.add(message);
                }
            } catch (IOException malformed) {
                throw new AssertionError(malformed);
            }
        }
        from.request(1);
        return null;
    }

    @Override
    public void close() {
        socket.abort();
    }
}
