package io.openbell.simulator.web;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openbell.simulator.faults.FaultKind;
import io.openbell.simulator.faults.Faults;
import io.openbell.simulator.faults.Occasion;
import io.openbell.simulator.trading.TradeUpdate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** All listeners of trade_updates. */
public final class UpdateStreams {

    static final String PATH = "/stream";

    private final Faults faults;
    private final Set<UpdateSession> sessions = new LinkedHashSet<>();

    /** Nobody listens yet. */
    public UpdateStreams(Faults faults) {
        this.faults = faults;
    }

    Faults faults() {
        return faults;
    }

    boolean closesAtOnce() {
        return faults.strike(FaultKind.CLOSED_AT_ONCE, Occasion.stream(PATH, "")).isPresent();
    }

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
        ObjectNode message =
                Json.MAPPER
                        .createObjectNode()
                        .put("stream", "trade_updates")
                        .set("data", update.json());
        String symbol = update.order().path("symbol").asText();
        // One that is too slow leaves while we look.
        List.copyOf(sessions).forEach(session -> session.tell(symbol, message));
    }
}
