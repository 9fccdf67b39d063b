package io.openbell.alpacaclient.account;

import com.fasterxml.jackson.databind.JsonNode;
import io.openbell.alpacaclient.connection.Deadline;
import io.openbell.alpacaclient.connection.Target;
import io.openbell.alpacaclient.decode.Fields;
import io.openbell.alpacaclient.rest.Question;
import io.openbell.alpacaclient.rest.RestResponse;
import io.openbell.alpacaclient.stream.ConnectedVenue;
import io.openbell.api.broker.BrokerException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks for the order updates that came while the stream was down, from the venue's replayable list of them. Where it has none
 * the account's history remains, which the order-executor asks for whenever the stream comes up. Stream's thread only.
 */
public final class MissedUpdates {

    private static final Logger LOG = LoggerFactory.getLogger(MissedUpdates.class);
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final Duration OVERLAP = Duration.ofSeconds(10);
    private static final String EVENTS = "text/event-stream";
    private static final int MOST_EVENTS = 20_000;
    private static final Set<Integer> NOT_OFFERED = Set.of(404, 405, 410, 501);

    private final ConnectedVenue client;
    private @Nullable Target without;

    public MissedUpdates(ConnectedVenue client) {
        this.client = client;
    }

    /**
     * What came since that moment; oldest first, some of it known already. No events where the venue has no such list; empty
     * when it did not tell this time.
     */
    Optional<List<Fields>> since(Instant lastAt) {
        Target target = client.target();
        if (target == null || target == without) {
            return Optional.of(List.of());
        }
        // By time, not by the last event's id: with an id Alpaca takes no time at which to end.
        Question question =
                new Question("/v2/events/trades")
                        .with("since", lastAt.minus(OVERLAP))
                        .with("until", client.hours().venueNowAtMost());
        try {
            Deadline deadline = Deadline.in(PATIENCE);
            RestResponse answer = client.rest().askTradingText(question.toString(), deadline);
            if (!isEvents(answer)) {
                // Once more: what answered was something in between, or half of the venue.
                answer = client.rest().askTradingText(question.toString(), deadline);
            }
            if (!isEvents(answer)) {
                throw new BrokerException(
                        question.source()
                                + ": answered with "
                                + answer.contentType()
                                + " instead of "
                                + EVENTS,
                        0);
            }
            List<Fields> events = read(question.source(), answer.body());
            LOG.info("order updates asked for after a gap: events={}", events.size());
            return Optional.of(events);
        } catch (BrokerException failed) {
            boolean never = NOT_OFFERED.contains(failed.httpStatus());
            if (never) {
                without = target;
            }
            LOG.warn(
                    "order updates of a gap not replayed, the account's history must tell:"
                            + " reason=\"{}\"",
                    failed.getMessage());
            return never ? Optional.of(List.of()) : Optional.empty();
        }
    }

    /** No event at all is an answer, too: it must be told from an empty page. */
    private static boolean isEvents(RestResponse answer) {
        return answer.contentType().toLowerCase(Locale.ROOT).startsWith(EVENTS);
    }

    /** Server-sent events: lines "data: ..." that belong together up to an empty line; other lines do not matter. */
    static List<Fields> read(String source, byte[] body) throws BrokerException {
        List<Fields> events = new ArrayList<>();
        StringBuilder data = new StringBuilder();
        for (String line : new String(body, StandardCharsets.UTF_8).split("\r\n|\n|\r", -1)) {
            if (line.startsWith("data:")) {
                data.append(line.substring(5).stripLeading());
            } else if (line.isEmpty() && !data.isEmpty()) {
                if (events.size() == MOST_EVENTS) {
                    throw new BrokerException(source + ": more than " + MOST_EVENTS, 0);
                }
                JsonNode event =
                        Fields.document(source, data.toString().getBytes(StandardCharsets.UTF_8));
                events.add(Fields.of(source + "[" + events.size() + "]", event));
                data.setLength(0);
            }
        }
        return events;
    }
}
