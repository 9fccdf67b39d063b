package io.openbell.alpacaclient;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.openbell.api.broker.BrokerException;
import io.openbell.api.broker.BrokerReport;
import io.openbell.api.session.Credentials;
import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.function.Consumer;

/** Alpaca's stream of order updates: authentication, listening, updates. Stream's thread only. */
final class TradeUpdatesProtocol implements StreamProtocol {

    private static final String LISTEN =
            "{\"action\":\"listen\",\"data\":{\"streams\":[\"trade_updates\"]}}";

    private final InstantSource clock;
    private final Consumer<BrokerReport> reports;
    private final Consumer<StreamState> states;

    TradeUpdatesProtocol(
            InstantSource clock, Consumer<BrokerReport> reports, Consumer<StreamState> states) {
        this.clock = clock;
        this.reports = reports;
        this.states = states;
    }

    @Override
    public URI address(Target target) {
        return target.tradeUpdates();
    }

    @Override
    public void opened(StreamLink link) {
        Credentials credentials = link.target().credentials();
        JsonNode data =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("key_id", credentials.keyId())
                        .put("secret_key", credentials.secret());
        link.send("{\"action\":\"authenticate\",\"data\":" + data + "}");
    }

    @Override
    public void received(StreamLink link, byte[] json, int length) throws IOException {
        Fields message =
                Fields.of(
                        "trade update",
                        Fields.document("trade update", Arrays.copyOf(json, length)));
        switch (message.text("stream", "")) {
            case "authorization" -> authorized(link, message.child("data"));
            case "listening" -> listening(link, message.child("data"));
            case "trade_updates" ->
                    reports.accept(VenueOrderJson.report(message.child("data"), clock.instant()));
            default -> {
                // What Alpaca may add.
            }
        }
    }

    private static void authorized(StreamLink link, Fields data) throws BrokerException {
        if (data.text("status").equals("authorized")) {
            link.send(LISTEN);
        } else {
            link.fail(
                    Trouble.CREDENTIALS,
                    "the venue says "
                            + data.text("status")
                            + ": "
                            + link.target().credentialsRemedy());
        }
    }

    private static void listening(StreamLink link, Fields data) throws BrokerException {
        for (JsonNode stream : data.required("streams")) {
            if (stream.asText().equals("trade_updates")) {
                link.nowLive();
                return;
            }
        }
        link.fail(Trouble.PASSING, "the venue does not offer trade_updates");
    }

    @Override
    public void probe(StreamLink link) {
        link.send(LISTEN);
    }

    @Override
    public void changed(StreamState state) {
        states.accept(state);
    }
}
