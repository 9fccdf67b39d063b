package io.openbell.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.openbell.simulator.Client.Answer;
import io.openbell.simulator.faults.FaultKind;
import io.openbell.simulator.faults.FaultPlan;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Faults of requests, answers and trading; after each of them, the exchange is as ever. */
class RequestFaultsTest {

    private static final String RESTING =
            "{\"symbol\":\"AAPL\",\"side\":\"buy\",\"qty\":\"1\",\"type\":\"limit\","
                    + "\"limit_price\":\"1\",\"time_in_force\":\"day\"}";

    private static final Duration PATIENCE = Duration.ofSeconds(30);

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

    private JsonNode arm(String json) {
        Answer armed = client.post("/openbell/control/faults", json);
        assertThat(armed.status()).as(armed.body().toString()).isEqualTo(200);
        return armed.body();
    }

    private void armOrders(String fault) {
        arm("{\"fault\":\"%s\",\"method\":\"POST\",\"path\":\"/v2/orders\"}".formatted(fault));
    }

    private HttpResponse<String> order() throws Exception {
        return order(PATIENCE);
    }

    private HttpResponse<String> order(Duration patience) throws Exception {
        return client.http()
                .send(
                        client.request("/v2/orders")
                                .timeout(patience)
                                .POST(BodyPublishers.ofString(RESTING))
                                .build(),
                        BodyHandlers.ofString());
    }

    private JsonNode ledger() {
        return client.get("/openbell/control/ledger").body();
    }

    private void acceptedOnlyTheNext(int before) throws Exception {
        assertThat(ledger().path("orders")).hasSize(before);
        assertThat(ledger().path("faults")).hasSize(1);
        assertThat(order().statusCode()).isEqualTo(200);
        assertThat(ledger().path("orders")).hasSize(before + 1);
        assertThat(ledger().path("faults")).hasSize(1);
    }

    /** Whoever reads the ledger later knows why a client was told otherwise; a restart reads over it. */
    @Test
    void shouldWriteEachStrikeIntoTheLedger() throws Exception {
        long armed =
                arm("{\"fault\":\"error-after\",\"method\":\"POST\",\"path\":\"/v2/orders\"}")
                        .path("id")
                        .asLong();

        assertThat(order().statusCode()).isEqualTo(504);

        JsonNode strike = strikesInTheLedger().get(0);
        assertThat(strikesInTheLedger()).hasSize(1);
        assertThat(strike.path("number").asLong()).isEqualTo(1);
        assertThat(strike.path("faultId").asLong()).isEqualTo(armed);
        assertThat(strike.path("fault").asText()).isEqualTo("error-after");
        assertThat(strike.path("subject").asText()).isEqualTo("POST /v2/orders");
        JsonNode orders = ledger().path("orders");

        close();
        open();

        assertThat(strikesInTheLedger()).containsExactly(strike);
        assertThat(ledger().path("orders")).isEqualTo(orders);
    }

    private List<JsonNode> strikesInTheLedger() {
        List<JsonNode> strikes = new ArrayList<>();
        for (JsonNode entry :
                client.get("/openbell/control/ledger/entries").body().path("entries")) {
            if (entry.path("entry").asText().equals("fault")) {
                strikes.add(entry);
            }
        }
        return strikes;
    }

    @ParameterizedTest
    @CsvSource({
        "rate-limited, 429, 0",
        "unauthorized, 401, 0",
        "error-before, 503, 0",
        "error-after, 504, 1",
        "redirect, 301, 1"
    })
    void shouldAnswerWithTheWrongStatusOnce(String fault, int status, int accepted)
            throws Exception {
        armOrders(fault);

        assertThat(order().statusCode()).isEqualTo(status);
        acceptedOnlyTheNext(accepted);
    }

    @ParameterizedTest
    @CsvSource({"lost-request, 0", "lost-answer, 1"})
    void shouldNeverAnswerBeforeOrAfterAcceptance(String fault, int accepted) throws Exception {
        armOrders(fault);

        assertThatThrownBy(() -> order(Duration.ofSeconds(1)))
                .isInstanceOf(HttpTimeoutException.class);
        acceptedOnlyTheNext(accepted);
    }

    @ParameterizedTest
    @ValueSource(strings = {"reset", "truncated-body"})
    void shouldBreakTheConnectionAfterAcceptance(String fault) throws Exception {
        armOrders(fault);

        assertThatThrownBy(this::order)
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(HttpTimeoutException.class);
        acceptedOnlyTheNext(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"malformed-body", "html-body", "empty-body"})
    void shouldSayNothingSensibleAfterAcceptance(String fault) throws Exception {
        armOrders(fault);

        HttpResponse<String> answer = order();
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(isObject(answer.body())).isFalse();
        acceptedOnlyTheNext(1);
    }

    private static boolean isObject(String text) {
        try {
            return Client.JSON.readTree(text).isObject();
        } catch (IOException noJson) {
            return false;
        }
    }

    @Test
    void shouldSayThatAnAnswerIsCompressedThatIsNot() throws Exception {
        armOrders("broken-gzip");

        HttpResponse<String> answer = order();
        assertThat(answer.headers().firstValue("Content-Encoding")).contains("gzip");
        assertThat(answer.body()).startsWith("{");
        acceptedOnlyTheNext(1);
    }

