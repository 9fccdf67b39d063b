package io.openbell.alpacaclient;

import static io.openbell.alpacaclient.Rig.AAPL;
import static io.openbell.alpacaclient.Rig.trade;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.openbell.alpacaclient.connection.ClientSettings;
import io.openbell.api.broker.BrokerReport;
import io.openbell.api.component.Health;
import io.openbell.api.market.FeedStatus;
import io.openbell.api.market.MarketDataGap;
import io.openbell.api.market.Trade;
import io.openbell.api.market.TradingStatus;
import io.openbell.api.value.Symbol;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The part of the catalogue of bad inputs that comes by stream, as far as the client is concerned. Frames that are fragmented,
 * oversized or no text (B61), and storms (B68), are in {@link MarketDataStreamTest} and {@link MarketDataReconnectTest}; fills
 * out of order (B64), of others (B65) and lost one by one (B67) are the order-executor's to understand: they pass.
 */
class BadStreamInputTest {

    private static final Symbol BTC = Symbol.of("BTC/USD");
    private static final String CRYPTO = "/v1beta3/crypto/us";

    private Rig rig;
    private final Rig.Heard heard = new Rig.Heard();

    @BeforeEach
    void start() throws Exception {
        Awaitility.setDefaultPollInterval(Duration.ofMillis(10));
        Awaitility.setDefaultPollDelay(Duration.ZERO);
        Awaitility.setDefaultTimeout(Duration.ofSeconds(60));
        rig = new Rig();
    }

    private void restart(ClientSettings settings) throws Exception {
        rig.close();
        rig = new Rig(settings);
    }

    @AfterEach
    void stop() throws Exception {
        rig.close();
    }

    private FakeStreams.Session subscribed(ClientSettings settings) throws Exception {
        restart(settings);
        rig.feed.subscribe(Set.of(AAPL), heard);
        await().until(() -> rig.feed.status().connected());
        await().until(() -> !rig.market.latest().received("subscribe").isEmpty());
        return rig.market.latest();
    }

    @ParameterizedTest(name = "B59 {0}")
    @CsvSource({"404,false", "406,false", "407,false", "500,false", "402,true", "409,true"})
    void shouldComeBackUnlessAPersonMustAct(int code, boolean needsPerson) throws Exception {
        FakeStreams.Session session = subscribed(Rig.settings(4_000));

        session.text("[{\"T\":\"error\",\"code\":" + code + ",\"msg\":\"no\"}]");

        if (needsPerson) {
            await().until(() -> rig.client.health().status() == Health.Status.CRITICAL);
            assertThat(rig.market.sessions()).as("no storm").hasSize(1);
        } else {
            await().until(() -> rig.market.sessions().size() == 2);
            await().until(() -> rig.feed.status().connected());
            await().until(() -> heard.gaps.size() == 1);
        }
    }

    @Test
    void shouldSpeakMessagePackInBothDirections() throws Exception {
        FakeStreams.Session session =
                subscribed(
                        Rig.settings(4_000)
                                .with(new ClientSettings.Feeds("iex", "indicative", true)));
        assertThat(session.msgpack).isTrue();
        assertThat(session.received("auth").get(0).path("key").asText()).isEqualTo("PKTEST");
        assertThat(session.received("subscribe").get(0).path("statuses").toString())
                .isEqualTo("[\"AAPL\"]");

        session.text(
                "["
                        + trade(1)
                        + ",{\"T\":\"s\",\"S\":\"AAPL\",\"sc\":\"H\",\"sm\":\"Halt\",\"rc\":\"LUDP\","
                        + "\"rm\":\"Pause\",\"z\":\"C\",\"t\":\"2025-01-15T14:30:00Z\"}]");

        await().until(() -> heard.events.size() == 2);
        assertThat(heard.events.get(0)).isInstanceOf(Trade.class);
        assertThat(heard.events.get(1))
                .isInstanceOfSatisfying(
                        TradingStatus.class, halt -> assertThat(halt.isTrading()).isFalse());
    }

    @Test
    void shouldTakeOneObjectForAListOfOneAndPassOverTypesItDoesNotKnow() throws Exception {
        FakeStreams.Session session = subscribed(Rig.settings(4_000));

        session.text("{\"T\":\"hologram\",\"S\":\"AAPL\"}");
        session.text(trade(1));

        await().until(() -> heard.events.size() == 1);
        assertThat(rig.market.sessions()).hasSize(1);
    }

    @Test
    void shouldDeliverATradeThatIsRepeatedOnce() throws Exception {
        FakeStreams.Session session = subscribed(Rig.settings(4_000));

        session.text("[" + trade(1) + "," + trade(1) + "," + trade(2) + "," + trade(1) + "]");
        session.text(trade(3));

        await().until(() -> heard.events.size() == 3);
        assertThat(heard.events).extracting(e -> ((Trade) e).id()).containsExactly(1L, 2L, 3L);
    }

