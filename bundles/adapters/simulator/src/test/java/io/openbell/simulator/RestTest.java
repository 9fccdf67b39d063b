package io.openbell.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.openbell.simulator.Client.Answer;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestTest {

    @TempDir Path folder;

    private SimulatedExchange exchange;
    private Client client;

    @BeforeEach
    void open() throws Exception {
        exchange =
                new SimulatedExchange(
                        ExchangeSettings.onAnyPort().withPartialFillPercent(0),
                        folder,
                        InstantSource.system());
        exchange.start();
        client = new Client(exchange.endpoint().get(60, TimeUnit.SECONDS));
        await().until(
                        () ->
                                client.get("/v2/stocks/quotes/latest?symbols=AAPL")
                                        .body()
                                        .path("quotes")
                                        .has("AAPL"));
    }

    @AfterEach
    void close() {
        exchange.close();
    }

    private JsonNode filled(Answer accepted) {
        String id = accepted.body().path("id").asText();
        return await().until(
                        () -> client.get("/v2/orders/" + id).body(),
                        order -> order.path("status").asText().equals("filled"));
    }

    @Test
    void shouldKnowItsOneKeyOnly() throws Exception {
        assertThat(client.get("/v2/account").status()).isEqualTo(200);
        Answer wrong =
                client.send(
                        client.request("/v2/account").setHeader("APCA-API-SECRET-KEY", "wrong"));
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.body().path("code").asInt()).isEqualTo(40110000);
    }

    @Test
    void shouldTellThePricesOfCoinsToEverybodyButNotToAWrongKey() {
        HttpRequest.Builder nobody =
                HttpRequest.newBuilder(
                        client.uri("/v1beta3/crypto/us/latest/quotes?symbols=BTC/USD"));

        assertThat(client.send(nobody).status()).isEqualTo(200);
        assertThat(client.send(nobody.header("APCA-API-KEY-ID", "PKWRONG")).status())
                .isEqualTo(401);
        assertThat(client.send(HttpRequest.newBuilder(client.uri("/v2/account"))).status())
                .isEqualTo(401);
    }

    @Test
    void shouldOpenAnAccountWithAllFieldsAndNumbersAsText() {
        JsonNode account = client.get("/v2/account").body();

        assertThat(account.path("account_number").asText()).startsWith("PA");
        assertThat(account.path("status").asText()).isEqualTo("ACTIVE");
        assertThat(account.path("cash").isTextual()).isTrue();
        assertThat(account.path("cash").asText()).isEqualTo("100000");
        assertThat(account.path("buying_power").asText()).isEqualTo("200000");
        assertThat(account.path("last_equity").asText()).isEqualTo("100000");
        assertThat(account.path("trading_blocked").isBoolean()).isTrue();
    }

    @Test
    void shouldAnswerAnOrderAndFillIt() {
        Answer accepted = client.order("qty=10", "client_order_id=first");

        assertThat(accepted.status()).isEqualTo(200);
        assertThat(accepted.body().path("status").asText()).isEqualTo("pending_new");
        JsonNode order = filled(accepted);
        assertThat(order.path("qty").isTextual()).isTrue();
        assertThat(order.path("filled_qty").asText()).isEqualTo("10");
        JsonNode byName = client.get("/v2/orders:by_client_order_id?client_order_id=first").body();
        assertThat(byName.path("id")).isEqualTo(order.path("id"));

        JsonNode position = client.get("/v2/positions/AAPL").body();
        assertThat(position.path("qty").asText()).isEqualTo("10");
        assertThat(position.path("side").asText()).isEqualTo("long");
        assertThat(position.path("avg_entry_price")).isEqualTo(order.path("filled_avg_price"));
        BigDecimal paid =
                new BigDecimal(order.path("filled_avg_price").asText()).multiply(BigDecimal.TEN);
        assertThat(new BigDecimal(client.get("/v2/account").body().path("cash").asText()))
                .isEqualByComparingTo(new BigDecimal(100_000).subtract(paid));
        assertThat(client.get("/v2/positions").body()).hasSize(1);
    }

    @Test
    void shouldAddEquityUpFromCashAndPositions() {
        filled(client.order("qty=10"));
        filled(client.order("symbol=MSFT", "side=sell", "qty=5"));
        client.post("/openbell/control/market", "{\"action\":\"pause\"}");

        JsonNode account = client.get("/v2/account").body();
        BigDecimal equity = new BigDecimal(account.path("cash").asText());
        for (JsonNode position : client.get("/v2/positions").body()) {
            equity = equity.add(new BigDecimal(position.path("market_value").asText()));
        }

        assertThat(new BigDecimal(account.path("equity").asText())).isEqualByComparingTo(equity);
        assertThat(account.path("short_market_value").asText()).startsWith("-");
        assertThat(client.get("/v2/positions/MSFT").body().path("qty").asText()).isEqualTo("-5");
    }

    @Test
    void shouldListOrdersByStatusAndTime() {
        client.order("type=limit", "limit_price=1", "client_order_id=a");
        client.order("type=limit", "limit_price=2", "client_order_id=b", "symbol=KO");
        filled(client.order("client_order_id=c"));

        assertThat(names("")).containsExactly("b", "a");
        assertThat(names("?direction=asc")).containsExactly("a", "b");
        assertThat(names("?status=closed")).containsExactly("c");
        assertThat(names("?status=all&limit=2")).containsExactly("c", "b");
        assertThat(names("?symbols=KO")).containsExactly("b");
        assertThat(names("?until=2020-01-01T00:00:00Z")).isEmpty();
        assertThat(client.get("/v2/orders?status=strange").status()).isEqualTo(422);
        assertThat(client.get("/v2/orders?limit=501").status()).isEqualTo(422);
    }

    private Iterable<String> names(String query) {
        return client.get("/v2/orders" + query).body().findValuesAsText("client_order_id");
    }

    @Test
    void shouldCancelOneAndAll() {
        String one = client.order("type=limit", "limit_price=1").body().path("id").asText();
        client.order("type=limit", "limit_price=2");
        client.order("type=limit", "limit_price=3");

        assertThat(client.delete("/v2/orders/" + one).status()).isEqualTo(204);
        Answer again = client.delete("/v2/orders/" + one);
        assertThat(again.status()).isEqualTo(422);
        assertThat(again.body().path("code").asInt()).isEqualTo(42210000);
        Answer all = client.delete("/v2/orders");
        assertThat(all.status()).isEqualTo(207);
        assertThat(all.body()).hasSize(2);
        assertThat(all.body().get(0).path("status").asInt()).isEqualTo(200);
        assertThat(client.get("/v2/orders").body()).isEmpty();
    }

    @Test
    void shouldPageThroughFills() {
        for (int i = 0; i < 5; i++) {
            filled(client.order("client_order_id=" + i));
        }

        JsonNode first = client.get("/v2/account/activities/FILL?page_size=2&direction=asc").body();
        assertThat(first).hasSize(2);
        String token = first.get(1).path("id").asText();
        assertThat(token).matches("\\d{17}::[0-9a-f-]{36}");
        JsonNode rest =
                client.get(
                                "/v2/account/activities?activity_types=FILL&direction=asc&page_token="
                                        + token)
                        .body();
        assertThat(rest).hasSize(3);
        assertThat(first.get(0).path("activity_type").asText()).isEqualTo("FILL");
        String last = rest.get(2).path("transaction_time").asText();
        assertThat(client.get("/v2/account/activities/FILL?after=" + last).body()).isEmpty();
        assertThat(client.get("/v2/account/activities/FILL?page_size=101").status()).isEqualTo(422);
    }

    @Test
    void shouldAlwaysBeInSession() {
        JsonNode clock = client.get("/v2/clock").body();

        assertThat(clock.path("is_open").asBoolean()).isTrue();
        Instant now = OffsetDateTime.parse(clock.path("timestamp").asText()).toInstant();
        assertThat(now).isCloseTo(Instant.now(), within(5, ChronoUnit.SECONDS));
        assertThat(OffsetDateTime.parse(clock.path("next_close").asText()).toInstant())
                .isAfter(now.plus(20, ChronoUnit.DAYS));
        JsonNode calendar = client.get("/v2/calendar?start=2026-02-27&end=2026-03-02").body();
        assertThat(calendar).hasSize(4);
        assertThat(calendar.get(1).path("date").asText()).isEqualTo("2026-02-28");
    }

    private static org.assertj.core.data.TemporalUnitOffset within(long amount, ChronoUnit unit) {
        return org.assertj.core.api.Assertions.within(amount, unit);
    }

    @Test
    void shouldListTheEightAssets() {
        assertThat(client.get("/v2/assets").body().findValuesAsText("symbol"))
                .containsExactly("AAPL", "MSFT", "NVDA", "PEP", "CVX", "JPM", "KO", "XOM");
        assertThat(client.get("/v2/assets/ko").body().path("tradable").asBoolean()).isTrue();
        assertThat(client.get("/v2/assets/ZZZZ").status()).isEqualTo(404);
    }

    @Test
    void shouldGiveBarsPageByPageSortedBySymbolAndTime() {
        Instant from = Instant.now().minus(1, ChronoUnit.HOURS).truncatedTo(ChronoUnit.HOURS);
        String query = "/v2/stocks/bars?symbols=PEP,KO&timeframe=5Min&limit=7&start=" + from;
        String end = "&end=" + from.plus(1, ChronoUnit.HOURS).minusMillis(1);

        JsonNode first = client.get(query + end).body();
        assertThat(first.path("bars").path("KO")).hasSize(7);
        assertThat(first.path("bars").has("PEP")).isFalse();
        int bars = 7;
        JsonNode page = first;
        while (page.path("next_page_token").isTextual()) {
            String token = page.path("next_page_token").asText();
            page = client.get(query + end + "&page_token=" + token).body();
            for (JsonNode symbol : page.path("bars")) {
                bars += symbol.size();
            }
        }

        assertThat(bars).isEqualTo(24);
        JsonNode bar = first.path("bars").path("KO").get(0);
        assertThat(bar.path("t").asText()).isEqualTo(from.toString());
        assertThat(bar.path("c").isNumber()).isTrue();
        assertThat(client.get("/v2/stocks/bars?symbols=KO&timeframe=5m").status()).isEqualTo(400);
        assertThat(client.get("/v2/stocks/bars?timeframe=5Min").status()).isEqualTo(400);
    }

    @Test
    void shouldQuoteNumbersInMarketData() {
        JsonNode quote =
                client.get("/v2/stocks/quotes/latest?symbols=AAPL,ZZZZ")
                        .body()
                        .path("quotes")
                        .path("AAPL");

        assertThat(quote.path("bp").isNumber()).isTrue();
        assertThat(quote.path("bp").asDouble()).isLessThan(quote.path("ap").asDouble());
        JsonNode trade =
                await().until(
                                () ->
                                        client.get("/v2/stocks/trades/latest?symbols=AAPL")
                                                .body()
                                                .path("trades")
                                                .path("AAPL"),
                                found -> found.path("p").isNumber());
        assertThat(trade.path("i").asLong()).isPositive();
    }

    @Test
    void shouldAnswerNonsenseWithFourHundreds() {
        assertThat(client.post("/v2/orders", "{\"symbol\":").status()).isEqualTo(400);
        assertThat(client.post("/v2/orders", "").status()).isEqualTo(400);
        assertThat(client.post("/v2/orders", "[1,2]").status()).isEqualTo(400);
        assertThat(client.post("/v2/orders", "{\"symbol\":{\"a\":1}}").status()).isEqualTo(422);
        assertThat(client.post("/v2/orders", "[".repeat(40_000)).status()).isEqualTo(400);
        assertThat(client.get("/v2/orders?after=yesterday").status()).isEqualTo(422);
        assertThat(client.get("/nowhere").status()).isEqualTo(404);
        assertThat(client.post("/v2/account", "{}").status()).isEqualTo(404);
        assertThat(client.get("/v2/account").status()).isEqualTo(200);
    }

    @Test
    void shouldAnswerWhatIsHardlyHttp() throws Exception {
        String keys = "APCA-API-KEY-ID: PKSIMULATOR\r\nAPCA-API-SECRET-KEY: simulator\r\n\r\n";

        assertThat(raw("GET /v2/orders/%ZZ HTTP/1.1\r\n" + keys)).startsWith("HTTP/1.1 400");
        assertThat(raw("GET /" + "x".repeat(40_000) + " HTTP/1.1\r\n" + keys))
                .startsWith("HTTP/1.1 400");
        assertThat(raw("hello\r\n\r\n")).startsWith("HTTP/1.1 400");
        assertThat(client.get("/v2/account").status()).isEqualTo(200);
    }

    private String raw(String request) throws Exception {
        URI uri = client.uri("/");
        try (java.net.Socket socket = new java.net.Socket(uri.getHost(), uri.getPort())) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            byte[] head = socket.getInputStream().readNBytes(12);
            return new String(head, StandardCharsets.US_ASCII);
        }
    }

    @Test
    void shouldRefuseBodiesAboveTheLimit() {
        Answer answer =
                client.send(
                        client.request("/v2/orders")
                                .POST(BodyPublishers.ofByteArray(new byte[70_000]))
                                .expectContinue(true));

        assertThat(answer.status()).isEqualTo(413);
    }

    @Test
    void shouldRefuseWebPages() {
        Answer answer =
                client.send(client.request("/v2/account").header("Origin", "https://example.com"));

        assertThat(answer.status()).isEqualTo(403);
    }

    @Test
    void shouldOpenItsLedgerToCheckAgainst() {
        JsonNode order = filled(client.order("qty=3", "client_order_id=known"));

        JsonNode ledger = client.get("/openbell/control/ledger").body();

        assertThat(ledger.path("fills")).hasSize(1);
        JsonNode fill = ledger.path("fills").get(0);
        assertThat(fill.path("client_order_id").asText()).isEqualTo("known");
        assertThat(fill.path("price")).isEqualTo(order.path("filled_avg_price"));
        assertThat(ledger.path("positions").get(0).path("qty").asText()).isEqualTo("3");
        assertThat(ledger.path("orders")).hasSize(1);
        assertThat(ledger.path("cash").isTextual()).isTrue();
    }

    @Test
    void shouldPauseAndResumeTheMarket() {
        JsonNode paused = client.post("/openbell/control/market", "{\"action\":\"pause\"}").body();
        assertThat(paused.path("state").asText()).isEqualTo("paused");
        long quotes = paused.path("quotes").asLong();
        assertThat(client.get("/openbell/control/market").body().path("quotes").asLong())
                .isEqualTo(quotes);

        client.post("/openbell/control/market", "{\"action\":\"resume\"}");

        await().until(
                        () ->
                                client.get("/openbell/control/market")
                                                .body()
                                                .path("quotes")
                                                .asLong()
                                        > quotes);
        assertThat(client.post("/openbell/control/market", "{\"action\":\"x\"}").status())
                .isEqualTo(422);
    }
}
