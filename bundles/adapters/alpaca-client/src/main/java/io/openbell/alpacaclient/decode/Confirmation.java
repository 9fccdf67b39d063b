package io.openbell.alpacaclient.decode;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a stream says it carries, by channel: the venue's answer to a subscription lists all of it, not only what was asked
 * for last. Read by a general parser, because it comes once a connection.
 */
public record Confirmation(Map<String, Set<String>> channels) {

    private static final String TYPE = "subscription";

    /** From the frame, whose other messages do not matter; without channels if it does not say. */
    public static Confirmation of(byte[] frame, int length, boolean msgpack) throws IOException {
        JsonNode document =
                msgpack
                        ? MsgpackDocument.read(frame, length)
                        : Fields.document(TYPE, Arrays.copyOf(frame, length));
        Map<String, Set<String>> channels = new LinkedHashMap<>();
        for (JsonNode message : document.isArray() ? document : Set.of(document)) {
            if (message.path("T").asText().equals(TYPE)) {
                channels.clear();
                message.fields()
                        .forEachRemaining(
                                field -> {
                                    if (field.getValue().isArray()) {
                                        channels.put(field.getKey(), texts(field.getValue()));
                                    }
                                });
            }
        }
        return new Confirmation(channels);
    }

    private static Set<String> texts(JsonNode list) {
        Set<String> texts = new TreeSet<>();
        list.forEach(item -> texts.add(item.asText()));
        return texts;
    }

    /** Asked for and not carried, by channel; a channel that the venue does not mention is not judged. */
    public Map<String, Set<String>> missing(Iterable<String> asked, Set<String> symbols) {
        return without(asked, symbols, true);
    }

    /** Carried and not asked for. */
    public Map<String, Set<String>> extra(Iterable<String> asked, Set<String> symbols) {
        return without(asked, symbols, false);
    }

    private Map<String, Set<String>> without(
            Iterable<String> asked, Set<String> symbols, boolean missing) {
        Map<String, Set<String>> differing = new TreeMap<>();
        for (String channel : asked) {
            Set<String> carried = channels.get(channel);
            if (carried != null) {
                Set<String> rest = new TreeSet<>(missing ? symbols : carried);
                rest.removeAll(missing ? carried : symbols);
                if (!rest.isEmpty()) {
                    differing.put(channel, rest);
                }
            }
        }
        return differing;
    }
}
