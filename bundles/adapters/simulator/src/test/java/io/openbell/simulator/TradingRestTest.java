package io.openbell.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.openbell.simulator.Client.Answer;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TradingRestTest {

    @TempDir Path folder;

    private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);
    private SimulatedExchange exchange;
    private Client client;

    @BeforeEach
    void open() throws Exception {
        exchange =
                new SimulatedExchange(
                        ExchangeSettings.onAnyPort().withPartialFillPercent(0),
                        folder,
                        () -> Instant.now().plus(ahead.get()));
        exchange.start();
        client = new Client(exchange.endpoint().get(30, TimeUnit.SECONDS));
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
        assertThat(accepted.status()).as(accepted.body().toString()).isEqualTo(200);
        String id = accepted.body().path("id").asText();
        return await().until(
                        () -> client.get("/v2/orders/" + id).body(),
                        order -> order.path("status").asText().equals("filled"));
    }

    private static String text(JsonNode json, String field) {
        return json.path(field).asText();
    }

    private String bracket(String clientOrderId) {
        return """
                {"symbol":"AAPL","side":"buy","qty":"2","type":"limit","limit_price":"1",
                 "time_in_force":"gtc","order_class":"bracket","client_order_id":"%s",
                 "take_profit":{"limit_price":"900"},"stop_loss":{"stop_price":"0.5"}}"""
                .formatted(clientOrderId);
    }

    @Test
    void shouldListLegsUnderTheirOrderOrAlone() {
        Answer answer = client.post("/v2/orders", bracket("b"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().path("legs")).hasSize(2);
        assertThat(answer.body().path("legs").get(0).path("status").asText()).isEqualTo("held");
        assertThat(client.get("/v2/orders").body()).hasSize(3);
        JsonNode nested = client.get("/v2/orders?nested=true").body();
        assertThat(nested).hasSize(1);
        assertThat(nested.get(0).path("legs")).hasSize(2);
        String path = "/v2/orders/" + text(answer.body(), "id");
        assertThat(client.get(path).body().path("legs").isNull()).isTrue();
        assertThat(client.get(path + "?nested=true").body().path("legs")).hasSize(2);
        assertThat(client.delete(path).status()).isEqualTo(204);
        assertThat(client.get("/v2/orders").body()).isEmpty();
        assertThat(client.get("/v2/orders?asset_class=crypto&status=all").body()).isEmpty();
    }

    @Test
    void shouldReplaceAnOrderUnderANewId() {
        Answer old = client.order("type=limit", "limit_price=1", "qty=5");
        String path = "/v2/orders/" + text(old.body(), "id");

        Answer next = client.patch(path, "{\"qty\":\"7\",\"limit_price\":\"2\"}");

        assertThat(next.status()).isEqualTo(200);
        assertThat(next.body().path("replaces")).isEqualTo(old.body().path("id"));
        assertThat(text(next.body(), "qty")).isEqualTo("7");
        JsonNode gone = client.get(path).body();
        assertThat(text(gone, "status")).isEqualTo("replaced");
        assertThat(gone.path("replaced_by")).isEqualTo(next.body().path("id"));
        assertThat(gone.path("replaced_at").isTextual()).isTrue();
        assertThat(client.patch(path, "{\"qty\":\"8\"}").status()).isEqualTo(422);
    }

    @Test
    void shouldClosePositionsWhollyAndInPart() {
        filled(client.order("qty=10"));
        filled(client.order("symbol=KO", "qty=4"));

        JsonNode half = client.delete("/v2/positions/AAPL?percentage=50").body();
        assertThat(text(half, "qty")).isEqualTo("5");
        assertThat(text(half, "position_intent")).isEqualTo("sell_to_close");
        await().until(
                        () -> client.get("/v2/positions/AAPL").body(),
                        position -> text(position, "qty").equals("5"));
        client.order("type=limit", "limit_price=900", "side=sell", "qty=5");
        assertThat(client.delete("/v2/positions/AAPL").status()).isEqualTo(403);

        Answer all = client.delete("/v2/positions?cancel_orders=true");

        assertThat(all.status()).isEqualTo(207);
        assertThat(all.body().findValuesAsText("symbol")).contains("AAPL", "KO");
        assertThat(all.body().get(0).path("status").asInt()).isEqualTo(200);
        await().until(() -> client.get("/v2/positions").body().isEmpty());
        assertThat(client.delete("/v2/positions/AAPL").status()).isEqualTo(404);
    }

    @Test
    void shouldObeyTheAccountsConfiguration() {
        JsonNode before = client.get("/v2/account/configurations").body();
        assertThat(before.path("no_shorting").isBoolean()).isTrue();
        assertThat(text(before, "max_margin_multiplier")).isEqualTo("4");

        String path = "/v2/account/configurations";
        client.patch(path, "{\"no_shorting\":true,\"max_margin_multiplier\":\"1\"}");

        assertThat(client.order("side=sell").status()).isEqualTo(403);
        JsonNode account = client.get("/v2/account").body();
        assertThat(account.path("shorting_enabled").asBoolean()).isFalse();
        assertThat(text(account, "buying_power")).isEqualTo("100000");
        client.patch(path, "{\"suspend_trade\":true}");
        assertThat(client.order().status()).isEqualTo(403);
        assertThat(client.patch(path, "{\"max_margin_multiplier\":\"3\"}").status()).isEqualTo(422);
    }

    @Test
    void shouldTakeNoOrdersWhileTheirOwnerHasSuspendedThemAndLeaveThoseThatRest() {
        String path = "/v2/account/configurations";
        String canceled =
                text(client.order("symbol=KO", "type=limit", "limit_price=1").body(), "id");
        String changed =
                text(client.order("symbol=KO", "type=limit", "limit_price=1").body(), "id");
        filled(client.order("qty=2"));
        String stop = text(client.order("side=sell", "type=stop", "stop_price=1").body(), "id");

        assertThat(client.patch(path, "{\"suspend_trade\":true}").status()).isEqualTo(200);

        Answer refused = client.order();
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.body().path("code").asInt()).isEqualTo(40310000);
        assertThat(text(refused.body(), "message"))
                .isEqualTo("new orders are rejected by user request");
        assertThat(client.patch("/v2/orders/" + changed, "{\"limit_price\":\"2\"}").status())
                .isEqualTo(403);
        assertThat(client.delete("/v2/orders/" + canceled).status()).isEqualTo(204);
        assertThat(text(client.get("/v2/orders/" + stop).body(), "status")).isEqualTo("new");
        assertThat(client.delete("/v2/orders/" + stop).status()).isEqualTo(204);
        assertThat(client.delete("/v2/positions/AAPL").status()).isEqualTo(403);
        assertThat(client.get("/v2/account").body().path("trade_suspended_by_user").asBoolean())
                .isTrue();
        client.patch(path, "{\"suspend_trade\":false}");
        assertThat(client.order().status()).isEqualTo(200);
    }

    @Test
    void shouldKeepWatchlists() {
        Answer made =
                client.post("/v2/watchlists", "{\"name\":\"mine\",\"symbols\":[\"AAPL\",null]}");
        String path = "/v2/watchlists/" + text(made.body(), "id");
        assertThat(made.body().path("assets").findValuesAsText("symbol")).containsExactly("AAPL");

        client.post(path, "{\"symbol\":\"KO\"}");
        client.put("/v2/watchlists:by_name?name=mine", "{\"name\":\"ours\"}");
        client.delete(path + "/AAPL");

        JsonNode list = client.get("/v2/watchlists:by_name?name=ours").body();
        assertThat(list.path("assets").findValuesAsText("symbol")).containsExactly("KO");
        assertThat(client.get("/v2/watchlists").body()).hasSize(1);
        assertThat(client.get("/v2/watchlists").body().get(0).has("assets")).isFalse();
        assertThat(client.post("/v2/watchlists", "{\"name\":\"ours\"}").status()).isEqualTo(422);
        assertThat(client.delete(path).status()).isEqualTo(204);
        assertThat(client.get(path).status()).isEqualTo(404);
    }

    @Test
    void shouldListActivitiesOfEveryKind() {
        filled(client.order("qty=1"));

        JsonNode all = client.get("/v2/account/activities?direction=asc").body();

        assertThat(all.findValuesAsText("activity_type")).containsExactly("JNLC", "FILL");
        assertThat(text(all.get(0), "net_amount")).isEqualTo("100000");
        assertThat(client.get("/v2/account/activities?category=trade_activity").body()).hasSize(1);
        assertThat(client.get("/v2/account/activities/JNLC").body()).hasSize(1);
        assertThat(client.get("/v2/account/activities?category=x").status()).isEqualTo(422);
        assertThat(
                        client.get(
                                        "/v2/account/activities?category=trade_activity&activity_types=FILL")
                                .status())
                .isEqualTo(422);
    }

    @Test
    void shouldTakeTheFeeForCoinsAtOnceAndBookItWhenTheDayHasEnded() {
        filled(
                client.post(
                        "/v2/orders",
                        """
                        {"symbol":"BTC/USD","side":"buy","qty":"0.1","type":"market","time_in_force":"gtc"}"""));

        assertThat(text(client.get("/v2/positions/BTCUSD").body(), "qty")).isEqualTo("0.09975");
        assertThat(client.get("/v2/account/activities/CFEE").body()).isEmpty();

        ahead.set(Duration.ofDays(1));
        await().until(() -> !client.get("/v2/account/activities/CFEE").body().isEmpty());

        JsonNode fee = client.get("/v2/account/activities/CFEE").body().get(0);
        assertThat(text(fee, "qty")).isEqualTo("-0.00025");
        assertThat(text(client.get("/v2/positions/BTCUSD").body(), "qty")).isEqualTo("0.09975");
    }

    @Test
    void shouldTellTheAccountsWorthWindowByWindow() {
        JsonNode day =
                client.get(
                                "/v2/account/portfolio/history?period=1D&timeframe=15Min"
                                        + "&intraday_reporting=continuous")
                        .body();
        assertThat(day.path("timestamp")).isNotEmpty();
        assertThat(day.path("equity").get(0).decimalValue())
                .isEqualByComparingTo(new BigDecimal(100_000));
        assertThat(text(day, "timeframe")).isEqualTo("15Min");
        assertThat(day.path("base_value").isNumber()).isTrue();

        JsonNode month = client.get("/v2/account/portfolio/history?cashflow_types=ALL").body();

        assertThat(text(month, "timeframe")).isEqualTo("1D");
        assertThat(month.path("equity")).hasSameSizeAs(month.path("timestamp")).isNotEmpty();
        assertThat(month.path("cashflow").path("JNLC")).hasSameSizeAs(month.path("equity"));
        String both = "period=1M&start=2026-01-01&end=2026-02-01";
        assertThat(client.get("/v2/account/portfolio/history?" + both).status()).isEqualTo(422);
        assertThat(client.get("/v2/account/portfolio/history?timeframe=2Min").status())
                .isEqualTo(422);
    }

    @Test
    void shouldReplayTradeEventsFromTheLedger() {
        Instant begin = Instant.now().minus(1, ChronoUnit.MINUTES);
        filled(client.order("client_order_id=one"));
        String resting = text(client.order("type=limit", "limit_price=1").body(), "id");
        client.delete("/v2/orders/" + resting);

        String path = "/v2/events/trades?since=" + begin + "&until=" + Instant.now();
        List<JsonNode> events = client.events(path);

        assertThat(events)
                .extracting(event -> text(event, "event"))
                .containsExactly("new", "fill", "new", "pending_cancel", "canceled");
        JsonNode fill = events.get(1);
        assertThat(text(fill, "event_id")).matches("[0-9A-HJKMNP-TV-Z]{26}");
        assertThat(text(fill.path("order"), "client_order_id")).isEqualTo("one");
        assertThat(text(fill, "position_qty")).isEqualTo("1");
        assertThat(events).extracting(event -> text(event, "event_id")).isSorted();
        List<JsonNode> rest =
                client.events(
                        "/v2/events/trades?since_id="
                                + text(fill, "event_id")
                                + "&until_id="
                                + text(events.get(3), "event_id"));
        assertThat(rest).extracting(event -> text(event, "event")).contains("pending_cancel");
        assertThat(client.get("/v2/events/trades?until=" + begin).status()).isEqualTo(422);
        assertThat(client.get("/v2/events/trades?since_id=x").status()).isEqualTo(422);
    }

    @Test
    void shouldStreamEventsAsTheyHappen() throws Exception {
        HttpResponse<InputStream> trades =
                client.http()
                        .send(
                                client.request("/v2/events/trades").GET().build(),
                                BodyHandlers.ofInputStream());
        HttpResponse<InputStream> activities =
                client.http()
                        .send(
                                client.request("/v2beta1/events/activities").GET().build(),
                                BodyHandlers.ofInputStream());

        client.order("client_order_id=live");

        assertThat(text(next(trades), "event")).isEqualTo("new");
        JsonNode activity = next(activities);
        assertThat(text(activity, "activity_type")).isEqualTo("TRD");
        assertThat(text(activity.path("details"), "client_order_id")).isEqualTo("live");
    }

    private static JsonNode next(HttpResponse<InputStream> stream) throws Exception {
        assertThat(stream.headers().firstValue("Content-Type").orElse(""))
                .startsWith("text/event-stream");
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (line.startsWith("data: ")) {
                    return Client.JSON.readTree(line.substring("data: ".length()));
                }
            }
        }
        throw new AssertionError("the stream ended");
    }

    @Test
    void shouldShowTheLedgersLinesSinceANumber() {
        client.order("client_order_id=first");
        JsonNode all = client.get("/openbell/control/ledger/entries").body();
        assertThat(text(all.path("entries").get(0), "entry")).isEqualTo("opened");
        int next = all.path("next").asInt();

        client.order("client_order_id=second", "side=hold");

        JsonNode since = client.get("/openbell/control/ledger/entries?since=" + next).body();
        assertThat(since.path("entries").findValuesAsText("entry")).contains("rejected");
        assertThat(since.path("entries").findValuesAsText("clientOrderId")).contains("second");
    }

    @Test
    void shouldAnswerForThousandsOfYearsWithoutAPause() {
        for (String range : List.of("period=9999A", "start=0001-01-01&timeframe=1D")) {
            Duration before = workOfTheExchange();

            JsonNode body = client.get("/v2/account/portfolio/history?" + range).body();

            assertThat(body.path("timestamp")).as(range).hasSize(1);
            // The exchange has one thread: half a second of it is far too much.
            assertThat(workOfTheExchange().minus(before))
                    .as(range)
                    .isLessThan(Duration.ofSeconds(2));
        }
    }

    /** What its threads have computed so far, however long they had to wait for a processor. */
    private static Duration workOfTheExchange() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        return Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
                .filter(
                        thread ->
                                thread != null
                                        && thread.getThreadName().equals("simulator-exchange"))
                .map(thread -> Duration.ofNanos(threads.getThreadCpuTime(thread.getThreadId())))
                .reduce(Duration.ZERO, Duration::plus);
    }

    @Test
    void shouldRefuseTimesThatNoClockShows() {
        for (String path :
                List.of(
                        "/v3/clock?time=",
                        "/v2/orders?after=",
                        "/v2/account/portfolio/history?end=")) {
            for (String time : List.of("%2B999999999-12-31T23:59:59Z", "-999999999-01-01T00:00Z")) {
                assertThat(client.get(path + time).status()).as(path + time).isEqualTo(422);
            }
        }
        String bars = "/v2/stocks/bars?symbols=AAPL&timeframe=1Day&start=";
        assertThat(client.get(bars + "-999999999-01-01T00:00Z").status()).isEqualTo(400);
        assertThat(client.get(bars + "0001-01-01T00:00Z").status()).isEqualTo(200);
    }
}
