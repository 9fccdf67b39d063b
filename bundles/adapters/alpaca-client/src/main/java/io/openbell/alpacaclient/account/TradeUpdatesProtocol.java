package io.openbell.alpacaclient.account;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.openbell.alpacaclient.connection.Target;
import io.openbell.alpacaclient.connection.Trouble;
import io.openbell.alpacaclient.decode.Fields;
import io.openbell.alpacaclient.decode.VenueOrderJson;
import io.openbell.alpacaclient.stream.StreamLink;
import io.openbell.alpacaclient.stream.StreamProtocol;
import io.openbell.alpacaclient.stream.StreamState;
import io.openbell.api.broker.BrokerException;
import io.openbell.api.broker.BrokerReport;
import io.openbell.api.session.Credentials;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Alpaca's stream of order updates: authentication, listening, what was missed, updates, each once. Stream's thread only.
 */
public final class TradeUpdatesProtocol implements StreamProtocol {

    private static final Logger LOG = LoggerFactory.getLogger(TradeUpdatesProtocol.class);
    private static final int MOST_FAILED_REPLAYS = 3;
    private static final String LISTEN =
            "{\"action\":\"listen\",\"data\":{\"streams\":[\"trade_updates\"]}}";

    private final InstantSource clock;
    private final MissedUpdates missed;
    private final AwaitedUpdates awaited;
    private final Duration patience;
    private final Consumer<BrokerReport> reports;
    private final Consumer<StreamState> states;
    private final SeenUpdates seen = new SeenUpdates();
    private @Nullable Target venue;
    private @Nullable Instant lastAt;

    /** From here on the venue owes us what was missed; null if it does not. */
    private @Nullable Instant owedFrom;

    private long owedNanos;
    private int failedReplays;

    /**
     * A protocol without a connection.
     *
     * @param patience from the venue's word by request to its word by stream
     */
    public TradeUpdatesProtocol(
            InstantSource clock,
            MissedUpdates missed,
            AwaitedUpdates awaited,
            Duration patience,
            Consumer<BrokerReport> reports,
            Consumer<StreamState> states) {
        this.clock = clock;
        this.missed = missed;
        this.awaited = awaited;
        this.patience = patience;
        this.reports = reports;
        this.states = states;
    }

    @Override
    public URI address(Target target) {
        return target.tradeUpdates();
    }

    @Override
    public void opened(StreamLink link) {
        if (link.target() != venue) {
            venue = link.target();
            lastAt = null;
            owedFrom = null;
        }
        awaited.forget();
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
            case "trade_updates" -> take(message.child("data"));
            default -> {
                // What Alpaca may add.
            }
        }
    }

    private void take(Fields data) throws BrokerException {
        BrokerReport report = VenueOrderJson.report(data, clock.instant());
        lastAt = report.at();
        awaited.told(report.order().clientId());
        if (seen.isNew(report)) {
            reports.accept(report);
        } else {
            LOG.debug(
                    "an order update came again: event={}, brokerId={}",
                    report.event(),
                    report.order().brokerId());
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

    private void listening(StreamLink link, Fields data) throws BrokerException {
        for (JsonNode stream : data.required("streams")) {
            if (stream.asText().equals("trade_updates")) {
                if (!link.isLive()) {
                    link.nowLive(catchUp());
                }
                return;
            }
        }
        link.fail(Trouble.PASSING, "the venue does not offer trade_updates");
    }

    /**
     * What comes live meanwhile waits in the socket, so that the order stays right.
     *
     * @return what is missing, for people; empty when nothing is
     */
    private String catchUp() {
        Instant since = owedFrom == null ? lastAt : owedFrom;
        if (since == null) {
            lastAt = clock.instant();
            return "";
        }
        Optional<List<Fields>> events = missed.since(since);
        failedReplays = events.isEmpty() ? failedReplays + 1 : 0;
        owedFrom = events.isEmpty() && failedReplays <= MOST_FAILED_REPLAYS ? since : null;
        owedNanos = System.nanoTime();
        int unreadables = 0;
        for (Fields event : events.orElse(List.of())) {
            try {
                take(event);
            } catch (BrokerException unreadable) {
                // It would come again with each reconnection, and the stream would never be up.
                unreadables++;
                LOG.error(
                        "an order update of a gap cannot be read, the account's history must tell:"
                                + " reason=\"{}\"",
                        unreadable.getMessage());
            }
        }
        return events.isPresent() && unreadables == 0
                ? ""
                : (events.isPresent() ? unreadables + " " : "")
                        + "order updates since "
                        + since
                        + " were not replayed: ask the account's history";
    }

    @Override
    public boolean probe(StreamLink link) {
        link.send(LISTEN);
        return true;
    }

    @Override
    public Optional<String> distrust(long nowNanos) {
        if (owedFrom != null && nowNanos - owedNanos > patience.toNanos()) {
            return Optional.of("order updates of a gap were not replayed, asking once more");
        }
        return awaited.overdue(nowNanos, patience)
                .map(
                        age ->
                                "the venue took an order "
                                        + age.toMillis()
                                        + " ms ago, and the stream has told nothing of it");
    }

    @Override
    public void changed(StreamState state) {
        states.accept(state);
    }
}
