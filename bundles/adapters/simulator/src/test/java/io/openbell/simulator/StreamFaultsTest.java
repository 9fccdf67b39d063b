package io.openbell.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Faults of the streams; each is looked for where it is armed, and not found where it is not. */
class StreamFaultsTest {

    private static final String AUTH =
            "{\"action\":\"auth\",\"key\":\"PKSIMULATOR\",\"secret\":\"simulator\"}";
    private static final Predicate<JsonNode> QUOTE = type("q");

    @TempDir Path folder;

    private SimulatedExchange exchange;
    private Client client;
    private volatile Duration ahead = Duration.ZERO;

    @BeforeEach
    void open() throws Exception {
        exchange =
                new SimulatedExchange(
                        ExchangeSettings.onAnyPort().withPartialFillPercent(0),
                        folder,
                        () -> Instant.now().plus(ahead));
        exchange.start();
        client = new Client(exchange.endpoint().get(60, TimeUnit.SECONDS));
    }

    @AfterEach
    void close() {
        exchange.close();
    }

    private void arm(String fault, String more) {
        assertThat(
                        client.post(
                                        "/openbell/control/faults",
                                        "{\"fault\":\"%s\"%s}".formatted(fault, more))
                                .status())
                .isEqualTo(200);
    }

    private static Predicate<JsonNode> type(String type) {
        return message -> message.path("T").asText().equals(type);
    }

    private Socket quotes() {
        return client.subscriber("\"quotes\":[\"AAPL\"]");
    }

    /** Ids of some trades as they are heard. */
    private List<Long> trades(int count) {
        Socket socket = client.subscriber("\"trades\":[\"AAPL\"]");
        List<Long> ids = new ArrayList<>();
        while (ids.size() < count) {
            ids.add(socket.await(type("t")).path("i").asLong());
        }
        socket.hangUp();
        return ids;
    }

    private static List<Long> steps(List<Long> ids) {
        List<Long> steps = new ArrayList<>();
        for (int i = 1; i < ids.size(); i++) {
            steps.add(ids.get(i) - ids.get(i - 1));
        }
        return steps;
    }

    @Test
    void shouldSendEveryTradeOnceAndInOrderWithoutFaults() {
        assertThat(steps(trades(6))).containsOnly(1L);
    }

    @Test
    void shouldDropOneEvent() {
        arm("dropped-event", ",\"path\":\"/v2/iex\"");
        Socket socket = client.subscriber("\"trades\":[\"AAPL\"]");
        socket.await(type("t"));

        JsonNode strikes = client.get("/openbell/control/faults").body().path("strikes");
        assertThat(strikes).hasSize(1);
        assertThat(strikes.get(0).path("subject").asText()).isEqualTo("/v2/iex AAPL");
    }

    @Test
    void shouldSendOneEventTwice() {
        arm("duplicated-event", "");
        assertThat(steps(trades(4))).containsExactly(0L, 1L, 1L);
    }

    @Test
    void shouldSendOneEventAfterTheNext() {
        arm("reordered-event", "");
        assertThat(steps(trades(4))).containsExactly(-1L, 2L, 1L);
    }

    @Test
    void shouldDropDuplicateAndReorderOrderUpdatesToo() {
        Socket socket = client.listener();
        arm("reordered-event", ",\"path\":\"/stream\"");
        String id = client.order("type=limit", "limit_price=1").body().path("id").asText();
        client.delete("/v2/orders/" + id);

        assertThat(List.of(event(socket), event(socket), event(socket)))
                .containsExactly("pending_cancel", "new", "canceled");
    }

    private static String event(Socket socket) {
        return socket.next().path("data").path("event").asText();
    }

    @Test
    void shouldBreakTheLinkWithoutAWord() {
        Socket socket = quotes();
        socket.await(QUOTE);
        arm("disconnect", ",\"path\":\"/v2\"");

        socket.await(message -> message.equals(Socket.CLOSED));
        quotes().await(QUOTE);
    }