    /** B66: pings are answered and the subscription is confirmed, and nothing comes in an open market. */
    @Test
    void shouldConnectAgainWhenNothingComesInAnOpenMarket() throws Exception {
        FakeStreams.Session session = subscribed(Rig.settingsStaleAfter(Duration.ofMillis(400)));
        session.text(trade(1));
        await().until(() -> heard.events.size() == 1);

        await().until(() -> rig.market.sessions().size() >= 2);

        await().until(() -> !heard.gaps.isEmpty());
        assertThat(heard.feedStatus)
                .extracting(FeedStatus::detail)
                .anyMatch(detail -> detail.contains("in an open market"));
    }

    @Test
    void shouldNotMindSilenceWhileTheMarketIsClosed() throws Exception {
        restart(Rig.settingsStaleAfter(Duration.ofMillis(400)));
        rig.http.clock(FakeHttp.CLOCK.replace("\"is_open\":true", "\"is_open\":false"));
        rig.client.unbindExchange(rig.exchange);
        rig.client.bindExchange(rig.exchange);
        rig.feed.subscribe(Set.of(AAPL), heard);
        await().until(() -> rig.feed.status().connected());

        await().pollDelay(Duration.ofMillis(1_200)).until(() -> rig.feed.status().connected());

        // On a busy machine a ping may be late, which is another reason.
        assertThat(heard.feedStatus)
                .extracting(FeedStatus::detail)
                .noneMatch(detail -> detail.contains("in an open market"));
    }

    @Test
    void shouldTellTheGapOfOneStreamAndLeaveTheOtherAlone() throws Exception {
        FakeStreams.Session stocks = subscribed(Rig.settings(4_000));
        Rig.Heard both = new Rig.Heard();
        rig.feed.subscribe(Set.of(AAPL, BTC), both);
        await().until(() -> rig.market.sessions(CRYPTO).size() == 1);
        await().until(() -> rig.feed.status().connected());
        FakeStreams.Session crypto = rig.market.sessions(CRYPTO).get(0);
        await().until(() -> !crypto.received("subscribe").isEmpty());
        crypto.text(trade(7).replace("AAPL", "BTC/USD"));
        await().until(() -> both.events.size() == 1);

        crypto.drop();
        await().until(() -> both.gaps.size() == 1);

        assertThat(both.gaps).extracting(MarketDataGap::symbols).containsExactly(Set.of(BTC));
        assertThat(heard.gaps).as("who wants shares only has missed nothing").isEmpty();
        stocks.text(trade(8));
        await().until(() -> both.events.size() == 2);
    }

    private static String fill(String executionId, String more) {
        return "{\"event\":\"partial_fill\",\"execution_id\":\""
                + executionId
                + "\",\"price\":\"182.51\",\"qty\":\"0.5\","
                + more
                + "\"timestamp\":\"2025-01-15T14:30:01Z\",\"order\":"
                + Rig.orderJson("partially_filled", "0.5")
                + "}";
    }

    private static String update(String data) {
        return "{\"stream\":\"trade_updates\",\"data\":" + data + "}";
    }

    private static List<String> executions(List<BrokerReport> reports) {
        return reports.stream().map(report -> report.fill().orElseThrow().executionId()).toList();
    }

    private FakeStreams.Session listening() throws Exception {
        rig.broker.listen(heard);
        await().until(() -> rig.broker.status().connected());
        return rig.updates.latest();
    }

    /** B63, B64, B65, and an event that nobody knows (B62). */
    @Test
    void shouldReportEachFillOnceWhateverItsOrder() throws Exception {
        FakeStreams.Session session = listening();

        session.binary(update(fill("e-2", "")));
        session.binary(update(fill("e-1", "")));
        session.binary(update(fill("e-2", "\"position_qty\":\"7\",")));
        session.binary(
                update(
                        fill("e-3", "")
                                .replace("partial_fill", "teleported")
                                .replace("b-1", "b-7")));

        await().until(() -> heard.reports.size() == 3);
        assertThat(executions(heard.reports.subList(0, 2))).containsExactly("e-2", "e-1");
        assertThat(heard.reports.get(2).event()).isEqualTo("teleported");
    }

    /** B67 and B69: the replay brings what was missed, and nothing that was there already. */
    @Test
    void shouldReplayWhatWasMissedBeforeItIsUpAgain() throws Exception {
        FakeStreams.Session session = listening();
        session.binary(update(fill("e-1", "\"event_id\":\"01J1\",")));
        await().until(() -> heard.reports.size() == 1);
        rig.http.script(
                (request, wire) ->
                        wire.answer(
                                200,
                                "text/event-stream",
                                ": hello\n\ndata: "
                                        + fill("e-1", "")
                                        + "\n\nid: 01J2\ndata: "
                                        + fill("e-2", "")
                                        + "\n\n"));

        session.drop();
        await().until(() -> heard.reports.size() == 2);
        await().until(() -> rig.broker.status().connected());

        assertThat(executions(heard.reports)).containsExactly("e-1", "e-2");
        assertThat(rig.http.requests().get(0).path())
                .as("an end needs a begin of its kind")
                .matches("/v2/events/trades\\?since=[^&]+&until=[^&]+");
    }

