package io.openbell.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A WebSocket that keeps what it hears, message by message: arrays are taken apart. */
final class Socket implements WebSocket.Listener {

    /** Heard when the other side hangs up. */
    static final JsonNode CLOSED = Client.JSON.createObjectNode().put("closed", true);

    /** Heard when a message is no JSON. */
    static final JsonNode GARBAGE = Client.JSON.createObjectNode().put("garbage", true);

    private final LinkedBlockingQueue<JsonNode> heard = new LinkedBlockingQueue<>();
    private final StringBuilder text = new StringBuilder();
    private final ByteArrayOutputStream binary = new ByteArrayOutputStream();
    private final WebSocket socket;
    private final boolean packed;
    private volatile boolean reading = true;
    private volatile boolean heardText;
    private volatile boolean heardBinary;

    Socket(HttpClient http, URI uri) {
        this(http, uri, Map.of());
    }

    /** With headers of the upgrade request. */
    Socket(HttpClient http, URI uri, Map<String, String> headers) {
        WebSocket.Builder builder = http.newWebSocketBuilder();
        headers.forEach(builder::header);
        packed = headers.containsValue(Packed.TYPE);
        socket = builder.buildAsync(uri, this).join();
    }

    /** In MessagePack. */
    void sayPacked(String json) {
        socket.sendBinary(ByteBuffer.wrap(Packed.of(json)), true).join();
    }

    void sayGoodbye() {
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
    }

    /** Nothing is heard for that time. */
    boolean isSilentFor(long millis) {
        try {
            return heard.poll(millis, TimeUnit.MILLISECONDS) == null;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }

    void say(String message) {
        socket.sendText(message, true).join();
    }

    void stopReading() {
        reading = false;
    }

    void readOn() {
        reading = true;
        socket.request(1);
    }

    void hangUp() {
        socket.abort();
    }

    boolean hearsText() {
        return heardText;
    }

    boolean hearsBinary() {
        return heardBinary;
    }

    /** The next message; fails after five seconds. */
    JsonNode next() {
        try {
            JsonNode message = heard.poll(60, TimeUnit.SECONDS);
            assertThat(message).as("a message within five seconds").isNotNull();
            return java.util.Objects.requireNonNull(message);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }

    /** Skips messages until that one. */
    JsonNode await(Predicate<JsonNode> wanted) {
        JsonNode message = next();
        while (!wanted.test(message)) {
            message = next();
        }
        return message;
    }

    @Override
    public void onOpen(WebSocket opened) {
        opened.request(1);
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
        heardText = true;
        text.append(part);
        if (last) {
            take(text.toString());
            text.setLength(0);
        }
        requestMore(from);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer part, boolean last) {
        heardBinary = true;
        byte[] bytes = new byte[part.remaining()];
        part.get(bytes);
        binary.writeBytes(bytes);
        if (last) {
            take(
                    packed
                            ? Packed.read(binary.toByteArray())
                            : binary.toString(StandardCharsets.UTF_8));
            binary.reset();
        }
        requestMore(from);
        return null;
    }

    private void requestMore(WebSocket from) {
        if (reading) {
            from.request(1);
        }
    }

    private void take(String message) {
        try {
            JsonNode json = Client.JSON.readTree(message);
            if (json.isArray()) {
                json.forEach(heard::add);
            } else {
                heard.add(json);
            }
        } catch (JsonProcessingException noJson) {
            heard.add(GARBAGE);
        }
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int status, String reason) {
        heard.add(CLOSED);
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        heard.add(CLOSED);
    }
}
