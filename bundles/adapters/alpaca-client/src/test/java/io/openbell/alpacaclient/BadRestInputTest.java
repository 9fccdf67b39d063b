package io.openbell.alpacaclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openbell.api.broker.BrokerAccount;
import io.openbell.api.broker.BrokerException;
import io.openbell.api.broker.BrokerOrder;
import io.openbell.api.broker.CancelOutcome;
import io.openbell.api.broker.SubmitOutcome;
import io.openbell.api.component.Health;
import io.openbell.api.order.OrderId;
import io.openbell.api.order.OrderTerms;
import io.openbell.api.value.Money;
import io.openbell.api.value.Quantity;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The part of the catalogue of bad inputs that comes by REST, one case for each number, as far as the client is concerned.
 * What follows from it is told elsewhere: halts after B32, B56 and B57 by launcher and executor, frozen symbols after B45 and
 * doubts about quantities after B46 by the order-executor. Certificates (B51) are in {@link TlsTest}, what takes
 * long or never ends (B48, B52, B53) in {@link RestDeadlineTest}.
 */
class BadRestInputTest {

    private static final String ACCOUNT =
            "{\"account_number\":\"PA1\",\"status\":\"ACTIVE\",\"cash\":\"10\",\"equity\":\"10\","
                    + "\"buying_power\":\"10\"";

    private interface Check {
        void run(Rig rig) throws Exception;
    }

    private record Case(String id, FakeHttp.Script script, Check check) {
        @Override
        public String toString() {
            return id;
        }
    }

    private static SubmitOutcome submit(Rig rig) {
        return rig.broker.submit(Rig.order(new OrderTerms.Market()));
    }

    private static Case answers(String id, int status, String body, Check check) {
        return new Case(id, (request, wire) -> wire.json(status, body), check);
    }

    private static Case raw(String id, String bytes, Check check) {
        return new Case(
                id,
                (request, wire) -> {
                    wire.raw(bytes);
                    wire.close();
                },
                check);
    }

    private static void unknown(Rig rig) {
        assertThat(submit(rig)).isInstanceOf(SubmitOutcome.Unknown.class);
        assertThat(rig.http.requests()).as("an order is sent once").hasSize(1);
    }

    private static void rejected(Rig rig, int status) {
        assertThat(submit(rig))
                .isInstanceOfSatisfying(
                        SubmitOutcome.Rejected.class,
                        outcome -> assertThat(outcome.httpStatus()).isEqualTo(status));
    }

    private static BrokerOrder found(Rig rig) throws BrokerException {
        return rig.broker.findOrder(new OrderId("p1-1-1-abc")).orElseThrow();
    }

    static Stream<Case> refusals() {
        return Stream.of(
                answers(
                        "B32 401",
                        401,
                        "{\"message\":\"unauthorized\"}",
                        rig -> {
                            assertThatThrownBy(rig.broker::account)
                                    .isInstanceOfSatisfying(
                                            BrokerException.class,
                                            e -> assertThat(e.isUnauthorized()).isTrue());
                            assertThat(rig.http.requests()).as("no storm").hasSize(1);
                            assertThat(rig.client.health().status())
                                    .isEqualTo(Health.Status.CRITICAL);
                        }),
                answers(
                        "B33 403 with a code",
                        403,
                        "{\"code\":40310000,\"message\":\"potential wash trade detected\"}",
                        rig -> rejected(rig, 403)),
                answers(
                        "B34 404 on an order",
                        404,
                        "{\"code\":40410000,\"message\":\"order not found\"}",
                        rig -> {
                            assertThat(rig.broker.findOrder(new OrderId("x"))).isEmpty();
                            assertThat(rig.broker.cancel("b-1"))
                                    .isInstanceOf(CancelOutcome.Rejected.class);
                        }),
                answers(
                        "B35 422",
                        422,
                        "{\"code\":42210000,\"message\":\"sub-penny\"}",
                        rig -> rejected(rig, 422)),
                answers(
                        "B36 422 for a name that is taken",
                        422,
                        "{\"code\":40010001,\"message\":\"client_order_id must be unique\"}",
                        rig ->
                                assertThat(submit(rig))
                                        .isInstanceOf(SubmitOutcome.AlreadyThere.class)),
                new Case(
                        "B37 429",
                        (request, wire) -> {
                            if (request.method().equals("DELETE")) {
                                wire.answer(204, "text/plain", "");
                            } else {
                                wire.json(429, "{\"message\":\"too many\"}");
                            }
                        },
                        rig -> {
                            assertThat(submit(rig)).isInstanceOf(SubmitOutcome.NotSent.class);
                            assertThat(submit(rig)).isInstanceOf(SubmitOutcome.NotSent.class);
                            assertThat(rig.broker.cancel("b-1"))
                                    .isEqualTo(new CancelOutcome.Requested());
                            assertThat(rig.http.requests())
                                    .extracting(FakeHttp.Request::method)
                                    .as("the second order never left")
                                    .containsExactly("POST", "DELETE");
                        }),
                answers("B38 500 on an order", 500, "{}", BadRestInputTest::unknown),
                answers("B38 504 on an order", 504, "{}", BadRestInputTest::unknown),
                failsTwice("B38 502 on a question", 502),
                failsTwice("B38 503 on a question", 503),
                answers(
                        "B55 500 on canceling everything",
                        500,
                        "{\"message\":\"failed to cancel\"}",
                        rig ->
                                assertThatThrownBy(rig.broker::cancelAll)
                                        .hasMessageContaining("HTTP 500: failed to cancel")));
    }

