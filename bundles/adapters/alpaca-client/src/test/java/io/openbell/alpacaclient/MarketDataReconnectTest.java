package io.openbell.alpacaclient;

import static io.openbell.alpacaclient.Rig.AAPL;
import static io.openbell.alpacaclient.Rig.trade;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.openbell.api.component.Health;
import io.openbell.api.market.FeedStatus;
import io.openbell.api.market.MarketDataGap;
import io.openbell.api.market.Trade;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MarketDataReconnectTest {

    private Rig rig;

    @BeforeEach
    void start() throws Exception {
        rig = new Rig();
        Awaitility.setDefaultPollInterval(Duration.ofMillis(10));
        Awaitility.setDefaultPollDelay(Duration.ZERO);
        Awaitility.setDefaultTimeout(Duration.ofSeconds(60));
    }

    @AfterEach
    void stop() throws Exception {
        rig.close();
    }

    private void restart(Duration silentAfter, Duration pingInterval) throws Exception {
        rig.close();
        rig = new Rig(Rig.settings(4_000, silentAfter, pingInterval));
    }

    private Rig.Heard listen() {
        Rig.Heard heard = new Rig.Heard();
        rig.feed.subscribe(Set.of(AAPL), heard);
        await().until(() -> rig.feed.status().connected());
        await().until(() -> !rig.market.latest().received("subscribe").isEmpty());
        return heard;
    }

    private static List<Long> ids(Rig.Heard heard) {
        return heard.events.stream().map(event -> ((Trade) event).id()).toList();
    }

    @Test
    void shouldReconnectSubscribeAgainAndTellTheGap() throws Exception {
        Rig.Heard heard = listen();
        rig.market.latest().text("[" + trade(1) + "]");
        await().until(() -> heard.events.size() == 1);
        Instant afterFirst = Instant.now();

        rig.market.latest().drop();
        await().until(() -> heard.gaps.size() == 1);
        rig.market.latest().text("[" + trade(2) + "]");
        await().until(() -> heard.events.size() == 2);

        MarketDataGap gap = heard.gaps.get(0);
        assertThat(gap.from()).isBefore(afterFirst);
        assertThat(gap.to()).isAfter(afterFirst);
        assertThat(rig.market.sessions()).hasSize(2);
        assertThat(rig.market.latest().received("subscribe")).hasSize(1);
        assertThat(heard.feedStatus).extracting(FeedStatus::connected).endsWith(true, false, true);
    }

    /** What is lost next may have happened before the last message came in. */
    @Test
    void shouldBeginAGapAtTheTimeTheLastMessageStates() throws Exception {
        Rig.Heard heard = listen();
        Instant stated = Instant.now().minusSeconds(5);
        rig.market
                .latest()
                .text("[" + trade(1).replace("2025-01-15T14:30:00.000000001Z", "" + stated) + "]");
        await().until(() -> heard.events.size() == 1);

        rig.market.latest().drop();
        await().until(() -> heard.gaps.size() == 1);

        assertThat(heard.gaps.get(0).from()).isEqualTo(stated);
    }

    /** Its watchdog looks every ten seconds: too late for a silence that is over by then. */
    @Test
    void shouldTellAGapAfterASilenceThatWasOverBeforeTheWatchdogLooked() throws Exception {
        Duration stale = Duration.ofMillis(200);
        try (Rig frozen = new Rig(Rig.settingsStaleAfter(stale, Duration.ofSeconds(10)))) {
            Rig.Heard heard = new Rig.Heard();
            await().until(() -> frozen.client.hours().isOpen());
            frozen.feed.subscribe(Set.of(AAPL), heard);
            await().until(() -> frozen.feed.status().connected());
            await().until(() -> !frozen.market.latest().received("subscribe").isEmpty());
            await().pollDelay(stale.plus(stale)).until(() -> true);

            frozen.market.latest().text("[" + trade(1) + "," + trade(2) + "]");

            await().until(() -> heard.gaps.size() == 1);
            assertThat(heard.feedStatus)
                    .anySatisfy(status -> assertThat(status.detail()).contains("no data for"));
            assertThat(heard.events).isEmpty();
        }
    }

    /** A recording of another day is no reason to ask for all the time since. */
    @Test
    void shouldBeginAGapWhenTheLastMessageCameIfItsTimeIsLongPast() throws Exception {
        Instant before = Instant.now();
        Rig.Heard heard = listen();
        rig.market.latest().text("[" + trade(1) + "]");
        await().until(() -> heard.events.size() == 1);

        rig.market.latest().drop();
        await().until(() -> heard.gaps.size() == 1);

        assertThat(heard.gaps.get(0).from()).isAfterOrEqualTo(before);
    }

    @Test
    void shouldConnectAgainAfterMalformedJson() throws Exception {
        Rig.Heard heard = listen();

        rig.market.latest().text("[" + trade(1) + ",{\"T\":\"t\",");
        await().until(() -> rig.market.sessions().size() == 2);
        await().until(() -> heard.gaps.size() == 1);

        assertThat(ids(heard)).containsExactly(1L);
        assertThat(heard.feedStatus)
                .anySatisfy(status -> assertThat(status.detail()).contains("could not be read"));
    }

    @Test
    void shouldConnectAgainAfterInvalidTextAndOversizedFrames() throws Exception {
        Rig.Heard heard = listen();

        rig.market
                .latest()
                .frame(
                        new TextWebSocketFrame(
                                Unpooled.wrappedBuffer(new byte[] {'[', (byte) 0xC3, 0x28, ']'})));
        await().until(() -> heard.gaps.size() == 1);
        rig.market
                .latest()
                .frame(new BinaryWebSocketFrame(Unpooled.wrappedBuffer(new byte[70_000])));
        await().until(() -> heard.gaps.size() == 2);

        rig.market.latest().text(trade(1));
        await().until(() -> heard.events.size() == 1);
    }

    @Test
    void shouldNotStormTheVenueWithRefusedCredentials() throws Exception {
        await().until(() -> rig.feed.status().connected());
        rig.market.script(
                (session, message) -> {
                    if (message.isMissingNode()) {
                        FakeStreams.marketData(session, message);
                    } else {
                        session.text("[{\"T\":\"error\",\"code\":402,\"msg\":\"auth failed\"}]");
                    }
                });
        rig.market.latest().drop();

        await().until(() -> rig.client.health().status() == Health.Status.CRITICAL);
        assertThat(rig.client.health().detail()).contains("402 auth failed");
        int attempts = rig.market.sessions().size();
        await().during(Duration.ofMillis(400))
                .until(() -> rig.market.sessions().size() == attempts);
    }

    @Test
    void shouldTryAgainSoonWhenTheBuiltInExchangeCountsADeadConnection() throws Exception {
        await().until(() -> rig.feed.status().connected());
        AtomicInteger refusals = new AtomicInteger(2);
        rig.market.script(
                (session, message) -> {
                    if (!message.isMissingNode() && refusals.getAndDecrement() > 0) {
                        session.text(
                                "[{\"T\":\"error\",\"code\":406,\"msg\":\"connection limit exceeded\"}]");
                    } else {
                        FakeStreams.marketData(session, message);
                    }
                });
        rig.market.latest().drop();

        await().until(() -> rig.market.sessions().size() >= 3 && rig.feed.status().connected());
    }

    @Test
    void shouldKeepItsDistanceFromAVenueThatClosesAtOnce() throws Exception {
        await().until(() -> rig.feed.status().connected());
        rig.market.script(
                (session, message) -> {
                    FakeStreams.marketData(session, message);
                    if (!message.isMissingNode()) {
                        session.drop();
                    }
                });
        long began = System.nanoTime();
        rig.market.latest().drop();

        await().until(() -> rig.market.sessions().size() >= 3);
        await().pollDelay(Duration.ofMillis(800)).until(() -> true);
        // Pauses of 20 to 100 ms: without them there would be hundreds a second.
        long millis = Duration.ofNanos(System.nanoTime() - began).toMillis();
        assertThat(rig.market.sessions()).hasSizeLessThan((int) (3 + millis / 20));
    }

    @Test
    void shouldLetTheVenueConfirmTheSubscriptionWhenTheStreamIsSilent() throws Exception {
        restart(Duration.ofMillis(150), Duration.ofMillis(100));
        listen();

        await().until(() -> rig.market.latest().received("subscribe").size() >= 3);

        AtomicInteger known = new AtomicInteger(rig.market.sessions().size());
        rig.market.script(
                (session, message) -> {
                    if (session.number > known.get()) {
                        FakeStreams.marketData(session, message);
                    }
                });
        await().until(() -> rig.market.sessions().size() > known.get());
    }

    @Test
    void shouldStayConnectedWhileNothingIsWanted() throws Exception {
        restart(Duration.ofMillis(100), Duration.ofMillis(50));
        Rig.Heard heard = new Rig.Heard();
        rig.feed.subscribe(Set.of(), heard);
        await().until(() -> rig.feed.status().connected());

        await().pollDelay(Duration.ofMillis(500)).until(() -> true);

        assertThat(rig.market.sessions()).allMatch(s -> s.received("subscribe").isEmpty());
        assertThat(heard.feedStatus)
                .extracting(FeedStatus::detail)
                .noneMatch(detail -> detail.contains("confirm"));
    }

    @Test
    void shouldConnectAgainWhenThePeerIsDead() throws Exception {
        restart(Duration.ofSeconds(60), Duration.ofMillis(80));
        Rig.Heard heard = listen();

        rig.market.latest().freeze();

        await().until(() -> !heard.gaps.isEmpty());
        assertThat(heard.feedStatus)
                .anySatisfy(status -> assertThat(status.detail()).contains("no sign of life"));
    }

    @Test
    void shouldFollowTheExchangeWhenItGoesAndComesBack() throws Exception {
        Rig.Heard heard = listen();

        rig.client.unbindExchange(rig.exchange);
        await().until(() -> !rig.feed.status().connected());
        assertThat(rig.client.health())
                .isEqualTo(Health.unavailable("waiting for the built-in exchange"));
        assertThat(rig.feed.status().source()).isEqualTo("none");

        rig.client.bindExchange(rig.exchange);
        await().until(() -> heard.gaps.size() == 1);
        await().until(() -> rig.client.health().status() == Health.Status.OK);
    }
}
