package io.openbell.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class RestartTest {

    @TempDir Path folder;

    private SimulatedExchange started(ExchangeSettings settings) {
        SimulatedExchange exchange =
                new SimulatedExchange(settings, folder, InstantSource.system());
        exchange.start();
        return exchange;
    }

    private static Client client(SimulatedExchange exchange) throws Exception {
        return new Client(exchange.endpoint().get(8, TimeUnit.SECONDS));
    }

    private static double price(Client client, String symbol) {
        String path = "/v2/stocks/quotes/latest?symbols=" + symbol;
        return await().until(
                        () -> client.get(path).body().path("quotes").path(symbol).path("bp"),
                        JsonNode::isNumber)
                .asDouble();
    }

    @Test
    void shouldGoOnWithTheSameAccountOrdersAndPrices() throws Exception {
        SimulatedExchange first = started(ExchangeSettings.onAnyPort());
        Client client = client(first);
        price(client, "AAPL");
        client.order("qty=7", "client_order_id=filled");
        client.order("type=limit", "limit_price=1", "client_order_id=resting");
        await().until(() -> client.get("/v2/positions").body().size() == 1);
        await().until(() -> client.get("/v2/orders").body().size() == 1);
        client.post("/openbell/control/market", "{\"action\":\"pause\"}");
        JsonNode before = client.get("/openbell/control/ledger").body();
        double priceBefore = price(client, "MSFT");
        first.close();

        SimulatedExchange second = started(ExchangeSettings.onAnyPort());
        Client again = client(second);
        double priceAfter = price(again, "MSFT");
        JsonNode after = again.get("/openbell/control/ledger").body();

        assertThat(after.path("account_number")).isEqualTo(before.path("account_number"));
        assertThat(after.path("cash")).isEqualTo(before.path("cash"));
        assertThat(after.path("positions")).isEqualTo(before.path("positions"));
        assertThat(after.path("orders")).isEqualTo(before.path("orders"));
        assertThat(after.path("fills")).isEqualTo(before.path("fills"));
        assertThat(priceAfter).isCloseTo(priceBefore, within(priceBefore * 0.002));
        assertThat(again.order("client_order_id=filled").status()).isEqualTo(422);
        second.close();
    }

    @Test
    void shouldBeginWithTheLastPricesAndRememberItsOwn() throws Exception {
        Path file = folder.resolve("market.json");
        ObjectNode memory =
                Client.JSON.createObjectNode().put("steps", 100).put("nextTradeId", 900);
        ObjectNode prices = memory.putObject("prices");
        for (String symbol : List.of("AAPL", "MSFT", "NVDA", "JPM", "KO", "PEP", "XOM", "CVX")) {
            prices.put(symbol, 500.0);
        }
        Client.JSON.writeValue(file.toFile(), memory);
        SimulatedExchange exchange = started(ExchangeSettings.onAnyPort());
        Client client = client(exchange);

        assertThat(price(client, "AAPL")).isCloseTo(500, within(1.0));
        JsonNode trade =
                await().until(
                                () ->
                                        client.get("/v2/stocks/trades/latest?symbols=AAPL")
                                                .body()
                                                .path("trades")
                                                .path("AAPL"),
                                found -> found.has("i"));
        assertThat(trade.path("i").asLong()).isGreaterThanOrEqualTo(900);
        exchange.close();
        JsonNode saved = Client.JSON.readTree(file.toFile());
        assertThat(saved.path("steps").asLong()).isGreaterThan(100);
        assertThat(saved.path("prices").path("AAPL").asDouble())
                .isNotEqualTo(500.0)
                .isCloseTo(500, within(1.0));
    }

    @Test
    void shouldWaitForAPortInUse() throws Exception {
        SimulatedExchange exchange;
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            int port = taken.getLocalPort();
            exchange = started(ExchangeSettings.onAnyPort().withPort(port));
            await().during(300, TimeUnit.MILLISECONDS).until(() -> !exchange.endpoint().isDone());
        }

        assertThat(client(exchange).get("/v2/clock").status()).isEqualTo(200);
        exchange.close();
    }

    @Test
    void shouldStayClosedWhileItsLedgerIsDamagedAndOpenOnceItIsGone() throws Exception {
        Files.writeString(folder.resolve("ledger.jsonl"), "nonsense\n");
        SimulatedExchange exchange = started(ExchangeSettings.onAnyPort());
        await().during(300, TimeUnit.MILLISECONDS).until(() -> !exchange.endpoint().isDone());

        Files.delete(folder.resolve("ledger.jsonl"));

        assertThat(client(exchange).get("/v2/account").status()).isEqualTo(200);
        exchange.close();
    }

    @Test
    @Timeout(60)
    void shouldLeaveNoThreadBehind() throws Exception {
        SimulatedExchange exchange = started(ExchangeSettings.onAnyPort());
        client(exchange).subscriber("\"quotes\":[\"*\"]");

        exchange.close();

        await().until(
                        () ->
                                Thread.getAllStackTraces().keySet().stream()
                                        .noneMatch(t -> t.getName().startsWith("simulator")));
    }

    /** More than it keeps at hand: read from its ledger, part by part. */
    @Test
    void shouldReplayAllOrderEventsOfALongPast() throws Exception {
        SimulatedExchange first = started(ExchangeSettings.onAnyPort());
        Client client = client(first);
        String order = client.order("type=limit", "limit_price=1").body().path("id").asText();
        assertThat(client.delete("/v2/orders/" + order).status()).isEqualTo(204);
        await().until(
                        () ->
                                client.get("/v2/orders/" + order)
                                        .body()
                                        .path("status")
                                        .asText()
                                        .equals("canceled"));
        first.close();
        Path ledger = folder.resolve("ledger.jsonl");
        List<String> lines = Files.readAllLines(ledger);
        String clientId =
                Client.JSON
                        .readTree(
                                lines.stream()
                                        .filter(l -> l.contains(order))
                                        .findFirst()
                                        .orElseThrow())
                        .path("ticket")
                        .path("clientOrderId")
                        .asText();
        List<String> all = new ArrayList<>(lines);
        int copies = 4_000;
        for (int i = 0; i < copies; i++) {
            String id = "00000000-0000-4000-8000-%012d".formatted(i);
            for (String line : lines) {
                if (line.contains(order)) {
                    all.add(line.replace(order, id).replace(clientId, "copy-" + i));
                }
            }
        }
        Files.write(ledger, all);

        SimulatedExchange second = started(ExchangeSettings.onAnyPort());
        List<JsonNode> events =
                client(second)
                        .events(
                                "/v2/events/trades?since=2020-01-01T00:00:00Z&until="
                                        + Instant.now());
        second.close();

        assertThat(events).hasSizeGreaterThan(2 * copies);
        assertThat(events).extracting(e -> e.path("event_id").asText()).isSorted();
        assertThat(events)
                .extracting(e -> e.path("order").path("client_order_id").asText())
                .contains("copy-0", "copy-" + (copies - 1));
    }
}
