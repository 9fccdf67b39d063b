package io.openbell.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openbell.api.broker.ExchangeEndpoint;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A client of the exchange on the JDK's HTTP client. */
final class Client {

    static final ObjectMapper JSON = new ObjectMapper();

    static {
        Awaitility.setDefaultPollDelay(Duration.ZERO);
        Awaitility.setDefaultPollInterval(Duration.ofMillis(20));
    }

    private final HttpClient http;
    private final ExchangeEndpoint endpoint;

    Client(ExchangeEndpoint endpoint) {
        this(endpoint, HttpClient.newHttpClient());
    }

    Client(ExchangeEndpoint endpoint, HttpClient http) {
        this.endpoint = endpoint;
        this.http = http;
    }

    record Answer(int status, JsonNode body) {}

    HttpClient http() {
        return http;
    }

    URI uri(String path) {
        return URI.create(endpoint.rest() + path);
    }

    Answer get(String path) {
        return send(request(path).GET());
    }

    Answer delete(String path) {
        return send(request(path).DELETE());
    }

    Answer post(String path, String body) {
        return send(request(path).POST(BodyPublishers.ofString(body)));
    }

    Answer patch(String path, String body) {
        return send(request(path).method("PATCH", BodyPublishers.ofString(body)));
    }

    Answer put(String path, String body) {
        return send(request(path).PUT(BodyPublishers.ofString(body)));
    }

    /** The events of a stream that ends. */
    List<JsonNode> events(String path) {
        try {
            HttpResponse<Stream<String>> response =
                    http.send(request(path).GET().build(), BodyHandlers.ofLines());
            List<JsonNode> events = new ArrayList<>();
            for (String line : response.body().filter(l -> l.startsWith("data: ")).toList()) {
                events.add(JSON.readTree(line.substring("data: ".length())));
            }
            return events;
        } catch (IOException failure) {
            throw new AssertionError(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }

    /** Fields as {@code name=value}; one share of AAPL at the market unless stated otherwise. */
    Answer order(String... fields) {
        ObjectNode body = JSON.createObjectNode();
        body.put("symbol", "AAPL");
        body.put("side", "buy");
        body.put("qty", "1");
        body.put("type", "market");
        body.put("time_in_force", "day");
        for (String field : fields) {
            String[] parts = field.split("=", 2);
            body.put(parts[0], parts[1]);
        }
        return post("/v2/orders", body.toString());
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(uri(path))
                .timeout(Duration.ofSeconds(60))
                .header("APCA-API-KEY-ID", endpoint.keyId())
                .header("APCA-API-SECRET-KEY", endpoint.secret());
    }

    Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
            JsonNode body =
                    response.body().isEmpty()
                            ? NullNode.getInstance()
                            : JSON.readTree(response.body());
            return new Answer(response.statusCode(), body);
        } catch (IOException failure) {
            throw new AssertionError(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }

    Socket market() {
        return new Socket(http, endpoint.marketData());
    }

    Socket updates() {
        return new Socket(http, endpoint.tradeUpdates());
    }

    /** A market data connection that said who it is. */
    Socket subscriber(String subscription) {
        Socket socket = market();
        socket.say(
                "{\"action\":\"auth\",\"key\":\"%s\",\"secret\":\"%s\"}"
                        .formatted(endpoint.keyId(), endpoint.secret()));
        socket.await(message -> message.path("msg").asText().equals("authenticated"));
        socket.say("{\"action\":\"subscribe\"," + subscription + "}");
        socket.await(message -> message.path("T").asText().equals("subscription"));
        return socket;
    }

    /** A listener of trade_updates. */
    Socket listener() {
        Socket socket = updates();
        socket.say(
                "{\"action\":\"authenticate\",\"data\":{\"key_id\":\"%s\",\"secret_key\":\"%s\"}}"
                        .formatted(endpoint.keyId(), endpoint.secret()));
        socket.say("{\"action\":\"listen\",\"data\":{\"streams\":[\"trade_updates\"]}}");
        socket.await(message -> message.path("stream").asText().equals("listening"));
        return socket;
    }

    static Predicate<JsonNode> event(String word) {
        return message -> message.path("data").path("event").asText().equals(word);
    }
}
