package io.openbell.itests.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.openbell.api.broker.ExchangeEndpoint;
import io.openbell.simulator.ExchangeSettings;
import io.openbell.simulator.SimulatedExchange;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contracts describe no sockets, but what is sent there is what REST answers, with two more letters. */
class StreamContractTest {

    private static final Map<String, String> STOCKS =
            Map.of("t", "stock_trade", "q", "stock_quote", "b", "stock_bar");
    private static final Map<String, String> CRYPTO =
            Map.of("t", "crypto_trade", "q", "crypto_quote", "o", "crypto_orderbook");

    @TempDir Path folder;

    private SimulatedExchange exchange;
    private ExchangeEndpoint endpoint;

    @BeforeEach
    void open() throws Exception {
        exchange =
                new SimulatedExchange(ExchangeSettings.onAnyPort(), folder, InstantSource.system());
        exchange.start();
        endpoint = exchange.endpoint().get(5, TimeUnit.SECONDS);
    }

    @AfterEach
    void close() {
        exchange.close();
    }

    @Test
    void shouldStreamStocksAsTheContractStatesThem() throws Exception {
        Contract contract = Specifications.read("alpaca-data.yaml");
        List<JsonNode> heard =
                heard(
                        "/v2/iex",
                        "{\"action\":\"subscribe\",\"trades\":[\"AAPL\",\"KO\"],\"quotes\":[\"*\"]}",
                        Set.of("t", "q"));

        assertThat(problems(contract, heard, STOCKS)).isEmpty();
    }

    @Test
    void shouldStreamCryptoAsTheContractStatesIt() throws Exception {
        Contract contract = Specifications.read("alpaca-data.yaml");
        List<JsonNode> heard =
                heard(
                        "/v1beta3/crypto/us",
                        "{\"action\":\"subscribe\",\"trades\":[\"*\"],\"quotes\":[\"BTC/USD\"],\"orderbooks\":[\"BTC/USD\"]}",
                        Set.of("t", "q", "o"));

        assertThat(problems(contract, heard, CRYPTO)).isEmpty();
    }

    @Test
    void shouldStreamOrdersAsTheContractStatesThem() throws Exception {
        Contract contract = Specifications.read("alpaca-trading.yaml");
        Venue venue = new Venue(endpoint);
        try (Listener listener = new Listener(endpoint.tradeUpdates())) {
            listener.say(
                    "{\"action\":\"authenticate\",\"data\":{\"key_id\":\"%s\",\"secret_key\":\"%s\"}}"
                            .formatted(endpoint.keyId(), endpoint.secret()));
            listener.say("{\"action\":\"listen\",\"data\":{\"streams\":[\"trade_updates\"]}}");
            await().until(() -> listener.messages().size() >= 2);
            venue.ask(
                    "POST",
                    "/v2/orders",
                    "{\"symbol\":\"AAPL\",\"qty\":\"1\",\"side\":\"buy\",\"type\":\"market\",\"time_in_force\":\"day\"}");
            await().until(() -> events(listener).contains("fill"));

            for (JsonNode message : listener.messages()) {
                if (message.path("stream").asText().equals("trade_updates")) {
                    JsonNode order = message.path("data").path("order");
                    assertThat(contract.problems("/components/schemas/Order", order)).isEmpty();
                }
            }
        }
    }

    private static Set<String> events(Listener listener) {
        return listener.messages().stream()
                .map(message -> message.path("data").path("event").asText())
                .collect(Collectors.toSet());
    }

    private List<JsonNode> heard(String path, String subscription, Set<String> kinds) {
        URI market = endpoint.marketData();
        try (Listener listener = new Listener(market.resolve(path))) {
            listener.say(
                    "{\"action\":\"auth\",\"key\":\"%s\",\"secret\":\"%s\"}"
                            .formatted(endpoint.keyId(), endpoint.secret()));
            listener.say(subscription);
            await().atMost(Duration.ofSeconds(20))
                    .until(
                            () ->
                                    listener.messages().stream()
                                            .map(message -> message.path("T").asText())
                                            .collect(Collectors.toSet())
                                            .containsAll(kinds));
            return List.copyOf(listener.messages());
        }
    }

    /** What is wrong, without T and S, which REST has elsewhere, and the book's reset flag. */
    private static List<String> problems(
            Contract contract, List<JsonNode> heard, Map<String, String> schemas) {
        return heard.stream()
                .filter(message -> schemas.containsKey(message.path("T").asText()))
                .flatMap(
                        message -> {
                            String kind = message.path("T").asText();
                            ObjectNode bare = message.deepCopy();
                            bare.remove(List.of("T", "S", "r"));
                            String schema = "/components/schemas/" + schemas.get(kind);
                            return contract.problems(schema, bare).stream()
                                    .map(problem -> message + ": " + problem);
                        })
                .toList();
    }
}
