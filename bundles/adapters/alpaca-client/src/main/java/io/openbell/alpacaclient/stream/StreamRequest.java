package io.openbell.alpacaclient.stream;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openbell.api.session.Credentials;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What we say on a market data stream, in either form. */
public final class StreamRequest {

    private final Map<String, String> texts = new LinkedHashMap<>();
    private final Map<String, List<String>> lists = new LinkedHashMap<>();

    private StreamRequest(String action) {
        texts.put("action", action);
    }

    public static StreamRequest auth(Credentials credentials) {
        StreamRequest request = new StreamRequest("auth");
        request.texts.put("key", credentials.keyId());
        request.texts.put("secret", credentials.secret());
        return request;
    }

    /** Subscribes, or unsubscribes, the same symbols on each channel. */
    public static StreamRequest of(String action, List<String> channels, List<String> symbols) {
        StreamRequest request = new StreamRequest(action);
        channels.forEach(channel -> request.lists.put(channel, symbols));
        return request;
    }

    /** The same of one channel. */
    public static StreamRequest of(String action, String channel, Set<String> symbols) {
        return of(action, List.of(channel), List.copyOf(symbols));
    }

    public String json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        texts.forEach(json::put);
        lists.forEach(
                (name, items) -> {
                    ArrayNode list = json.putArray(name);
                    items.forEach(list::add);
                });
        return json.toString();
    }

    public byte[] msgpack() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        header(out, 0x80, 0xde, texts.size() + lists.size());
        texts.forEach(
                (name, text) -> {
                    text(out, name);
                    text(out, text);
                });
        lists.forEach(
                (name, items) -> {
                    text(out, name);
                    header(out, 0x90, 0xdc, items.size());
                    items.forEach(item -> text(out, item));
                });
        return out.toByteArray();
    }

    private static void header(ByteArrayOutputStream out, int small, int large, int size) {
        if (size <= 15) {
            out.write(small | size);
        } else {
            out.write(large);
            out.write(size >>> 8);
            out.write(size);
        }
    }

    private static void text(ByteArrayOutputStream out, String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        out.write(0xda);
        out.write(utf8.length >>> 8);
        out.write(utf8.length);
        out.writeBytes(utf8);
    }
}
