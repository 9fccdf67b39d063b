package io.openbell.alpacaclient;

import static io.openbell.alpacaclient.Rig.AAPL;
import static io.openbell.alpacaclient.Rig.MSFT;
import static io.openbell.alpacaclient.Rig.trade;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.openbell.api.component.Health;
import io.openbell.api.engine.Subscription;
import io.openbell.api.market.FeedStatus;
import io.openbell.api.market.MarketEvent;
import io.openbell.api.market.Quote;
import io.openbell.api.market.Trade;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class MarketDataStreamTest {

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
    void shouldAuthenticateSubscribeAndDeliverInOrder() throws Exception {
        Rig.Heard heard = listen();

        rig.market
                .latest()
                .text(
                        "["
                                + trade(1)
                                + ",{\"T\":\"q\",\"S\":\"AAPL\",\"bx\":\"V\",\"bp\":182.49,\"bs\":200,\"ax\":\"V\","
                                + "\"ap\":0,\"as\":0,\"c\":[\"R\"],\"z\":\"C\",\"t\":\"2025-01-15T14:30:00.5Z\"},"
                                + trade(2)
                                + "]");
        await().until(() -> heard.events.size() == 3);

        assertThat(heard.events)
                .containsExactly(
                        new Trade(
                                AAPL,
                                Price.parse("182.5"),
                                Quantity.of(100),
                                1,
                                "V",
                                Instant.parse("2025-01-15T14:30:00.000000001Z")),
                        new Quote(
                                AAPL,
                                Price.parse("182.49"),
                                Quantity.of(200),
                                new Price(0),
                                Quantity.ZERO,
                                Instant.parse("2025-01-15T14:30:00.5Z")),
                        new Trade(
                                AAPL,
                                Price.parse("182.5"),
                                Quantity.of(100),
                                2,
                                "V",
                                Instant.parse("2025-01-15T14:30:00.000000001Z")));
        assertThat(rig.market.latest().received("auth").get(0).path("key").asText())
                .isEqualTo("PKTEST");
        assertThat(rig.market.latest().received("subscribe").get(0).path("quotes").toString())
                .isEqualTo("[\"AAPL\"]");
        assertThat(rig.market.latest().sentOrigin).as("only browsers do").isFalse();
        await().until(() -> rig.client.health().status() == Health.Status.OK);
        assertThat(rig.client.health().detail()).contains("built-in exchange", "market data live");
    }

    @Test
    void shouldLoseNothingToASlowListenerAndSlowTheSenderDown() throws Exception {
        CountDownLatch goOn = new CountDownLatch(1);
        AtomicInteger seen = new AtomicInteger();
        AtomicLong expected = new AtomicLong(1);
        Rig.Heard slow =
                new Rig.Heard() {
                    @Override
                    public void onMarketEvent(MarketEvent event) {
                        try {
                            goOn.await();
                        } catch (InterruptedException interrupted) {
                            Thread.currentThread().interrupt();
                        }
                        if (((Trade) event).id() == expected.get()) {
                            expected.incrementAndGet();
                        }
                        seen.incrementAndGet();
                    }
                };
        restart(Duration.ofMillis(1_500), Duration.ofSeconds(1));
        rig.feed.subscribe(Set.of(AAPL), slow);
        await().until(() -> rig.feed.status().connected());
        await().until(() -> !rig.market.latest().received("subscribe").isEmpty());

        FakeStreams.Session session = rig.market.latest();
        int frames = 2_000;
        int perFrame = 50;
        session.channel
                .eventLoop()
                .submit(
                        () -> {
                            for (int frame = 0; frame < frames; frame++) {
                                StringBuilder text = new StringBuilder("[");
                                for (int i = 1; i <= perFrame; i++) {
                                    text.append(i == 1 ? "" : ",")
                                            .append(trade(frame * perFrame + i));
                                }
                                session.text(text.append("]").toString());
                            }
                        });
        await().until(() -> !session.channel.isWritable());
        // Far longer than silence and missing pongs are tolerated on a connection that is read.
        await().during(Duration.ofMillis(3_500)).until(() -> !session.channel.isWritable());
        assertThat(seen).hasValue(0);
        goOn.countDown();

        await().until(() -> seen.get() == frames * perFrame);
        assertThat(expected).as("in order").hasValue(frames * perFrame + 1);
        assertThat(rig.market.sessions()).as("never disconnected").hasSize(1);
    }

    @Test
    void shouldTakeBinaryAndFragmentedFramesWithPingsInBetween() throws Exception {
        Rig.Heard heard = listen();
        FakeStreams.Session session = rig.market.latest();
        String json = "[" + trade(2) + "]";

        session.binary("[" + trade(1) + "]");
        session.frame(new TextWebSocketFrame(false, 0, json.substring(0, 20)));
        session.frame(new PingWebSocketFrame());
        session.frame(new ContinuationWebSocketFrame(true, 0, json.substring(20)));

        await().until(() -> heard.events.size() == 2);
        assertThat(ids(heard)).containsExactly(1L, 2L);
    }

    @Test
    void shouldPassOverWhatItDoesNotKnowAndWhatMakesNoSense() throws Exception {
        Rig.Heard heard = listen();

        rig.market
                .latest()
                .text(
                        "[{\"T\":\"zz\",\"S\":{\"deep\":[1,{}]},\"p\":\"x\"},{\"S\":\"AAPL\"},"
                                + trade(1).replace("182.5", "NaN")
                                + ","
                                + trade(2).replace("182.5", "1e308")
                                + ","
                                + trade(3).replace("\"2025", "\"20x5")
                                + ","
                                + trade(4).replace("182.5", "null")
                                + ","
                                + trade(5).replace("AAPL", "apple\\u0000")
                                + ","
                                + trade(6).replace("182.5", "\"182.5\"")
                                + ","
                                + trade(7).replace("182.5", "-0.0")
                                + "]");
        rig.market.latest().text(trade(8));

        await().until(() -> heard.events.size() == 3);
        assertThat(ids(heard)).containsExactly(6L, 7L, 8L);
        assertThat(rig.market.sessions()).hasSize(1);
    }

    @Test
    void shouldAddAndRemoveSymbolsWhileConnected() throws Exception {
        Rig.Heard first = listen();
        Rig.Heard second = new Rig.Heard();
        Subscription subscription = rig.feed.subscribe(Set.of(AAPL, MSFT), second);
        FakeStreams.Session session = rig.market.latest();
        await().until(() -> session.received("subscribe").size() == 2);
        assertThat(session.received("subscribe").get(1).path("trades").toString())
                .isEqualTo("[\"MSFT\"]");

        session.text("[" + trade(1) + "," + trade(2).replace("AAPL", "MSFT") + "]");
        await().until(() -> second.events.size() == 2);
        subscription.close();
        subscription.close();
        await().until(() -> session.received("unsubscribe").size() == 1);
        session.text("[" + trade(3) + "]");
        await().until(() -> first.events.size() == 2);

        assertThat(second.events).hasSize(2);
        assertThat(second.feedStatus).extracting(FeedStatus::connected).containsExactly(true);
    }

    @Test
    void shouldDeliverNothingAfterTheSubscriptionWasClosed() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        AtomicInteger calls = new AtomicInteger();
        Subscription subscription =
                rig.feed.subscribe(
                        Set.of(AAPL),
                        new Rig.Heard() {
                            @Override
                            public void onMarketEvent(MarketEvent event) {
                                inside.countDown();
                                await().pollDelay(Duration.ofMillis(100)).until(() -> true);
                                calls.incrementAndGet();
                            }
                        });
        await().until(() -> rig.feed.status().connected());
        await().until(() -> !rig.market.latest().received("subscribe").isEmpty());
        rig.market.latest().text("[" + trade(1) + "," + trade(2) + "," + trade(3) + "]");
        assertThat(inside.await(60, TimeUnit.SECONDS)).isTrue();

        subscription.close();

        assertThat(calls).hasValue(1);
    }

    @Test
    void shouldSurviveAListenerThatThrows() throws Exception {
        Rig.Heard heard = listen();
        rig.feed.subscribe(
                Set.of(AAPL),
                new Rig.Heard() {
                    @Override
                    public void onMarketEvent(MarketEvent event) {
                        throw new IllegalStateException("the loop has stopped");
                    }
                });

        rig.market.latest().text("[" + trade(1) + "," + trade(2) + "]");

        await().until(() -> heard.events.size() == 2);
        assertThat(rig.market.sessions()).hasSize(1);
    }

    @Test
    @Timeout(60)
    void shouldEndItsThreadsEvenUnderAListenerThatBlocks() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        rig.feed.subscribe(
                Set.of(AAPL),
                new Rig.Heard() {
                    @Override
                    public void onMarketEvent(MarketEvent event) {
                        inside.countDown();
                        try {
                            new CountDownLatch(1).await();
                        } catch (InterruptedException interrupted) {
                            Thread.currentThread().interrupt();
                        }
                    }
                });
        await().until(() -> rig.feed.status().connected());
        await().until(() -> !rig.market.latest().received("subscribe").isEmpty());
        rig.market.latest().text(trade(1));
        assertThat(inside.await(60, TimeUnit.SECONDS)).isTrue();

        rig.feed.close();

        await().until(
                        () ->
                                Thread.getAllStackTraces().keySet().stream()
                                        .noneMatch(t -> t.getName().equals("alpaca-market-data")));
    }
}