    /** B34: a page of something in between is no replay without events. */
    @Test
    void shouldAskAgainWhereAPageCameInsteadOfTheReplay() throws Exception {
        FakeStreams.Session session = listening();
        session.binary(update(fill("e-1", "")));
        await().until(() -> heard.reports.size() == 1);
        AtomicInteger asked = new AtomicInteger();
        rig.http.script(
                (request, wire) -> {
                    if (!request.path().startsWith("/v2/events/")) {
                        wire.json(404, "{\"message\":\"the clock, perhaps\"}");
                    } else if (asked.incrementAndGet() == 1) {
                        wire.answer(200, "text/html", "<html>Sign in</html>");
                    } else {
                        wire.answer(200, "text/event-stream", "data: " + fill("e-2", "") + "\n\n");
                    }
                });

        session.drop();

        await().until(() -> heard.reports.size() == 2);
        assertThat(executions(heard.reports)).containsExactly("e-1", "e-2");
    }

    @Test
    void shouldAskForTheReplayAgainWhereItFailedInPassing() throws Exception {
        restart(Rig.settings(1_000, Duration.ofSeconds(60), Duration.ofMillis(600)));
        FakeStreams.Session session = listening();
        session.binary(update(fill("e-1", "")));
        await().until(() -> heard.reports.size() == 1);
        AtomicInteger asked = new AtomicInteger();
        rig.http.script(
                (request, wire) -> {
                    if (!request.path().startsWith("/v2/events/")) {
                        wire.json(404, "{\"message\":\"the clock, perhaps\"}");
                    } else if (asked.incrementAndGet() == 1) {
                        wire.json(400, "{\"message\":\"not now\"}");
                    } else {
                        wire.answer(200, "text/event-stream", "data: " + fill("e-2", "") + "\n\n");
                    }
                });

        session.drop();

        await().until(() -> heard.reports.size() == 2);
        assertThat(executions(heard.reports)).containsExactly("e-1", "e-2");
        await().during(Duration.ofMillis(2_500)).until(() -> asked.get() == 2);
    }

    @Test
    void shouldComeUpAgainAlthoughAnEventOfTheReplayCannotBeRead() throws Exception {
        FakeStreams.Session session = listening();
        session.binary(update(fill("e-1", "")));
        await().until(() -> heard.reports.size() == 1);
        rig.http.script(
                (request, wire) ->
                        wire.answer(
                                200,
                                "text/event-stream",
                                "data: "
                                        + fill("e-2", "").replace("b-1", "")
                                        + "\n\ndata: "
                                        + fill("e-3", "")
                                        + "\n\n"));

        session.drop();
        await().until(() -> heard.reports.size() == 2);
        await().until(() -> rig.broker.status().connected());

        assertThat(executions(heard.reports)).containsExactly("e-1", "e-3");
        assertThat(rig.updates.sessions()).hasSize(2);
    }

    @Test
    void shouldComeUpAgainWithoutAReplayWhereTheVenueHasNone() throws Exception {
        FakeStreams.Session session = listening();
        session.binary(update(fill("e-1", "")));
        await().until(() -> heard.reports.size() == 1);

        session.drop();
        await().until(() -> rig.updates.sessions().size() == 2);
        await().until(() -> rig.broker.status().connected());
        rig.updates.latest().drop();
        await().until(() -> rig.updates.sessions().size() == 3);
        await().until(() -> rig.broker.status().connected());

        assertThat(rig.http.requests()).as("asked once, answered 404").hasSize(1);
    }

    @Test
    void shouldHearOfNewsOnceAndAskForWhatAGapSwallowed() throws Exception {
        List<Long> ids = new CopyOnWriteArrayList<>();
        rig.http.script(
                (request, wire) ->
                        wire.json(
                                200,
                                "{\"news\":["
                                        + news(1)
                                        + ","
                                        + news(2)
                                        + "],\"next_page_token\":null}"));
        try (AlpacaNews feed = new AlpacaNews(rig.client)) {
            feed.subscribe(Set.of(AAPL), article -> ids.add(article.id()));
            await().until(() -> feed.status().connected());
            FakeStreams.Session session = rig.market.sessions("/v1beta1/news").get(0);
            session.text("[" + news(1) + "]");
            await().until(() -> ids.size() == 1);

            session.drop();
            await().until(() -> ids.size() == 2);
            await().until(() -> rig.market.sessions("/v1beta1/news").size() == 2);
            rig.market.sessions("/v1beta1/news").get(1).text("[" + news(2) + "," + news(3) + "]");
            await().until(() -> ids.size() == 3);
        }
        assertThat(ids).containsExactly(1L, 2L, 3L);
    }

    private static String news(int id) {
        return "{\"T\":\"n\",\"id\":"
                + id
                + ",\"headline\":\"h\",\"symbols\":[\"AAPL\",\"^SPX!\"],"
                + "\"created_at\":\"2025-01-15T14:30:00Z\",\"updated_at\":\"2025-01-15T14:30:00Z\"}";
    }
}