    @Test
    void shouldDripAnAnswer() throws Exception {
        arm("{\"fault\":\"slow-body\",\"path\":\"/v2/clock\",\"millis\":3}");
        long begin = System.nanoTime();

        String body = client.send(client.request("/v2/clock").timeout(PATIENCE)).body().toString();

        assertThat(Duration.ofNanos(System.nanoTime() - begin))
                .isGreaterThan(Duration.ofMillis(3L * body.length() / 2));
        assertThat(client.get("/v2/clock").status()).isEqualTo(200);
    }

    @Test
    void shouldHideAnAcceptedOrderForAWhile() {
        arm("{\"fault\":\"late-visibility\",\"millis\":86400000}");
        String id = client.post("/v2/orders", RESTING).body().path("id").asText();

        assertThat(client.get("/v2/orders/" + id).status()).isEqualTo(404);
        assertThat(client.get("/v2/orders").body()).isEmpty();
        ahead = Duration.ofDays(1).plusMinutes(1);
        assertThat(client.get("/v2/orders/" + id).status()).isEqualTo(200);
        String next = client.post("/v2/orders", RESTING).body().path("id").asText();
        assertThat(client.get("/v2/orders/" + next).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"cancel-rejected, order_cancel_rejected", "cancel-unanswered, pending_cancel"})
    void shouldNotCancelAlthoughItAnswered(String fault, String lastEvent) {
        Socket socket = client.listener();
        String id = client.post("/v2/orders", RESTING).body().path("id").asText();
        arm("{\"fault\":\"%s\"}".formatted(fault));

        assertThat(client.delete("/v2/orders/" + id).status()).isEqualTo(204);
        socket.await(Client.event(lastEvent));
        assertThat(client.get("/v2/orders").body()).hasSize(1);

        client.delete("/v2/orders/" + id);
        socket.await(Client.event("canceled"));
        assertThat(client.get("/v2/orders").body()).isEmpty();
    }

    @Test
    void shouldBlockTheAccountUntilToldOtherwise() {
        long id = arm("{\"fault\":\"account-blocked\"}").path("id").asLong();

        assertThat(client.get("/v2/account").body().path("trading_blocked").asBoolean()).isTrue();
        assertThat(client.post("/v2/orders", RESTING).status()).isEqualTo(403);
        assertThat(client.delete("/openbell/control/faults/" + id).status()).isEqualTo(204);
        assertThat(client.get("/v2/account").body().path("trading_blocked").asBoolean()).isFalse();
        assertThat(client.post("/v2/orders", RESTING).status()).isEqualTo(200);
    }

    @Test
    void shouldFillNothingOfAHaltedSymbol() {
        Socket socket = client.listener();
        client.subscriber("\"quotes\":[\"AAPL\",\"KO\"]")
                .await(message -> message.path("S").asText().equals("KO"));
        arm("{\"fault\":\"halted-symbol\",\"symbol\":\"AAPL\"}");

        client.order();
        client.order("symbol=KO");
        JsonNode fill = socket.await(Client.event("fill")).path("data").path("order");
        assertThat(fill.path("symbol").asText()).isEqualTo("KO");
        client.delete("/openbell/control/faults");
        fill = socket.await(Client.event("fill")).path("data").path("order");
        assertThat(fill.path("symbol").asText()).isEqualTo("AAPL");
    }

    @Test
    void shouldTellTheWrongTime() {
        arm("{\"fault\":\"clock-skew\",\"millis\":-120000}");
        assertThat(clock()).isBefore(Instant.now().minusSeconds(100));

        client.delete("/openbell/control/faults");
        assertThat(clock()).isAfter(Instant.now().minusSeconds(20));
    }

    private Instant clock() {
        String told = client.get("/v2/clock").body().path("timestamp").asText();
        return OffsetDateTime.parse(told).toInstant();
    }

    @Test
    void shouldTakeFaultsFromCodeAndListThem() throws Exception {
        exchange.arm(FaultPlan.once(FaultKind.RATE_LIMITED).at("GET", "/v2/clock")).get();
        JsonNode armed = client.get("/openbell/control/faults").body().path("armed").get(0);
        assertThat(armed.path("fault").asText()).isEqualTo("rate-limited");
        assertThat(armed.path("path").asText()).isEqualTo("/v2/clock");

        assertThat(client.get("/v2/clock").status()).isEqualTo(429);
        assertThat(client.get("/v2/clock").status()).isEqualTo(200);
        assertThat(exchange.strikes(0).get().get(0).subject()).isEqualTo("GET /v2/clock");
        assertThat(client.get("/openbell/control/faults").body().path("strikes")).hasSize(1);
        assertThat(client.get("/openbell/control/faults").body().path("armed")).isEmpty();
    }

    @Test
    void shouldSayWhatIsWrongWithAFault() {
        Answer refused = client.post("/openbell/control/faults", "{\"fault\":\"flood\"}");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body().path("message").asText()).contains("must be one of");
        assertThat(client.delete("/openbell/control/faults/99").status()).isEqualTo(404);
        assertThat(client.delete("/openbell/control/faults/x").status()).isEqualTo(422);
    }
}
