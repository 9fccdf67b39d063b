package io.openbell.alpacaclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openbell.alpacaclient.connection.ClientSettings;
import io.openbell.api.broker.BrokerAccount;
import io.openbell.api.broker.BrokerException;
import io.openbell.api.broker.BrokerFill;
import io.openbell.api.broker.BrokerOrder;
import io.openbell.api.market.Bar;
import io.openbell.api.market.HistoryQuery;
import io.openbell.api.market.Quote;
import io.openbell.api.market.Trade;
import io.openbell.api.order.OrderId;
import io.openbell.api.value.Money;
import io.openbell.api.value.Page;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Symbol;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class QuestionTest {

    private static final String ACCOUNT =
            "{\"account_number\":\"PA1\",\"status\":\"ACTIVE\",\"cash\":\"-12.34\","
                    + "\"equity\":100000.5,\"last_equity\":\"99000\",\"buying_power\":\"4e5\","
                    + "\"trading_blocked\":false,\"daytrade_count\":null,\"new_field\":{\"a\":[1]}}";

    private Rig rig;

    @BeforeEach
    void start() throws Exception {
        rig = new Rig();
    }

    @AfterEach
    void stop() throws Exception {
        rig.close();
    }

    private void answer(String json) {
        rig.http.script((request, wire) -> wire.json(200, json));
    }

    @Test
    void shouldReadNumbersAsStringsAndStringsAsNumbers() throws Exception {
        answer(ACCOUNT);

        BrokerAccount account = rig.broker.account();

        assertThat(account.cash()).isEqualTo(Money.parse("-12.34"));
        assertThat(account.equity()).isEqualTo(Money.parse("100000.5"));
        assertThat(account.buyingPower()).isEqualTo(Money.parse("400000"));
        assertThat(account.active()).isTrue();
    }

    @Test
    void shouldNameTheRequiredFieldThatIsMissingOrSenseless() {
        answer(ACCOUNT.replace("\"equity\"", "\"equality\""));
        assertThatThrownBy(() -> rig.broker.account())
                .isInstanceOf(BrokerException.class)
                .hasMessageContaining("GET /v2/account")
                .hasMessageContaining("'equity'");

        answer(ACCOUNT.replace("\"-12.34\"", "\"NaN\""));
        assertThatThrownBy(() -> rig.broker.account()).hasMessageContaining("cash=\"NaN\"");

        answer(ACCOUNT.replace("\"-12.34\"", "null"));
        assertThatThrownBy(() -> rig.broker.account()).hasMessageContaining("'cash'");

        answer(ACCOUNT.replace("\"-12.34\"", "\"1e400000000\""));
        assertThatThrownBy(() -> rig.broker.account()).hasMessageContaining("cash");
    }

    @Test
    void shouldSayWhyAnAccountIsNotActive() throws Exception {
        answer(ACCOUNT.replace("\"trading_blocked\":false", "\"trading_blocked\":true"));

        assertThat(rig.broker.account().active()).isFalse();
        assertThat(rig.broker.account().blockedReason()).isEqualTo("trading_blocked");
    }

    @Test
    void shouldAskAgainAfterA503() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        rig.http.script(
                (request, wire) -> {
                    if (calls.incrementAndGet() < 3) {
                        wire.json(503, "{}");
                    } else {
                        wire.json(200, ACCOUNT);
                    }
                });

        assertThat(rig.broker.account().number()).isEqualTo("PA1");
        assertThat(calls).hasValue(3);
    }

    @Test
    void shouldGiveUpWithTheStatusAfterFiveAttempts() {
        rig.http.script((request, wire) -> wire.json(502, "{\"message\":\"later\"}"));

        assertThatThrownBy(() -> rig.broker.account())
                .isInstanceOfSatisfying(
                        BrokerException.class,
                        failed -> assertThat(failed.httpStatus()).isEqualTo(502))
                .hasMessageContaining("later");
        assertThat(rig.http.requests()).hasSize(5);
    }

    @Test
    void shouldNotFollowARedirect() throws Exception {
        try (FakeHttp elsewhere = new FakeHttp()) {
            rig.http.script(
                    (request, wire) ->
                            wire.json(301, "{}", "Location: " + elsewhere.uri() + "/v2/account"));

            assertThatThrownBy(() -> rig.broker.account()).hasMessageContaining("HTTP 301");
            assertThat(elsewhere.connections()).isZero();
        }
    }

    @Test
    void shouldNotReadAnAnswerWithoutEnd() {
        rig.http.script(
                (request, wire) -> {
                    wire.raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
                    String chunk = "1000\r\n" + " ".repeat(0x1000) + "\r\n";
                    for (int i = 0; i < 100_000; i++) {
                        wire.raw(chunk);
                    }
                });

        assertThatThrownBy(() -> rig.broker.account()).hasMessageContaining("longer than 65536");
    }

    @Test
    void shouldNotReadAnAnswerThatAnnouncesTooMuch() {
        rig.http.script(
                (request, wire) ->
                        wire.raw("HTTP/1.1 200 OK\r\nContent-Length: 100000000\r\n\r\n {"));

        assertThatThrownBy(() -> rig.broker.account()).hasMessageContaining("longer than 65536");
    }

    @Test
    void shouldRefuseDeepNesting() {
        answer("[".repeat(10_000) + "]".repeat(10_000));

        assertThatThrownBy(() -> rig.broker.account()).hasMessageContaining("no valid JSON");
    }

    @Test
    void shouldRefuseAPageThatIsNoJson() {
        rig.http.script((request, wire) -> wire.answer(200, "text/html", "<html>hotel</html>"));

        assertThatThrownBy(() -> rig.broker.account())
                .hasMessageContaining("text/html")
                .hasMessageContaining("no valid JSON");
    }

    @Test
    void shouldShareAFewConnections() throws Exception {
        rig.http.script(
                (request, wire) -> {
                    Thread.sleep(5);
                    wire.json(200, ACCOUNT);
                });
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Future<?>> calls = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            calls.add(threads.submit(() -> rig.broker.account()));
        }
        for (Future<?> call : calls) {
            call.get();
        }
        threads.shutdown();

        assertThat(rig.http.connections()).isLessThanOrEqualTo(2);
        assertThat(rig.http.requests()).hasSize(40);
    }

    @Test
    void shouldReadOrdersThatOthersPlaced() throws Exception {
        answer(
                "["
                        + Rig.orderJson("partially_filled", "0.5")
                        + ","
                        + Rig.orderJson("something_new", "0")
                                .replace("\"b-1\"", "\"b-2\"")
                                .replace("\"qty\":\"1.5\"", "\"qty\":null,\"notional\":\"100\"")
                        + "]");

        List<BrokerOrder> orders = rig.broker.openOrders();

        assertThat(orders)
                .extracting(BrokerOrder::status)
                .containsExactly(BrokerOrder.Status.WORKING, BrokerOrder.Status.OTHER);
        assertThat(orders.get(0).filled()).isEqualTo(Quantity.parse("0.5"));
    }

    @Test
    void shouldReadAllPagesOfOrdersAndStopWhenOneRepeats() throws Exception {
        try (Rig large = new Rig(ClientSettings.defaults())) {
            large.http.script(
                    (request, wire) ->
                            wire.json(
                                    200,
                                    page(request.path().contains("after_order_id=b-499") ? 1 : 0)));
            assertThat(large.broker.openOrders()).hasSize(510);

            large.http.script((request, wire) -> wire.json(200, page(0)));
            assertThatThrownBy(() -> large.broker.openOrders()).hasMessageContaining("repeats");
        }
    }

    private static String page(int number) {
        StringBuilder page = new StringBuilder("[");
        int from = number * 500;
        int to = number == 0 ? 500 : 510;
        for (int i = from; i < to; i++) {
            page.append(i == from ? "" : ",")
                    .append(Rig.orderJson("new", "0").replace("\"b-1\"", "\"b-" + i + "\""));
        }
        return page.append("]").toString();
    }

    @Test
    void shouldFindAnOrderByOurNameOrSayThatThereIsNone() throws Exception {
        rig.http.script(
                (request, wire) -> {
                    if (request.path().endsWith("client_order_id=p1-1-1-abc")) {
                        wire.json(200, Rig.orderJson("filled", "1.5"));
                    } else {
                        wire.json(404, "{\"message\":\"order not found\"}");
                    }
                });

        assertThat(rig.broker.findOrder(new OrderId("p1-1-1-abc"))).isPresent();
        assertThat(rig.broker.findOrder(new OrderId("p1-9"))).isEmpty();
    }

    @Test
    void shouldListFillsInTheirOrderUnderTheNameThatTheStreamUses() throws Exception {
        answer(
                "["
                        + fill("20250115143000100::exec-2", "100", "200", "14:30:00.100")
                        + ","
                        + fill("20250115143000100::exec-1", "100", "100", "14:30:00.100")
                        + ","
                        + fill("20250115142959000::exec-0", "50", "50", "14:29:59.000")
                        + "]");

        List<BrokerFill> fills = rig.broker.fillsSince(Instant.parse("2025-01-15T14:30:00Z"));

        assertThat(fills).extracting(BrokerFill::executionId).containsExactly("exec-1", "exec-2");
        assertThat(rig.http.requests().get(0).path()).contains("after=2025-01-15T14%3A29%3A59Z");
    }

    private static String fill(String id, String quantity, String cumulative, String time) {
        return "{\"id\":\""
                + id
                + "\",\"activity_type\":\"FILL\",\"transaction_time\":\"2025-01-15T"
                + time
                + "Z\",\"type\":\"partial_fill\",\"price\":\"10.5\",\"qty\":\""
                + quantity
                + "\",\"side\":\"sell_short\",\"symbol\":\"AAPL\",\"order_id\":\"b-1\",\"cum_qty\":\""
                + cumulative
                + "\"}";
    }

    @Test
    void shouldSignShortPositions() throws Exception {
        answer(
                "[{\"symbol\":\"AAPL\",\"qty\":\"3\",\"side\":\"short\",\"avg_entry_price\":\"10\"},"
                        + "{\"symbol\":\"MSFT\",\"qty\":\"-4\",\"side\":\"short\",\"avg_entry_price\":\"10\"}]");

        assertThat(rig.broker.positions())
                .extracting(position -> position.quantity().toString())
                .containsExactly("-3", "-4");
    }

    @Test
    void shouldReadTheLatestQuotes() throws Exception {
        answer(
                "{\"quotes\":{\"AAPL\":{\"ap\":172.7,\"as\":1,\"bp\":172.62,\"bs\":2,"
                        + "\"t\":\"2022-08-17T10:07:40.286587431Z\"}}}");

        Map<Symbol, Quote> quotes = rig.feed.latestQuotes(Set.of(Rig.AAPL, Rig.MSFT));

        assertThat(quotes)
                .containsOnly(
                        Map.entry(
                                Rig.AAPL,
                                new Quote(
                                        Rig.AAPL,
                                        Price.parse("172.62"),
                                        Quantity.of(2),
                                        Price.parse("172.7"),
                                        Quantity.of(1),
                                        Instant.parse("2022-08-17T10:07:40.286587431Z"))));
        assertThat(rig.http.requests().get(0).path()).contains("symbols=AAPL%2CMSFT&feed=iex");
    }

    @Test
    void shouldReadBarsOfAllPagesUpToTheEndExclusively() throws Exception {
        rig.http.script(
                (request, wire) -> {
                    boolean second = request.path().contains("page_token=p2%3D");
                    wire.json(
                            200,
                            second
                                    ? "{\"bars\":{\"AAPL\":["
                                            + bar("14:31")
                                            + ","
                                            + bar("14:32")
                                            + "]},"
                                            + "\"next_page_token\":null}"
                                    : "{\"bars\":{\"AAPL\":["
                                            + bar("14:30")
                                            + "]},\"next_page_token\":\"p2=\"}");
                });

        List<Bar> bars =
                rig.feed.bars(
                        Rig.AAPL,
                        Duration.ofMinutes(1),
                        Instant.parse("2022-01-03T14:30:00Z"),
                        Instant.parse("2022-01-03T14:32:00Z"));

        assertThat(bars).hasSize(2);
        assertThat(bars.get(1).start()).isEqualTo(Instant.parse("2022-01-03T14:31:00Z"));
        assertThat(bars.get(1).vwap()).isEqualTo(Price.parse("178.235733"));
        assertThat(rig.http.requests().get(0).path())
                .contains(
                        "/v2/stocks/bars?symbols=AAPL&start=", "&timeframe=1Min&adjustment=split");
    }

    private static String bar(String time) {
        return "{\"c\":178.21,\"h\":178.26,\"l\":178.21,\"n\":65,\"o\":178.26,\"t\":\"2022-01-03T"
                + time
                + ":00Z\",\"v\":1118,\"vw\":178.235733}";
    }

    @Test
    void shouldReadTheClockInAnyZone() throws Exception {
        assertThat(rig.broker.clock().now())
                .isEqualTo(Instant.parse("2025-01-15T19:30:00.123456789Z"));
        assertThat(rig.broker.clock().open()).isTrue();
    }

    @Test
    void shouldPassOverTradesThatWereTakenBackSince() throws Exception {
        String trade =
                "{\"t\":\"2025-01-15T14:30:0%d.5Z\",\"i\":%d,\"x\":\"V\",\"p\":100,\"s\":1,"
                        + "\"c\":[],\"z\":\"C\"%s}";
        answer(
                "{\"next_page_token\":null,\"trades\":{\"AAPL\":["
                        + String.join(
                                ",",
                                trade.formatted(1, 1, ""),
                                trade.formatted(2, 2, ",\"u\":\"canceled\""),
                                trade.formatted(3, 3, ",\"u\":\"incorrect\""),
                                trade.formatted(3, 5, ",\"u\":\"corrected\""),
                                trade.formatted(4, 4, ",\"u\":null"))
                        + "]}}");
        Instant from = Instant.parse("2025-01-15T14:30:00Z");

        Page<Trade> page =
                new AlpacaMarketHistory(rig.client)
                        .trades(
                                new HistoryQuery(
                                        Set.of(Symbol.of("AAPL")), from, from.plusSeconds(9), 10),
                                "");

        assertThat(page.items()).extracting(Trade::id).containsExactly(1L, 5L, 4L);
    }
}