    @Test
    void shouldEndAStreamWithAnError() {
        Socket socket = quotes();
        arm("stream-error", ",\"code\":409");

        JsonNode error = socket.await(type("error"));
        assertThat(error.path("code").asInt()).isEqualTo(409);
        assertThat(error.path("msg").asText()).isEqualTo("insufficient subscription");
        assertThat(socket.next()).isEqualTo(Socket.CLOSED);
        quotes().await(QUOTE);
    }

    @Test
    void shouldSendSomethingThatIsNoMessage() {
        Socket socket = quotes();
        arm("malformed-event", "");

        socket.await(message -> message.equals(Socket.GARBAGE));
        socket.await(QUOTE);
    }

    @Test
    void shouldStaySilentYetOpenUntilToldOtherwise() {
        Socket socket = quotes();
        socket.await(QUOTE);
        arm("mute", "");
        // What says this comes behind all that was sent before.
        socket.say("{\"action\":\"subscribe\",\"bars\":[\"AAPL\"]}");
        socket.await(type("subscription"));

        assertThat(socket.isSilentFor(800)).as("four quotes' time").isTrue();
        client.delete("/openbell/control/faults");
        socket.await(QUOTE);
    }

    @Test
    void shouldLeaveAFeedTakenAfterItsLinkDropped() {
        arm("ghost-session", ",\"millis\":86400000");
        quotes().hangUp();
        org.awaitility.Awaitility.await()
                .until(
                        () ->
                                client.get("/openbell/control/market")
                                                .body()
                                                .path("subscribers")
                                                .asInt()
                                        == 0);
        Socket again = client.market();
        again.next();
        again.say(AUTH);
        assertThat(again.next().path("code").asInt()).isEqualTo(406);

        ahead = Duration.ofDays(1).plusMinutes(1);
        assertThat(mayJoin()).isTrue();
    }

    private boolean mayJoin() {
        Socket socket = client.market();
        socket.next();
        socket.say(AUTH);
        return socket.next().path("T").asText().equals("success");
    }

    @Test
    void shouldFreeAFeedAtOnceWhenItsListenerSaysGoodbye() {
        arm("ghost-session", "");
        Socket first = quotes();
        first.sayGoodbye();
        first.await(message -> message.equals(Socket.CLOSED));

        org.awaitility.Awaitility.await().until(this::mayJoin);
    }

    @Test
    void shouldCloseAStreamAsSoonAsItIsOpen() {
        arm("closed-at-once", "");

        assertThat(client.market().next()).isEqualTo(Socket.CLOSED);
        quotes().await(QUOTE);
    }

    @Test
    void shouldQuoteCrossedAndAbsurdPricesYetTradeAtTheRightOnes() {
        Socket socket = quotes();
        JsonNode sane = socket.await(QUOTE);
        arm("crossed-quote", ",\"symbol\":\"AAPL\"");
        JsonNode crossed =
                socket.await(QUOTE.and(q -> q.path("bp").asDouble() > q.path("ap").asDouble()));
        assertThat(crossed.path("S").asText()).isEqualTo("AAPL");
        arm("absurd-quote", ",\"symbol\":\"AAPL\",\"count\":0");
        socket.await(QUOTE.and(q -> q.path("bp").asDouble() > 5 * sane.path("bp").asDouble()));

        JsonNode told =
                client.get("/v2/stocks/quotes/latest?symbols=AAPL")
                        .body()
                        .path("quotes")
                        .path("AAPL");
        assertThat(told.path("bp").asDouble()).isLessThan(2 * sane.path("bp").asDouble());
        assertThat(told.path("bp").asDouble()).isLessThan(told.path("ap").asDouble());
    }

    @Test
    void shouldListConnectionsAndCutThem() {
        Socket market = quotes();
        Socket updates = client.listener();
        JsonNode connections = client.get("/openbell/control/connections").body();
        assertThat(connections.findValuesAsText("use")).contains("rest", "/v2/iex", "/stream");

        assertThat(
                        client.delete("/openbell/control/connections?path=/stream")
                                .body()
                                .path("cut")
                                .asInt())
                .isEqualTo(1);
        updates.await(message -> message.equals(Socket.CLOSED));
        market.await(QUOTE);
        assertThat(client.delete("/openbell/control/connections/9999").status()).isEqualTo(404);
    }
}
