package io.openbell.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.openbell.simulator.market.SyntheticParameters;
import io.openbell.simulator.web.StreamSettings;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StreamTest {

    private static final String AUTH =
            "{\"action\":\"auth\",\"key\":\"PKSIMULATOR\",\"secret\":\"simulator\"}";

    @TempDir Path folder;

    private SimulatedExchange exchange;
    private Client client;

    @BeforeEach
    void open() throws Exception {
        open(ExchangeSettings.onAnyPort().withPartialFillPercent(0));
    }

    private void open(ExchangeSettings settings) throws Exception {
        exchange = new SimulatedExchange(settings, folder, InstantSource.system());
        exchange.start();
        client = new Client(exchange.endpoint().get(60, TimeUnit.SECONDS));
    }

    private void reopen(StreamSettings streams) throws Exception {
        exchange.close();
        open(ExchangeSettings.onAnyPort().withStreams(streams));
    }

    private static StreamSettings streams(int symbolLimit, Duration auth, Duration slow) {
        return new StreamSettings(true, symbolLimit, auth, slow, false);
    }

    @AfterEach
    void close() {
        exchange.close();
    }

    private static void isError(JsonNode message, int code) {
        assertThat(message.path("T").asText()).isEqualTo("error");
        assertThat(message.path("code").asInt()).isEqualTo(code);
    }

    private static boolean isControl(JsonNode message) {
        return !List.of("q", "t", "b").contains(message.path("T").asText());
    }

    @Test
    void shouldStreamQuotesAndTradesOfTheSubscription() {
        Socket socket = client.market();
        assertThat(socket.next().path("msg").asText()).isEqualTo("connected");
        socket.say(AUTH);
        assertThat(socket.next().path("msg").asText()).isEqualTo("authenticated");
        socket.say("{\"action\":\"subscribe\",\"trades\":[\"AAPL\"],\"quotes\":[\"AAPL\",\"KO\"]}");
        JsonNode subscription = socket.next();
        assertThat(subscription.path("T").asText()).isEqualTo("subscription");
        assertThat(subscription.path("quotes")).hasSize(2);
        assertThat(subscription.path("corrections")).hasSize(1);

        JsonNode trade = socket.await(message -> message.path("T").asText().equals("t"));
        assertThat(trade.path("S").asText()).isEqualTo("AAPL");
        assertThat(trade.path("p").isNumber()).isTrue();
        assertThat(Instant.parse(trade.path("t").asText())).isBefore(Instant.now().plusSeconds(1));
        JsonNode quote =
                socket.await(
                        message ->
                                message.path("T").asText().equals("q")
                                        && message.path("S").asText().equals("KO"));
        assertThat(quote.path("bp").asDouble()).isLessThan(quote.path("ap").asDouble());

        socket.say("{\"action\":\"unsubscribe\",\"trades\":[\"AAPL\"],\"quotes\":[\"KO\"]}");
        subscription = socket.await(StreamTest::isControl);
        assertThat(subscription.path("trades")).isEmpty();
        for (int i = 0; i < 3; i++) {
            assertThat(socket.next().path("S").asText()).isEqualTo("AAPL");
        }
        assertThat(socket.hearsBinary()).isFalse();
    }

    @Test
    void shouldTellAListenerWhatItDidWrong() {
        Socket socket = client.market();
        socket.next();
        socket.say("not json");
        isError(socket.next(), 400);
        socket.say("{\"action\":\"dance\"}");
        isError(socket.next(), 400);
        socket.say("{\"action\":\"subscribe\",\"quotes\":[\"AAPL\"]}");
        isError(socket.next(), 401);
        socket.say(AUTH);
        socket.next();
        socket.say(AUTH);
        isError(socket.next(), 403);
        socket.say("{\"action\":\"subscribe\",\"news\":[\"AAPL\"]}");
        isError(socket.next(), 410);
    }

    @Test
    void shouldHangUpOnTheWrongKey() {
        Socket socket = client.market();
        socket.next();
        socket.say("{\"action\":\"auth\",\"key\":\"PKSIMULATOR\",\"secret\":\"wrong\"}");

        isError(socket.next(), 402);
        assertThat(socket.next()).isEqualTo(Socket.CLOSED);
    }

    @Test
    void shouldServeOneConnectionPerFeed() {
        Socket first = client.subscriber("\"quotes\":[\"AAPL\"]");
        Socket second = client.market();
        second.next();
        second.say(AUTH);

        isError(second.next(), 406);
        assertThat(second.next()).isEqualTo(Socket.CLOSED);
        first.hangUp();
        client.subscriber("\"quotes\":[\"AAPL\"]");
    }

    @Test
    void shouldLimitSymbolsAndTheTimeToSayWho() throws Exception {
        reopen(streams(2, Duration.ofMillis(300), Duration.ofSeconds(10)));
        Socket silent = client.market();
        silent.next();
        isError(silent.next(), 404);
        assertThat(silent.next()).isEqualTo(Socket.CLOSED);

        Socket greedy = client.subscriber("\"quotes\":[\"AAPL\"]");
        greedy.say("{\"action\":\"subscribe\",\"quotes\":[\"KO\",\"PEP\"]}");
        isError(greedy.await(StreamTest::isControl), 405);
    }

    @Test
    void shouldHangUpOnAListenerThatStaysBehindALiveMarket() throws Exception {
        exchange.close();
        SyntheticParameters busy =
                new SyntheticParameters(1, 1_000, 100, 40, 50, 25, 20, 60, 2, 100, 100, 0);
        open(
                ExchangeSettings.onAnyPort()
                        .withSynthetic(busy)
                        .withStreams(streams(30, Duration.ofSeconds(5), Duration.ofMillis(200))));
        Socket socket = client.subscriber("\"quotes\":[\"*\"],\"trades\":[\"*\"]");

        socket.stopReading();
        org.awaitility.Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(
                        () ->
                                client.get("/openbell/control/market")
                                                .body()
                                                .path("subscribers")
                                                .asInt()
                                        == 0);
    }

    @Test
    void shouldTellOfAnOrderFromNewToFillInBinaryFrames() {
        Socket socket = client.listener();
        client.subscriber("\"quotes\":[\"AAPL\"]")
                .await(message -> message.path("T").asText().equals("q"));
        String id = client.order("qty=2").body().path("id").asText();

        JsonNode opened = socket.next().path("data");
        assertThat(opened.path("event").asText()).isEqualTo("new");
        assertThat(opened.path("order").path("id").asText()).isEqualTo(id);
        JsonNode fill = socket.next().path("data");
        assertThat(fill.path("event").asText()).isEqualTo("fill");
        assertThat(fill.path("qty").asText()).isEqualTo("2");
        assertThat(fill.path("position_qty").asText()).isEqualTo("2");
        assertThat(new BigDecimal(fill.path("price").asText())).isPositive();
        assertThat(fill.path("order").path("status").asText()).isEqualTo("filled");
        String executionId = fill.path("execution_id").asText();
        assertThat(client.get("/v2/account/activities/FILL").body().get(0).path("id").asText())
                .endsWith("::" + executionId);
        assertThat(socket.hearsBinary()).isTrue();
        assertThat(socket.hearsText()).isFalse();
    }

    @Test
    void shouldTellOfACancelInTwoSteps() {
        Socket socket = client.listener();
        String id = client.order("type=limit", "limit_price=1").body().path("id").asText();
        client.delete("/v2/orders/" + id);

        List<String> events = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            events.add(socket.next().path("data").path("event").asText());
        }
        assertThat(events).containsExactly("new", "pending_cancel", "canceled");
    }

    @Test
    void shouldTellNothingToStrangers() {
        Socket socket = client.updates();
        socket.say("{\"action\":\"listen\",\"data\":{\"streams\":[\"trade_updates\"]}}");
        JsonNode refused = socket.next();
        assertThat(refused.path("stream").asText()).isEqualTo("authorization");
        assertThat(refused.path("data").path("status").asText()).isEqualTo("unauthorized");
        assertThat(refused.path("data").path("action").asText()).isEqualTo("listen");
        socket.say("{\"action\":\"auth\",\"key\":\"PKSIMULATOR\",\"secret\":\"wrong\"}");
        assertThat(socket.next().path("data").path("status").asText()).isEqualTo("unauthorized");

        client.order("type=limit", "limit_price=1");
        socket.say(AUTH);

        // Had it heard of the order, that would come first.
        assertThat(socket.next().path("data").path("status").asText()).isEqualTo("authorized");
    }
}
