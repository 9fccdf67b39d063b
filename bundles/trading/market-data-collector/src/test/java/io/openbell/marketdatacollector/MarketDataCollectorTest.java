package io.openbell.marketdatacollector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openbell.api.broker.TradingSession;
import io.openbell.api.component.Health;
import io.openbell.api.component.Readiness;
import io.openbell.api.engine.Stage;
import io.openbell.api.engine.TimerTick;
import io.openbell.api.engine.TradingEvent;
import io.openbell.api.market.Bar;
import io.openbell.api.market.FeedStatus;
import io.openbell.api.market.MarketDataGap;
import io.openbell.api.market.PriceBand;
import io.openbell.api.market.Quote;
import io.openbell.api.market.Trade;
import io.openbell.api.risk.SessionsStated;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Symbol;
import io.openbell.testkit.DirectLoop;
import io.openbell.testkit.FakeMarketDataFeed;
import io.openbell.testkit.FakeMarketHistory;
import io.openbell.testkit.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MarketDataCollectorTest {

    private static final Symbol KO = Symbol.of("KO");
    private static final Symbol PEP = Symbol.of("PEP");

    private final ManualClock clock = ManualClock.at("2025-01-15T14:30:00Z");
    private final DirectLoop loop = new DirectLoop(clock);
    private final FakeMarketDataFeed feed = new FakeMarketDataFeed(clock);
    private final FakeMarketHistory history = new FakeMarketHistory();
    private final MarketDataCollector collector =
            new MarketDataCollector(feed, history, loop, clock, settings());

    static CollectorSettings settings() {
        return new CollectorSettings(
                List.of(KO, PEP),
                List.of(Duration.ofSeconds(1), Duration.ofMinutes(1)),
                Duration.ofMillis(500),
                Duration.ofSeconds(15),
                Duration.ofSeconds(5),
                Duration.ofDays(1),
                20,
                Duration.ofSeconds(5),
                Duration.ofMinutes(5),
                1_000);
    }

    @Test
    void shouldSubscribeTheConfiguredSymbolsAndLeaveThemWhenDeactivated() {
        assertThat(feed.subscribed()).containsExactlyInAnyOrder(KO, PEP);

        collector.deactivate();

        assertThat(feed.subscribed()).isEmpty();
    }

    @Test
    void shouldPutEveryGoodTickOnTheLoopInItsOrder() {
        feed.quote("KO", "60.00", "60.01");
        feed.trade("KO", "60.01", "100");
        feed.quote("PEP", "150.00", "150.05");

        assertThat(loop.delivered())
                .filteredOn(event -> event instanceof Quote || event instanceof Trade)
                .extracting(TradingEvent::getClass)
                .isEqualTo(List.of(Quote.class, Trade.class, Quote.class));
        assertThat(collector.ticksReceived()).isEqualTo(3);
    }

    @Test
    void shouldNotTakeAPriceBandForAFreshPrice() {
        feed.quote("KO", "60.00", "60.01");
        clock.advance(Duration.ofSeconds(16));

        PriceBand band =
                new PriceBand(KO, Price.parse("57.00"), Price.parse("63.00"), "B", clock.instant());
        feed.deliver(band);

        assertThat(loop.delivered()).contains(band);
        assertThat(collector.ticksReceived()).isEqualTo(1);
        assertThat(collector.health().detail()).contains("16.0 s old");
    }

    @Test
    void shouldHoldTheLatestTickOfEachSymbol() {
        feed.quote("KO", "60.00", "60.01");
        feed.quote("KO", "60.02", "60.03");
        feed.trade("PEP", "150.00", "10");

        assertThat(collector.symbols()).containsExactly(KO, PEP);
        assertThat(collector.quote(KO)).map(Quote::bid).contains(Price.parse("60.02"));
        assertThat(collector.quote(PEP)).isEmpty();
        assertThat(collector.trade(PEP)).map(Trade::price).contains(Price.parse("150.00"));
        assertThat(collector.quote(Symbol.of("XYZ"))).isEmpty();
    }

    @Test
    void shouldNotTakeAnOvertakenQuoteForThePriceOfNow() {
        feed.quote("KO", "60.00", "60.01");
        Quote newest = collector.quote(KO).orElseThrow();
        Quote old =
                new Quote(
                        KO,
                        Price.parse("59.00"),
                        newest.bidSize(),
                        Price.parse("59.01"),
                        newest.askSize(),
                        newest.at().minusSeconds(2));

        feed.deliver(old);

        assertThat(loop.delivered()).contains(newest).doesNotContain(old);
        assertThat(collector.quote(KO)).contains(newest);
        assertThat(collector.health().detail()).contains("OVERTAKEN 1");
    }

    @Test
    void shouldHaveTheLatestQuoteBeforeStrategiesSeeIt() {
        List<Boolean> seen = new ArrayList<>();
        loop.subscribe(
                "strategy",
                Stage.STRATEGIES,
                false,
                (sequence, now, event) -> {
                    if (event instanceof Quote quote) {
                        seen.add(collector.quote(KO).filter(quote::equals).isPresent());
                    }
                });

        feed.quote("KO", "60.00", "60.01");
        feed.quote("KO", "60.01", "60.02");

        assertThat(seen).containsExactly(true, true);
    }

    @Test
    void shouldBuildBarsOfEveryWidthAndEmitThem() {
        feed.trade("KO", "60.00", "100");
        clock.advance(Duration.ofMillis(1_500));
        tick();
        feed.trade("KO", "61.00", "300");
        clock.advance(Duration.ofMinutes(1));
        tick();

        assertThat(loop.delivered(Bar.class))
                .extracting(bar -> bar.width().toSeconds() + " " + bar.vwap())
                .containsExactly("1 60.00", "1 61.00", "60 60.75");
    }

    @Test
    void shouldKeepABadPrintOutOfTheBars() {
        feed.trade("KO", "60.00", "100");
        feed.trade("KO", "6000.00", "1");
        feed.trade("KO", "60.00", "0");
        clock.advance(Duration.ofMinutes(2));
        tick();

        Bar minute = loop.delivered(Bar.class).get(1);
        assertThat(minute.tradeCount()).isEqualTo(2);
        assertThat(minute.high()).isEqualTo(Price.parse("60.00"));
        assertThat(collector.health().detail()).contains("1 rejected (JUMP 1)");
    }

    @Test
    void shouldTellTheFeedsStateAtStartAndWheneverReadinessIsRestated() {
        assertThat(loop.delivered(FeedStatus.class)).containsExactly(feed.status());

        loop.publishFirst(new Readiness(List.of(), clock.instant()));

        assertThat(loop.delivered(FeedStatus.class)).containsExactly(feed.status(), feed.status());
    }

    @Test
    void shouldTellWhenTheFeedGoesDownAndComesBackWithAGap() {
        feed.disconnect("connection reset");
        feed.connect();
        feed.gap(clock.instant(), clock.instant().plusSeconds(3));

        assertThat(loop.delivered(FeedStatus.class))
                .extracting(FeedStatus::connected)
                .containsExactly(true, false, true);
        assertThat(loop.delivered(MarketDataGap.class)).hasSize(1);
        assertThat(collector.health().detail()).contains("1 gaps");
    }

    @Test
    void shouldNotBeReadyBeforeTheFirstTick() {
        assertThat(collector.health().status()).isEqualTo(Health.Status.TEMPORARILY_UNAVAILABLE);

        feed.trade("KO", "-1", "100");
        assertThat(collector.health().isReady()).isFalse();
        assertThat(collector.health().detail()).contains("1 rejected (PRICE 1)");

        feed.quote("KO", "60.00", "60.01");
        assertThat(collector.health().status()).isEqualTo(Health.Status.OK);
    }

    @Test
    void shouldNotKeepASessionFromOpeningOnAClosedMarket() {
        clock.advance(Duration.ofSeconds(16));
        assertThat(collector.health().status()).isEqualTo(Health.Status.WARN);
        assertThat(collector.health().detail()).contains("No tick for 16 s");

        hours(clock.instant().plusSeconds(3_600), clock.instant().plusSeconds(7_200));
        assertThat(collector.health().status()).isEqualTo(Health.Status.OK);
        assertThat(collector.health().detail()).contains("The market is closed, opens 20");

        clock.advance(Duration.ofSeconds(3_600));
        assertThat(collector.health().status()).isEqualTo(Health.Status.WARN);

        feed.trade("KO", "-1", "100");
        assertThat(collector.health().isReady()).isFalse();
    }

    @Test
    void shouldExpectNoTicksOutsideOfTheSession() {
        hours(clock.instant().minusSeconds(3_600), clock.instant().plusSeconds(60));
        feed.quote("KO", "60.00", "60.01");
        clock.advance(Duration.ofSeconds(59));
        assertThat(collector.health().status()).isEqualTo(Health.Status.WARN);

        clock.advance(Duration.ofSeconds(1));
        assertThat(collector.health().status()).isEqualTo(Health.Status.OK);
        assertThat(collector.health().detail()).contains("The market is closed;");

        // A calendar of days ago says nothing.
        clock.advance(Duration.ofDays(2));
        assertThat(collector.health().status()).isEqualTo(Health.Status.WARN);
    }

    private void hours(Instant open, Instant close) {
        TradingSession session =
                new TradingSession(LocalDate.EPOCH, open, close, open.minusSeconds(60), close);
        loop.publish(new SessionsStated(List.of(session), Duration.ZERO, clock.instant()));
    }

    @Test
    void shouldWarnOnceItsNewestTickIsStale() {
        feed.quote("KO", "60.00", "60.01");
        clock.advance(Duration.ofSeconds(15));
        assertThat(collector.health().status()).isEqualTo(Health.Status.OK);

        clock.advance(Duration.ofMillis(100));
        tick();

        Health health = collector.health();
        assertThat(health.status()).isEqualTo(Health.Status.WARN);
        assertThat(health.detail()).contains("15.1 s old").contains("2 of 2 symbols silent");

        feed.quote("KO", "60.00", "60.01");
        assertThat(collector.health().status()).isEqualTo(Health.Status.OK);
    }

    @Test
    void shouldNameASymbolThatFellSilentAlone() {
        feed.quote("KO", "60.00", "60.01");
        feed.quote("PEP", "150.00", "150.01");
        clock.advance(Duration.ofSeconds(16));
        feed.quote("KO", "60.00", "60.01");

        assertThat(collector.health().detail()).contains("1 of 2 symbols silent [PEP]");
    }

    @Test
    void shouldBeUnavailableButNotFailedWhileTheFeedIsDown() {
        feed.quote("KO", "60.00", "60.01");
        feed.disconnect("connection reset");

        Health health = collector.health();

        assertThat(health.status()).isEqualTo(Health.Status.TEMPORARILY_UNAVAILABLE);
        assertThat(health.detail()).contains("connection reset");
    }

    @Test
    void shouldSurviveATradeThatNoBarCanHold() {
        feed.trade("KO", "60.00", "9000000000");
        feed.trade("KO", "60.00", "9000000000");
        feed.trade("KO", "60.00", "1");

        assertThat(collector.health().status()).isEqualTo(Health.Status.OK);
        assertThat(collector.health().detail()).contains("VOLUME 1");
    }

    @Test
    void shouldBeCriticalWhenItFailsItself() {
        feed.quote("KO", "60.00", "60.01");
        DirectLoop refusing = new DirectLoop(clock);
        MarketDataCollector broken =
                new MarketDataCollector(
                        feed, history, new LoopWithoutEmit(refusing), clock, settings());
        feed.trade("KO", "60.00", "1");
        clock.advance(Duration.ofMinutes(2));

        assertThatThrownBy(() -> refusing.publish(new TimerTick(clock.instant())))
                .isInstanceOf(IllegalStateException.class);

        assertThat(broken.health().status()).isEqualTo(Health.Status.CRITICAL);
        assertThat(broken.health().detail()).contains("emit refused");
    }

    @Test
    void shouldTakeTicksOfAnotherCenturyWhenTheClockFollowsThem() {
        EventClock eventClock = new EventClock();
        DirectLoop replay = new DirectLoop(eventClock);
        FakeMarketDataFeed recorded = new FakeMarketDataFeed(eventClock);
        MarketDataCollector collecting =
                new MarketDataCollector(recorded, history, replay, eventClock, settings());

        for (String at : List.of("2013-10-07T13:30:00Z", "2013-10-08T13:30:00Z")) {
            recorded.deliver(
                    new Trade(KO, Price.parse("60"), Quantity.of(1), 0, "", Instant.parse(at)));
        }
        eventClock.now = Instant.parse("2013-10-08T13:30:00Z");

        assertThat(replay.delivered(Trade.class)).hasSize(2);
        assertThat(collecting.health().status()).isEqualTo(Health.Status.OK);
    }

    private void tick() {
        loop.publish(new TimerTick(clock.instant()));
    }
}
