package io.openbell.simulator.web;

import io.openbell.simulator.trading.TradeUpdate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** All listeners of trade_updates. */
public final class UpdateStreams {

    private final Set<UpdateSession> sessions = new LinkedHashSet<>();

    void join(UpdateSession session) {
        sessions.add(session);
    }

    void leave(UpdateSession session) {
        sessions.remove(session);
    }

    /** Tells everybody who listens. */
    public void publish(TradeUpdate update) {
        if (sessions.isEmpty()) {
            return;
        }
        String message =
                Json.MAPPER
                        .createObjectNode()
                        .put("stream", "trade_updates")
                        .set("data", update.json())
                        .toString();
        // One that is too slow leaves while we look.
        List<UpdateSession> present = new ArrayList<>(sessions);
        present.forEach(session -> session.tell(message));
    }
}
