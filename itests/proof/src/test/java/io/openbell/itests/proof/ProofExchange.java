package io.openbell.itests.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.openbell.alpacaclient.AlpacaBroker;
import io.openbell.alpacaclient.AlpacaClient;
import io.openbell.alpacaclient.connection.ClientSettings;
import io.openbell.api.broker.ExchangeEndpoint;
import io.openbell.api.session.TradingMode;
import io.openbell.simulator.ExchangeSettings;
import io.openbell.simulator.SimulatedExchange;
import io.openbell.simulator.faults.FaultPlan;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

/** The built-in exchange behind real sockets, whose ledger says what truly happened. */
public final class ProofExchange implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST = 1_000;
    private static final int UNLIMITED = 10_000_000;

    /** An order as the ledger has it. */
    public record Placed(String orderId, String clientId, BigDecimal quantity) {}

    /** A real client at the exchange, and what it is made of. */
    public record Connected(AlpacaClient client, AlpacaBroker broker) implements AutoCloseable {

        @Override
        public void close() {
            broker.close();
            client.close();
        }
    }

    private final SimulatedExchange exchange;
    private final ExchangeEndpoint endpoint;
    private final HttpClient http = HttpClient.newHttpClient();

    private final Map<String, List<Placed>> placed = new LinkedHashMap<>();
    private final Map<String, BigDecimal> filled = new HashMap<>();
    private final Map<String, List<String>> executions = new HashMap<>();
    private long entriesRead;

    /** Running when it returns. */
    public ProofExchange(Path folder, ExchangeSettings settings) throws IOException {
        this(folder, settings, InstantSource.system());
    }

    /** Running by this clock when it returns. */
    ProofExchange(Path folder, ExchangeSettings settings, InstantSource clock) throws IOException {
        exchange = new SimulatedExchange(settings, folder, clock);
        exchange.start();
        endpoint = done(exchange.endpoint());
    }

    /** Settings with so many dollars and no limit on requests. */
    public static ExchangeSettings rich(int partialFillPercent) {
        ExchangeSettings usual = ExchangeSettings.onAnyPort();
        return new ExchangeSettings(
                usual.port(),
                new BigDecimal("100000000"),
                usual.multiplier(),
                partialFillPercent,
                usual.streams(),
                usual.market(),
                usual.wire());
    }

    /** Where requests go. */
    public URI address() {
        return endpoint.rest();
    }

    /** A client as in the product, that waits this long for an answer. */
    public Connected connect(Duration requestTimeout, long seed) {
        return connect(endpoint.rest(), requestTimeout, UNLIMITED, seed);
    }

    /** A client as in the product, whose requests go by this address, so many a minute at most. */
    public Connected connect(URI address, Duration requestTimeout, int perMinute, long seed) {
        AlpacaClient client =
                AlpacaClient.of(
                        TradingMode.PAPER,
                        new NoSecrets(),
                        InstantSource.system(),
                        settings(requestTimeout, perMinute),
                        new Random(seed));
        client.bindExchange(
                new ExchangeEndpoint(
                        address,
                        endpoint.tradeUpdates(),
                        endpoint.marketData(),
                        endpoint.keyId(),
                        endpoint.secret()));
        return new Connected(client, new AlpacaBroker(client));
    }

    private static ClientSettings settings(Duration requestTimeout, int perMinute) {
        return new ClientSettings(
                new ClientSettings.Feeds("iex", "indicative", false),
                requestTimeout,
                perMinute,
                4,
                Duration.ofMillis(20),
                Duration.ofMillis(100),
                Duration.ofMillis(300),
                Duration.ofSeconds(5),
                Duration.ofMinutes(5),
                Duration.ofSeconds(2),
                16 * 1024 * 1024,
                Optional.empty());
    }

    /** Strikes from now on. */
    public void arm(FaultPlan plan) {
        done(exchange.arm(plan));
    }

    /** Nothing strikes any more. */
    public void heal() {
        done(exchange.clearFaults());
    }

    /** Links to these paths break. */
    public void cut(String path) {
        ask("DELETE", "/openbell/control/connections?path=" + path);
    }

    /** Reads on in the ledger. */
    public void readLedger() {
        int size = MOST;
        while (size == MOST) {
            JsonNode part =
                    ask("GET", "/openbell/control/ledger/entries?since=" + entriesRead)
                            .path("entries");
            part.forEach(this::enter);
            size = part.size();
            entriesRead += size;
        }
    }

    private void enter(JsonNode entry) {
        switch (entry.path("entry").asText()) {
            case "accepted" -> place(entry, "orderId");
            case "replaced" -> place(entry, "newOrderId");
            case "filled" -> fill(entry, entry);
            case "filled-together" -> entry.path("parts").forEach(part -> fill(entry, part));
            default -> {
                // Says nothing of what is compared.
            }
        }
    }

    private void place(JsonNode entry, String idField) {
        JsonNode ticket = entry.path("ticket");
        Placed order =
                new Placed(
                        entry.path(idField).asText(),
                        ticket.path("clientOrderId").asText(),
                        new BigDecimal(ticket.path("quantity").asText("0")));
        placed.computeIfAbsent(order.clientId(), any -> new ArrayList<>()).add(order);
    }

    private void fill(JsonNode entry, JsonNode part) {
        String id = part.path("orderId").asText();
        filled.merge(id, new BigDecimal(part.path("quantity").asText()), BigDecimal::add);
        executions
                .computeIfAbsent(id, any -> new ArrayList<>())
                .add(part.path("executionId").asText());
    }

    /** Every entry of the ledger so far, from this one on. */
    public List<JsonNode> entries(long since) {
        List<JsonNode> entries = new ArrayList<>();
        int size = MOST;
        while (size == MOST) {
            JsonNode part =
                    ask("GET", "/openbell/control/ledger/entries?since=" + (since + entries.size()))
                            .path("entries");
            part.forEach(entries::add);
            size = part.size();
        }
        return entries;
    }

    /** Every order that was ever placed under that name. */
    public List<Placed> placed(String clientId) {
        return placed.getOrDefault(clientId, List.of());
    }

    /** Names of all orders that were ever placed. */
    public List<String> clientIds() {
        return List.copyOf(placed.keySet());
    }

    /** What was filled of the order of that venue name. */
    public BigDecimal filled(String orderId) {
        return filled.getOrDefault(orderId, BigDecimal.ZERO);
    }

    /** The executions of the order of that venue name. */
    public List<String> executions(String orderId) {
        return executions.getOrDefault(orderId, List.of());
    }

    /** What the exchange answers, asked by hand. */
    public JsonNode ask(String verb, String pathAndQuery) {
        return send(verb, pathAndQuery, HttpRequest.BodyPublishers.noBody());
    }

    /** What the exchange answers to that body. */
    public JsonNode post(String path, String body) {
        return send("POST", path, HttpRequest.BodyPublishers.ofString(body));
    }

    private JsonNode send(String verb, String pathAndQuery, HttpRequest.BodyPublisher content) {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(endpoint.rest() + pathAndQuery))
                        .timeout(Duration.ofSeconds(30))
                        .header("APCA-API-KEY-ID", endpoint.keyId())
                        .header("APCA-API-SECRET-KEY", endpoint.secret())
                        .method(verb, content)
                        .build();
        try {
            byte[] body = http.send(request, BodyHandlers.ofByteArray()).body();
            return body.length == 0 ? JSON.missingNode() : JSON.readTree(body);
        } catch (IOException failure) {
            throw new AssertionError(verb + ' ' + pathAndQuery, failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }

    private static <T> T done(CompletableFuture<T> future) {
        assertThat(future).succeedsWithin(Duration.ofSeconds(30));
        return future.join();
    }

    @Override
    public void close() {
        exchange.close();
    }
}
