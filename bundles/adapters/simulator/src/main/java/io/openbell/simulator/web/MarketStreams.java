package io.openbell.simulator.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openbell.simulator.market.Audience;
import io.openbell.simulator.market.MinuteBar;
import io.openbell.simulator.market.Tick;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** All listeners of the market data streams. A tick is written once, whoever listens. */
public final class MarketStreams implements Audience {

    private final StreamSettings settings;
    private final Set<MarketSession> sessions = new LinkedHashSet<>();
    private Runnable onChange = () -> {};

    /** Nobody listens yet. */
    public MarketStreams(StreamSettings settings) {
        this.settings = settings;
    }

    /** Calls when listeners came, went, subscribed or caught up. */
    public void onChange(Runnable listener) {
        onChange = listener;
    }

    StreamSettings settings() {
        return settings;
    }

    /** A listener said who it is. False when its feed is taken. */
    boolean join(MarketSession session) {
        if (settings.oneConnectionPerFeed()
                && sessions.stream().anyMatch(other -> other.feed().equals(session.feed()))) {
            return false;
        }
        sessions.add(session);
        changed();
        return true;
    }

    void leave(MarketSession session) {
        if (sessions.remove(session)) {
            changed();
        }
    }

    void changed() {
        onChange.run();
    }

    /** Listeners that said who they are. */
    int subscribers() {
        return sessions.size();
    }

    @Override
    public boolean hears(String symbol, boolean trades) {
        return sessions.stream()
                .anyMatch(s -> trades ? s.wantsTrades(symbol) : s.wantsQuotes(symbol));
    }

    @Override
    public boolean keepsUp() {
        return sessions.stream().allMatch(MarketSession::keepsUp);
    }

    /** A quote or trade, to whom it concerns; sent with the next {@link #flush()}. */
    public void publish(Tick tick) {
        String symbol = tick.symbol();
        boolean isTrade = tick instanceof Tick.Trade;
        if (!isTrade && !(tick instanceof Tick.Quote)) {
            return;
        }
        String text = null;
        for (MarketSession session : sessions) {
            if (isTrade ? session.wantsTrades(symbol) : session.wantsQuotes(symbol)) {
                text = text == null ? write(tick) : text;
                session.append(text);
            }
        }
    }

    /** A complete minute. */
    public void publish(String symbol, MinuteBar bar) {
        String text = null;
        for (MarketSession session : sessions) {
            if (session.wantsBars(symbol)) {
                text = text == null ? write(symbol, bar) : text;
                session.append(text);
            }
        }
    }

    /** Sends what was published. */
    public void flush() {
        // A listener that turns out to be too slow leaves while we look.
        List<MarketSession> present = new ArrayList<>(sessions);
        present.forEach(MarketSession::flush);
    }

    private static String write(Tick tick) {
        ObjectNode json = Json.MAPPER.createObjectNode();
        if (tick instanceof Tick.Trade trade) {
            json.put("T", "t");
            json.put("S", trade.symbol());
            TickJson.put(json, trade);
        } else if (tick instanceof Tick.Quote quote) {
            json.put("T", "q");
            json.put("S", quote.symbol());
            TickJson.put(json, quote);
        }
        return text(json);
    }

    private static String write(String symbol, MinuteBar bar) {
        ObjectNode json = Json.MAPPER.createObjectNode();
        json.put("T", "b");
        json.put("S", symbol);
        TickJson.put(json, bar);
        return text(json);
    }

    private static String text(ObjectNode json) {
        try {
            return Json.MAPPER.writeValueAsString(json);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(
                    "a tree of plain values is always writable", impossible);
        }
    }
}
