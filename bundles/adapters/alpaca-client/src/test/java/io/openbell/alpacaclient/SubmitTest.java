package io.openbell.alpacaclient;

import static io.openbell.alpacaclient.Rig.order;
import static io.openbell.alpacaclient.Rig.orderJson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.openbell.api.broker.CancelOutcome;
import io.openbell.api.broker.ExchangeEndpoint;
import io.openbell.api.broker.SubmitOutcome;
import io.openbell.api.order.OrderTerms;
import io.openbell.api.value.Quantity;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubmitTest {

    private Rig rig;

    @BeforeEach
    void start() throws Exception {
        rig = new Rig(Rig.settings(20_000));
    }

    /** Gives up soon, on a venue that would never answer. */
    private void giveUpSoon() throws Exception {
        rig.close();
        rig = new Rig(Rig.settings(700));
    }

    @AfterEach
    void stop() throws Exception {
        rig.close();
    }

    private SubmitOutcome submit(FakeHttp.Script script) {
        rig.http.script(script);
        SubmitOutcome outcome = rig.broker.submit(order(new OrderTerms.Market()));
        assertThat(rig.http.requests()).as("sent once").hasSizeLessThanOrEqualTo(1);
        return outcome;
    }

    @Test
    void shouldReportAnAcceptedOrder() {
        SubmitOutcome outcome =
                submit((request, wire) -> wire.json(200, orderJson("pending_new", "0")));

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        SubmitOutcome.Accepted.class,
                        accepted -> {
                            assertThat(accepted.order().brokerId()).isEqualTo("b-1");
                            assertThat(accepted.order().quantity())
                                    .isEqualTo(Quantity.parse("1.5"));
                        });
        FakeHttp.Request sent = rig.http.requests().get(0);
        assertThat(sent.method() + " " + sent.path()).isEqualTo("POST /v2/orders");
        assertThat(sent.headers())
                .containsEntry("apca-api-key-id", "PKTEST")
                .containsEntry("apca-api-secret-key", Rig.CANARY)
                .containsEntry("content-type", "application/json");
        assertThat(sent.body()).contains("\"client_order_id\":\"p1-1-1-abc\"");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 422})
    void shouldReportADefiniteRejection(int status) {
        SubmitOutcome outcome =
                submit((request, wire) -> wire.json(status, "{\"message\":\"wash trade\"}"));

        assertThat(outcome).isEqualTo(new SubmitOutcome.Rejected(status, "wash trade"));
    }

    @Test
    void shouldSayThatTheOrderIsAlreadyThereWhenTheVenueKnowsItsName() {
        SubmitOutcome outcome =
                submit(
                        (request, wire) ->
                                wire.json(422, "{\"message\":\"client_order_id must be unique\"}"));

        assertThat(outcome).isInstanceOf(SubmitOutcome.AlreadyThere.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 500, 502, 503, 504, 307, 418})
    void shouldNotKnowWhenTheVenueItselfDoesNot(int status) {
        assertThat(submit((request, wire) -> wire.json(status, "{}", "Location: http://x/")))
                .isInstanceOf(SubmitOutcome.Unknown.class);
    }

    @Test
    void shouldHoldBackOrdersAfterA429ButNotCancels() throws Exception {
        String reset = "X-RateLimit-Reset: " + (System.currentTimeMillis() / 1000 + 30);
        SubmitOutcome first = submit((request, wire) -> wire.json(429, "{}", reset));
        assertThat(first).isInstanceOf(SubmitOutcome.NotSent.class);

        SubmitOutcome second = submit((request, wire) -> wire.json(200, orderJson("new", "0")));
        assertThat(second)
                .isInstanceOfSatisfying(
                        SubmitOutcome.NotSent.class,
                        held -> assertThat(held.detail()).contains("rate limit"));

        rig.http.script((request, wire) -> wire.answer(204, "text/plain", ""));
        assertThat(rig.broker.cancel("b-1")).isEqualTo(new CancelOutcome.Requested());
    }

    @Test
    void shouldNotHaveSentWhatNobodyCouldReceive() {
        rig.client.bindExchange(
                new ExchangeEndpoint(
                        URI.create("http://127.0.0.1:1"),
                        rig.updates.uri(),
                        rig.market.uri(),
                        "PKTEST",
                        Rig.CANARY));

        assertThat(rig.broker.submit(order(new OrderTerms.Market())))
                .isInstanceOfSatisfying(
                        SubmitOutcome.NotSent.class,
                        unsent -> assertThat(unsent.detail()).contains("no connection"));
    }

    @Test
    void shouldNotHaveSentWithoutAVenue() {
        rig.client.unbindExchange(rig.exchange);

        assertThat(rig.broker.submit(order(new OrderTerms.Market())))
                .isInstanceOfSatisfying(
                        SubmitOutcome.NotSent.class,
                        unsent -> assertThat(unsent.detail()).contains("waiting for the built-in"));
    }

    @Test
    @Timeout(60)
    void shouldNotKnowWhenNoAnswerComesInTime() throws Exception {
        giveUpSoon();

        SubmitOutcome outcome = submit((request, wire) -> new CountDownLatch(1).await());

        assertThat(outcome).isInstanceOf(SubmitOutcome.Unknown.class);
    }

    /** The answer would be complete after an hour. */
    @Test
    @Timeout(60)
    void shouldNotWaitForASlowDripBeyondTheDeadline() throws Exception {
        giveUpSoon();

        SubmitOutcome outcome =
                submit(
                        (request, wire) -> {
                            wire.raw("HTTP/1.1 200 OK\r\nContent-Length: 72000\r\n\r\n");
                            for (int i = 0; i < 72_000; i++) {
                                wire.raw(" ");
                                Thread.sleep(50);
                            }
                        });

        assertThat(outcome).isInstanceOf(SubmitOutcome.Unknown.class);
    }

    @Test
    void shouldNotKnowWhenTheConnectionIsResetInTheMiddle() {
        assertThat(submit((request, wire) -> wire.reset()))
                .isInstanceOf(SubmitOutcome.Unknown.class);
    }

    @Test
    void shouldNotKnowWhenTheAnswerIsTruncated() {
        String body = orderJson("new", "0");
        SubmitOutcome outcome =
                submit(
                        (request, wire) -> {
                            wire.raw(
                                    "HTTP/1.1 200 OK\r\nContent-Length: "
                                            + body.length()
                                            + "\r\n\r\n"
                                            + body.substring(0, 40));
                            wire.close();
                        });

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        SubmitOutcome.Unknown.class,
                        unknown -> assertThat(unknown.detail()).contains("before the answer"));
    }

    @Test
    void shouldNotKnowWhenTheLengthIsTooShort() {
        String body = orderJson("new", "0");
        SubmitOutcome outcome =
                submit(
                        (request, wire) ->
                                wire.raw("HTTP/1.1 200 OK\r\nContent-Length: 40\r\n\r\n" + body));

        assertThat(outcome).isInstanceOf(SubmitOutcome.Unknown.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html>log in to the hotel</html>",
                "{}",
                "[]",
                "null",
                "{\"id\":\"b-1\"}",
                "{\"id\":\"b-1\"} {}"
            })
    void shouldNotKnowWhenASuccessCannotBeRead(String body) {
        assertThat(submit((request, wire) -> wire.answer(200, "text/html", body)))
                .isInstanceOf(SubmitOutcome.Unknown.class);
    }

    @Test
    void shouldNotKnowWhenAnotherOrderComesBack() {
        String other = orderJson("new", "0").replace("p1-1-1-abc", "p1-1-2-xyz");

        assertThat(submit((request, wire) -> wire.json(200, other)))
                .isInstanceOf(SubmitOutcome.Unknown.class);
    }

    @Test
    void shouldNotTakeTheRestOfOneAnswerForTheNext() {
        String body = orderJson("new", "0");
        rig.http.script(
                (request, wire) ->
                        wire.raw(
                                "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}HTTP/1.1 200 OK\r\n"
                                        + "Content-Length: "
                                        + body.length()
                                        + "\r\n\r\n"
                                        + body));
        rig.broker.submit(order(new OrderTerms.Market()));
        rig.http.script((request, wire) -> wire.json(403, "{\"message\":\"no\"}"));

        assertThat(rig.broker.submit(order(new OrderTerms.Market())))
                .isEqualTo(new SubmitOutcome.Rejected(403, "no"));
    }

    @Test
    void shouldNotRepeatSecretsThatTheVenueEchoes() {
        SubmitOutcome outcome =
                submit(
                        (request, wire) ->
                                wire.json(403, "{\"message\":\"bad\\nkey " + Rig.CANARY + "\"}"));

        assertThat(outcome).isEqualTo(new SubmitOutcome.Rejected(403, "bad key [redacted]"));
    }

    @Test
    void shouldTellWhatBecameOfACancel() {
        rig.http.script((request, wire) -> wire.json(422, "{\"message\":\"not cancelable\"}"));
        assertThat(rig.broker.cancel("b-1"))
                .isEqualTo(new CancelOutcome.Rejected(422, "not cancelable"));

        rig.http.script((request, wire) -> wire.json(500, "{}"));
        assertThat(rig.broker.cancel("b-1")).isInstanceOf(CancelOutcome.Unknown.class);
    }

    @Test
    void shouldCountTheOrdersOfACancelAll() throws Exception {
        rig.http.script(
                (request, wire) ->
                        wire.json(
                                207,
                                "[{\"id\":\"a\",\"status\":200},{\"id\":\"b\",\"status\":500}]"));

        assertThat(rig.broker.cancelAll()).isEqualTo(2);
        assertThat(rig.http.requests().get(0).method()).isEqualTo("DELETE");
    }

    @Test
    void shouldCancelWhileQuestionsHang() throws Exception {
        CountDownLatch canceled = new CountDownLatch(1);
        AtomicInteger ended = new AtomicInteger();
        rig.http.script(
                (request, wire) -> {
                    if (request.method().equals("GET")) {
                        canceled.await();
                    }
                    wire.answer(204, "text/plain", "");
                });
        ExecutorService threads = Executors.newFixedThreadPool(4);
        for (int i = 0; i < 4; i++) {
            threads.execute(
                    () -> {
                        assertThatThrownBy(rig.broker::account).isNotNull();
                        ended.incrementAndGet();
                    });
        }
        await().atMost(Duration.ofSeconds(60)).until(() -> !rig.http.requests().isEmpty());

        assertThat(rig.broker.cancel("b-1")).isEqualTo(new CancelOutcome.Requested());

        assertThat(ended).as("none of the questions made way for it").hasValue(0);
        canceled.countDown();
        threads.shutdownNow();
    }
}
