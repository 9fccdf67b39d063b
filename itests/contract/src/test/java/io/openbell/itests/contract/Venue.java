package io.openbell.itests.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import io.openbell.api.broker.ExchangeEndpoint;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Asks the exchange by hand. */
final class Venue {

    static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final ExchangeEndpoint endpoint;

    Venue(ExchangeEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    record Answer(int status, String contentType, JsonNode body) {}

    Answer ask(String verb, String pathAndQuery, String body) {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(endpoint.rest() + pathAndQuery))
                        .timeout(Duration.ofSeconds(10))
                        .header("APCA-API-KEY-ID", endpoint.keyId())
                        .header("APCA-API-SECRET-KEY", endpoint.secret())
                        .method(
                                verb,
                                body.isEmpty()
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofString(body))
                        .build();
        try {
            HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
            String type = response.headers().firstValue("content-type").orElse("");
            String text = new String(response.body(), StandardCharsets.UTF_8);
            boolean json = type.startsWith("application/json") && !text.isEmpty();
            return new Answer(
                    response.statusCode(),
                    type,
                    json ? JSON.readTree(text) : NullNode.getInstance());
        } catch (IOException failure) {
            throw new AssertionError(verb + ' ' + pathAndQuery, failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }

    /** The first line of data of a stream of events, as JSON. */
    JsonNode firstEvent(String pathAndQuery) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(endpoint.rest() + pathAndQuery))
                        .header("APCA-API-KEY-ID", endpoint.keyId())
                        .header("APCA-API-SECRET-KEY", endpoint.secret())
                        .build();
        try (var lines = http.send(request, BodyHandlers.ofLines()).body()) {
            String data = lines.filter(line -> line.startsWith("data:")).findFirst().orElseThrow();
            return JSON.readTree(data.substring("data:".length()));
        }
    }
}