    private static Case failsTwice(String id, int status) {
        AtomicInteger asked = new AtomicInteger();
        return new Case(
                id,
                (request, wire) ->
                        wire.json(
                                asked.incrementAndGet() <= 2 ? status : 200,
                                asked.get() <= 2 ? "{}" : ACCOUNT + "}"),
                rig -> {
                    assertThat(rig.broker.account().number()).isEqualTo("PA1");
                    assertThat(asked).hasValue(3);
                });
    }

    static Stream<Case> damage() {
        String html = "<html>Sign in to the hotel</html>";
        String head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: ";
        return Stream.of(
                new Case(
                        "B39 a captive portal",
                        (request, wire) -> wire.answer(200, "text/html", html),
                        rig -> {
                            unknown(rig);
                            assertThatThrownBy(rig.broker::account)
                                    .hasMessageContaining("text/html");
                        }),
                raw("B40 truncated", head + "900\r\n\r\n{\"id\":\"b-", BadRestInputTest::unknown),
                raw("B40 too long", head + "3\r\n\r\n{\"id\":\"b-1\"}", BadRestInputTest::unknown),
                raw(
                        "B40 broken gzip",
                        head + "4\r\nContent-Encoding: gzip\r\n\r\n\u001f\u008b\u0000\u0000",
                        BadRestInputTest::unknown),
                answers("B41 empty", 200, "", BadRestInputTest::unknown),
                answers(
                        "B42 10,000 levels deep",
                        200,
                        "[".repeat(10_000),
                        rig -> {
                            assertThatThrownBy(rig.broker::positions)
                                    .isInstanceOf(BrokerException.class)
                                    .hasMessageContaining("depth");
                            unknownAfterOne(rig);
                        }),
                raw(
                        "B42 100 MB",
                        head + "104857600\r\n\r\n[",
                        rig ->
                                assertThatThrownBy(rig.broker::positions)
                                        .hasMessageContaining("longer than")),
                raw(
                        "B50 a redirect",
                        "HTTP/1.1 301 Moved\r\nLocation: http://127.0.0.1:1/\r\n"
                                + "Content-Length: 0\r\n\r\n",
                        BadRestInputTest::unknown),
                new Case(
                        "B54 a reset in the middle",
                        (request, wire) -> {
                            wire.raw(head + "900\r\n\r\n{");
                            wire.reset();
                        },
                        BadRestInputTest::unknown));
    }

    private static void unknownAfterOne(Rig rig) {
        assertThat(submit(rig)).isInstanceOf(SubmitOutcome.Unknown.class);
    }

