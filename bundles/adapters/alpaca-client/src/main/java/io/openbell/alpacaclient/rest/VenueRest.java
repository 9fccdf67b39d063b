package io.openbell.alpacaclient.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.netty.handler.codec.http.HttpMethod;
import io.openbell.alpacaclient.connection.Deadline;
import io.openbell.alpacaclient.connection.Target;
import io.openbell.alpacaclient.connection.Venue;
import io.openbell.alpacaclient.decode.Fields;
import io.openbell.alpacaclient.rest.RestRequest.Lane;
import io.openbell.api.broker.BrokerException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Asks and tells the present target, blocking. Questions, cancels and settings, which may be repeated without harm, are
 * repeated within their deadline; what places or changes an order is sent once.
 */
public final class VenueRest {

    private static final int ATTEMPTS = 5;
    private static final long FIRST_PAUSE_MILLIS = 100;
    private static final long LONGEST_PAUSE_MILLIS = 2_000;
    private static final int LONGEST_DETAIL = 200;
    private static final Set<Integer> WORTH_RETRYING = Set.of(408, 429, 500, 502, 503, 504);

    private final Venue client;
    private final RestClient rest;
    private final UnaryOperator<String> redact;
    private final RandomGenerator random;

    /** The random numbers are asked for from several threads. */
    public VenueRest(
            Venue client, RestClient rest, UnaryOperator<String> redact, RandomGenerator random) {
        this.client = client;
        this.rest = rest;
        this.redact = redact;
        this.random = random;
    }

    /** A question to the trading host. */
    public JsonNode askTrading(String path, Deadline deadline) throws BrokerException {
        return askTrading(path, Lane.ACCOUNT, deadline);
    }

    /** A question to the trading host that does not wait where others do. */
    public JsonNode askTrading(String path, Lane lane, Deadline deadline) throws BrokerException {
        return document(HttpMethod.GET, target().trading(), path, lane, deadline);
    }

    /** A question to the market data host. */
    public JsonNode askData(String path, Deadline deadline) throws BrokerException {
        return document(HttpMethod.GET, target().data(), path, Lane.DATA, deadline);
    }

    /** A question to the trading host whose answer is no JSON document. */
    public RestResponse askTradingText(String path, Deadline deadline) throws BrokerException {
        Target target = target();
        Asked asked = repeat(HttpMethod.GET, target.trading(), path, null, Lane.ACCOUNT, deadline);
        return asked.successful(this);
    }

    /** Asks the trading host to remove something, again if there is no answer. */
    public Asked remove(String path, Deadline deadline) throws BrokerException {
        return repeat(HttpMethod.DELETE, target().trading(), path, null, Lane.CANCEL, deadline);
    }

    /** Sets something at the trading host, again if there is no answer: that it is set twice must do no harm. */
    public RestResponse set(String path, String body, Deadline deadline) throws BrokerException {
        return repeat(HttpMethod.PATCH, target().trading(), path, body, Lane.ORDER, deadline)
                .successful(this);
    }

    /** Tells the trading host, once, if it is still wanted when the moment has come. */
    public RestResponse tell(HttpMethod method, String path, String body, BooleanSupplier wanted)
            throws RestFailure {
        Target target = client.target();
        if (target == null) {
            throw RestFailure.notSent(method + " " + path + ": " + client.whyNoTarget());
        }
        return rest.await(
                request(
                                target,
                                method,
                                target.trading(),
                                path,
                                body,
                                Lane.ORDER,
                                client.settings().requestTimeout())
                        .onlyWhile(wanted));
    }

    /**
     * What came of a request that may be repeated.
     *
     * @param response of the last attempt
     * @param doubtful an attempt before it may have reached the venue, and was not answered
     */
    public record Asked(String request, RestResponse response, boolean doubtful) {

        public RestResponse successful(VenueRest rest) throws BrokerException {
            if (!response.isSuccess()) {
                throw new BrokerException(
                        request + ": HTTP " + response.status() + ": " + rest.detail(response),
                        response.status());
            }
            return response;
        }
    }

    /** What an answer says of itself, for people, on one short line. */
    public String detail(RestResponse response) {
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
    public String reason(Exception failure) {
        return redact.apply(String.valueOf(failure.getMessage()));
    }

    public static String encoded(String parameter) {
        return URLEncoder.encode(parameter, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private Target target() throws BrokerException {
        Target target = client.target();
        if (target == null) {
            throw new BrokerException(client.whyNoTarget(), 0);
        }
        return target;
    }

    private JsonNode document(
            HttpMethod method, URI host, String path, Lane lane, Deadline deadline)
            throws BrokerException {
        Asked asked = repeat(method, host, path, null, lane, deadline);
        RestResponse response = asked.successful(this);
        return Fields.document(
                asked.request() + " (" + response.contentType() + ")", response.body());
    }

    private Asked repeat(
            HttpMethod method,
            URI host,
            String path,
            @Nullable String body,
            Lane lane,
            Deadline deadline)
            throws BrokerException {
        boolean doubtful = false;
        for (int attempt = 1; ; attempt++) {
            RestRequest question =
                    request(target(), method, host, path, body, lane, deadline.left());
            boolean last = attempt == ATTEMPTS;
            try {
                RestResponse response = rest.await(question);
                int status = response.status();
                if (last || !WORTH_RETRYING.contains(status)) {
                    return new Asked(question.toString(), response, doubtful);
                }
                doubtful |= status != 429;
                if (!pause(attempt, deadline)) {
                    return new Asked(question.toString(), response, doubtful);
                }
            } catch (RestFailure failure) {
                doubtful |= failure.isSent();
                boolean over = last || failure.isHeldBack();
                if (over || Thread.currentThread().isInterrupted() || !pause(attempt, deadline)) {
                    throw new BrokerException(reason(failure), failure);
                }
            }
        }
    }

    private static RestRequest request(
            Target target,
            HttpMethod method,
            URI host,
            String path,
            @Nullable String body,
            Lane lane,
            Duration timeout) {
        return new RestRequest(method, host, path, body, target.credentials(), lane, timeout);
    }

    /** False if there is no time left for another attempt. */
    private boolean pause(int attempt, Deadline deadline) throws BrokerException {
        long doubled = FIRST_PAUSE_MILLIS << (attempt - 1);
        double jitter = random.nextDouble(0.5, 1.5);
        Duration pause =
                Duration.ofMillis(Math.round(Math.min(doubled, LONGEST_PAUSE_MILLIS) * jitter));
        if (deadline.left().compareTo(pause) <= 0) {
            return false;
        }
        try {
            Thread.sleep(pause.toMillis());
            return true;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new BrokerException("interrupted between two attempts", interrupted);
        }
    }
}
