package io.openbell.simulator.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What one listener of a feed asked for; never changed. */
final class Subscription {

    private static final String EVERYTHING = "*";

    private final Feed feed;
    private final Map<Channel, Set<String>> symbols;

    private Subscription(Feed feed, Map<Channel, Set<String>> symbols) {
        this.feed = feed;
        this.symbols = symbols;
    }

    static Subscription none(Feed feed) {
        return new Subscription(feed, new EnumMap<>(Channel.class));
    }

    /** This one with more, or less, as a message of the listener says. */
    Subscription changed(JsonNode message, boolean more) {
        Map<Channel, Set<String>> changed = new EnumMap<>(Channel.class);
        for (Channel channel : feed.channels()) {
            Set<String> present = new TreeSet<>(of(channel));
            for (JsonNode symbol : message.path(channel.word())) {
                String name = symbol.asText().toUpperCase(Locale.ROOT);
                if (more) {
                    present.add(name);
                } else {
                    present.remove(name);
                }
            }
            changed.put(channel, present);
        }
        Set<String> trades = changed.get(Channel.TRADES);
        for (Channel channel : feed.channels()) {
            if (channel.comesWithTrades() && trades != null) {
                changed.put(channel, trades);
            }
        }
        return new Subscription(feed, changed);
    }

    /** A channel that no message may name on this feed. */
    static boolean isForeign(Feed feed, JsonNode message) {
        for (Map.Entry<String, JsonNode> field : message.properties()) {
            boolean foreign =
                    Channel.of(field.getKey())
                            .filter(channel -> !feed.channels().contains(channel))
                            .isPresent();
            if (foreign && !field.getValue().isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /** All that is named, whatever for. */
    Set<String> symbols() {
        Set<String> all = new TreeSet<>();
        symbols.values().forEach(all::addAll);
        return all;
    }

    private Set<String> of(Channel channel) {
        return symbols.getOrDefault(channel, Set.of());
    }

    boolean wants(Channel channel, String symbol) {
        Set<String> wanted = of(channel);
        return wanted.contains(symbol) || wanted.contains(EVERYTHING);
    }

    boolean wants(StreamEvent event) {
        if (event.kind() != feed.kind()) {
            return false;
        }
        Set<String> wanted = of(event.channel());
        return !wanted.isEmpty()
                && (wanted.contains(EVERYTHING)
                        || event.symbols().stream().anyMatch(wanted::contains));
    }

    boolean wantsAny(Channel channel) {
        return !of(channel).isEmpty();
    }

    boolean wantsEverything(Channel channel) {
        return of(channel).contains(EVERYTHING);
    }

    /** Symbols of trades and quotes: bars count nothing. */
    int counted() {
        Set<String> all = new HashSet<>(of(Channel.TRADES));
        all.addAll(of(Channel.QUOTES));
        return all.size();
    }

    /** The whole list, as it is told after every change. */
    ObjectNode message() {
        ObjectNode json = Json.MAPPER.createObjectNode();
        json.put("T", "subscription");
        for (Channel channel : feed.channels()) {
            ArrayNode array = json.putArray(channel.word());
            of(channel).forEach(array::add);
        }
        return json;
    }
}