    static Stream<Case> contents() {
        String order = Rig.orderJson("new", "0");
        return Stream.of(
                answers(
                        "B43 forms of numbers, unknown fields, null",
                        200,
                        ACCOUNT.replace("\"cash\":\"10\"", "\"cash\":10.0")
                                + ",\"multiplier\":4,\"options_approved_level\":\"2\",\"new\":[{}],"
                                + "\"last_equity\":null}",
                        rig -> {
                            BrokerAccount account = rig.broker.account();
                            assertThat(account.cash()).isEqualTo(Money.parse("10"));
                            assertThat(account.rights().multiplier()).isEqualTo(4);
                            assertThat(account.rights().optionsTradingLevel()).isEqualTo(2);
                        }),
                answers(
                        "B43 a required field is missing",
                        200,
                        ACCOUNT.replace("\"cash\"", "\"cache\"") + "}",
                        rig ->
                                assertThatThrownBy(rig.broker::account)
                                        .hasMessageContaining("required field 'cash'")),
                answers(
                        "B44 with the day-trade fields",
                        200,
                        ACCOUNT
                                + ",\"daytrade_count\":3,\"pattern_day_trader\":false,"
                                + "\"daytrading_buying_power\":\"0\",\"dtbp_check\":\"entry\"}",
                        rig -> assertThat(rig.broker.account().active()).isTrue()),
                answers(
                        "B44 without them",
                        200,
                        ACCOUNT + "}",
                        rig -> assertThat(rig.broker.account().active()).isTrue()),
                answers(
                        "B45 an unknown status",
                        200,
                        order.replace("\"new\"", "\"levitating\""),
                        rig -> {
                            assertThat(found(rig).status()).isEqualTo(BrokerOrder.Status.OTHER);
                            assertThat(found(rig).rawStatus()).isEqualTo("levitating");
                            assertThat(found(rig).isOpen()).isTrue();
                        }),
                answers(
                        "B46 more filled than wished",
                        200,
                        order.replace("\"filled_qty\":\"0\"", "\"filled_qty\":\"9\""),
                        rig ->
                                assertThat(found(rig).filled())
                                        .as("stated, and judged by the executor")
                                        .isEqualTo(Quantity.of(9))),
                answers(
                        "B47 short and dust",
                        200,
                        "[{\"symbol\":\"AAPL\",\"qty\":\"-3\",\"side\":\"short\",\"avg_entry_price\":\"1\"},"
                                + "{\"symbol\":\"BTCUSD\",\"asset_class\":\"crypto\",\"qty\":\"1e-9\","
                                + "\"avg_entry_price\":\"60000\"}]",
                        rig -> {
                            assertThat(rig.broker.positions().get(0).quantity())
                                    .isEqualTo(Quantity.of(-3));
                            assertThat(rig.broker.positions().get(1).symbol())
                                    .hasToString("BTC/USD");
                            assertThat(rig.broker.positions().get(1).quantity())
                                    .isEqualTo(new Quantity(1));
                        }),
                answers(
                        "B49 a time without a zone",
                        200,
                        order.replace("789Z", "789"),
                        rig ->
                                assertThatThrownBy(() -> found(rig))
                                        .hasMessageContaining("submitted_at")),
                answers(
                        "B49 far in the future",
                        200,
                        order.replace("2025-", "2999-"),
                        rig ->
                                assertThat(found(rig).submittedAt())
                                        .isAfter("2998-01-01T00:00:00Z")),
                answers(
                        "B55 207 with both",
                        207,
                        "[{\"id\":\"a\",\"status\":200},{\"id\":\"b\",\"status\":500}]",
                        rig -> assertThat(rig.broker.cancelAll()).isEqualTo(2)),
                answers(
                        "B56 blocked in mid-session",
                        200,
                        ACCOUNT + ",\"trading_blocked\":true}",
                        rig -> {
                            assertThat(rig.broker.account().active()).isFalse();
                            assertThat(rig.broker.account().rights().tradingBlocked()).isTrue();
                        }),
                answers(
                        "B57 another account",
                        200,
                        ACCOUNT.replace("PA1", "PA2") + "}",
                        rig -> assertThat(rig.broker.account().number()).isEqualTo("PA2")),
                answers(
                        "B58 equity null",
                        200,
                        ACCOUNT.replace("\"equity\":\"10\"", "\"equity\":null") + "}",
                        rig ->
                                assertThatThrownBy(rig.broker::account)
                                        .hasMessageContaining("'equity'")),
                answers(
                        "B58 equity NaN",
                        200,
                        ACCOUNT.replace("\"equity\":\"10\"", "\"equity\":\"NaN\"") + "}",
                        rig ->
                                assertThatThrownBy(rig.broker::account)
                                        .hasMessageContaining("equity=\"NaN\"")),
                answers(
                        "B58 equity 0",
                        200,
                        ACCOUNT.replace("\"equity\":\"10\"", "\"equity\":\"0\"") + "}",
                        rig -> assertThat(rig.broker.account().equity()).isEqualTo(Money.ZERO)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"refusals", "damage", "contents"})
    void shouldTake(Case input) throws Exception {
        try (Rig rig = new Rig()) {
            rig.http.script(input.script());
            input.check().run(rig);
        }
    }
}
