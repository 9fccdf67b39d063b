package io.openbell.alpacaclient;

import com.fasterxml.jackson.databind.JsonNode;
import io.netty.handler.codec.http.HttpMethod;
import io.openbell.alpacaclient.RestRequest.Lane;
import io.openbell.api.broker.BrokerException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Asks and tells the present target, blocking. Questions are asked up to three times within their deadline; what changes
 * something is sent once.
 */
final class VenueRest {

    private static final int ATTEMPTS = 3;
    private static final long FIRST_PAUSE_MILLIS = 100;
    private static final int LONGEST_DETAIL = 200;
    private static final Set<Integer> WORTH_RETRYING = Set.of(408, 500, 502, 503, 504);

    private final AlpacaClient client;
    private final RestClient rest;
    private final UnaryOperator<String> redact;

    VenueRest(AlpacaClient client, RestClient rest, UnaryOperator<String> redact) {
        this.client = client;
        this.rest = rest;
        this.redact = redact;
    }

    /** A question to the trading host. */
    JsonNode askTrading(String path, Deadline deadline) throws BrokerException {
        return askTrading(path, Lane.QUESTION, deadline);
    }

    /** A question to the trading host that does not wait where others do. */
    JsonNode askTrading(String path, Lane lane, Deadline deadline) throws BrokerException {
        Target target = target();
        return ask(target, target.trading(), path, lane, deadline);
    }

    /** A question to the market data host. */
    JsonNode askData(String path, Deadline deadline) throws BrokerException {
        Target target = target();
        return ask(target, target.data(), path, Lane.QUESTION, deadline);
    }

    /** Tells the trading host, once. */
    RestResponse tell(HttpMethod method, String path, @Nullable String body, Lane lane)
            throws RestFailure {
        Target target = client.target();
        if (target == null) {
            throw RestFailure.notSent(method + " " + path + ": " + client.whyNoTarget());
        }
        return rest.await(
                new RestRequest(
                        method,
                        target.trading(),
                        path,
                        body,
                        target.credentials(),
                        lane,
                        client.settings().requestTimeout()));
    }

    /** What an answer says of itself, for people, on one short line. */
    String detail(RestResponse response) {
        String text;
        try {
            Fields error = Fields.of("answer", Fields.document("answer", response.body()));
            text = error.text("message", "no message");
        } catch (BrokerException noJson) {
            text = response.contentType() + ", " + response.body().length + " bytes";
        }
        String line = redact.apply(text).replaceAll("\\p{Cntrl}", " ");
        return line.length() <= LONGEST_DETAIL ? line : line.substring(0, LONGEST_DETAIL) + "...";
    }

    /** Why there is no answer, without secrets. */
    String reason(Exception failure) {
        return redact.apply(String.valueOf(failure.getMessage()));
    }

    static String encoded(String parameter) {
        return URLEncoder.encode(parameter, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private Target target() throws BrokerException {
        Target target = client.target();
        if (target == null) {
            throw new BrokerException(client.whyNoTarget(), 0);
        }
        return target;
    }

    private JsonNode ask(Target target, URI host, String path, Lane lane, Deadline deadline)
            throws BrokerException {
        for (int attempt = 1; ; attempt++) {
            RestRequest question =
                    new RestRequest(
                            HttpMethod.GET,
                            host,
                            path,
                            null,
                            target.credentials(),
                            lane,
                            deadline.left());
            boolean last = attempt == ATTEMPTS;
            try {
                RestResponse response = rest.await(question);
                if (response.isSuccess()) {
                    return Fields.document(
                            question + " (" + response.contentType() + ")", response.body());
                }
                if (last || !WORTH_RETRYING.contains(response.status())) {
                    throw new BrokerException(
                            question + ": HTTP " + response.status() + ": " + detail(response),
                            response.status());
                }
            } catch (RestFailure failure) {
                if (last || failure.isHeldBack() || Thread.currentThread().isInterrupted()) {
                    throw failed(failure);
                }
            }
            pause(question, attempt, deadline);
        }
    }

    private void pause(RestRequest question, int attempt, Deadline deadline)
            throws BrokerException {
        double jitter = ThreadLocalRandom.current().nextDouble(0.5, 1.5);
        Duration pause =
                Duration.ofMillis(Math.round(FIRST_PAUSE_MILLIS * attempt * attempt * jitter));
        if (deadline.left().compareTo(pause) <= 0) {
            throw new BrokerException(
                    question + ": no answer within the time for it, " + attempt + " attempts", 0);
        }
        try {
            Thread.sleep(pause.toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new BrokerException(question + ": interrupted", interrupted);
        }
    }

    private BrokerException failed(RestFailure failure) {
        return new BrokerException(reason(failure), failure);
    }
}
