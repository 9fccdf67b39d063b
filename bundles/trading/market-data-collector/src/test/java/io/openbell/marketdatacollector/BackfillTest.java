package io.openbell.marketdatacollector;

import static org.assertj.core.api.Assertions.assertThat;

import io.openbell.api.engine.TradingEvent;
import io.openbell.api.market.Bar;
import io.openbell.api.market.MarketDataGap;
import io.openbell.api.market.MarketDataRecovered;
import io.openbell.api.market.MarketEvent;
import io.openbell.api.market.Quote;
import io.openbell.api.market.Trade;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Symbol;
import io.openbell.testkit.DirectLoop;
import io.openbell.testkit.FakeMarketDataFeed;
import io.openbell.testkit.FakeMarketHistory;
import io.openbell.testkit.ManualClock;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BackfillTest {

    private static final Symbol KO = Symbol.of("KO");
    private static final Symbol PEP = Symbol.of("PEP");

    private final ManualClock clock = ManualClock.at("2025-01-15T14:30:00Z");
    private final Instant start = clock.instant();
    private final DirectLoop loop = new DirectLoop(clock);
    private final FakeMarketDataFeed feed = new FakeMarketDataFeed(clock);
    private final FakeMarketHistory history = new FakeMarketHistory();
    private final MarketDataCollector collector =
            new MarketDataCollector(feed, history, loop, clock, MarketDataCollectorTest.settings());

    private Trade trade(Symbol symbol, int id, int second) {
        return new Trade(
                symbol, Price.parse("60"), Quantity.of(1), id, "V", start.plusSeconds(second));
    }

    private Quote quote(int second) {
        return new Quote(
                KO,
                Price.parse("60"),
                Quantity.of(1),
                Price.parse("61"),
                Quantity.of(1),
                start.plusSeconds(second));
    }

    private List<TradingEvent> market() {
        return loop.delivered().stream()
                .filter(
                        event ->
                                event instanceof MarketEvent && !(event instanceof Bar)
                                        || event instanceof MarketDataGap
                                        || event instanceof MarketDataRecovered)
                .toList();
    }

    private MarketDataRecovered recovered() {
        return loop.delivered().stream()
                .filter(MarketDataRecovered.class::isInstance)
                .map(MarketDataRecovered.class::cast)
                .reduce((first, last) -> last)
                .orElseThrow();
    }

    @Test
    void shouldBringWhatWasMissedOnceAndInOrderBeforeWhatComesLive() {
        Trade before = trade(KO, 1, 0);
        feed.deliver(before);
        history.add(before);
        history.add(trade(PEP, 4, 4));
        history.add(trade(KO, 2, 2));
        history.add(quote(3));
        Trade both = trade(KO, 5, 5);
        history.add(both);
        clock.advance(Duration.ofSeconds(5));

        feed.gap(start, clock.instant());
        feed.deliver(both);
        feed.deliver(trade(KO, 6, 6));

        MarketDataGap gap = new MarketDataGap(start, start.plusSeconds(5));
        assertThat(market())
                .containsExactly(
                        before,
                        gap,
                        trade(KO, 2, 2),
                        quote(3),
                        trade(PEP, 4, 4),
                        both,
                        new MarketDataRecovered(gap, 3, 1, 0, Set.of(), "", start.plusSeconds(5)),
                        trade(KO, 6, 6));
        assertThat(recovered().isComplete()).isTrue();
    }

    @Test
    void shouldSayWhatItCouldNotBring() {
        history.failQuestions(new IOException("HTTP 503"));
        clock.advance(Duration.ofSeconds(5));

        feed.gap(start, clock.instant());

        assertThat(recovered().missing()).containsExactlyInAnyOrder(KO, PEP);
        assertThat(recovered().detail()).isEqualTo("trades not answered: HTTP 503");
    }

    @Test
    void shouldStopAtTheMostTicksOfOneGap() {
        for (int i = 0; i < 1_500; i++) {
            history.add(trade(KO, i + 1, 3));
        }
        clock.advance(Duration.ofSeconds(5));

        feed.gap(start, clock.instant());

        assertThat(recovered().trades()).isEqualTo(1_000);
        assertThat(recovered().missing()).contains(KO);
        assertThat(recovered().detail()).isEqualTo("trades cut off after 1000");
    }

    @Test
    void shouldAskForWholeBarsAfterALongGap() {
        for (int minute = 0; minute < 10; minute++) {
            history.add(
                    new Bar(
                            KO,
                            Duration.ofMinutes(1),
                            start.plusSeconds(60L * minute),
                            Price.parse("60"),
                            Price.parse("61"),
                            Price.parse("59"),
                            Price.parse("60"),
                            Quantity.of(100),
                            Price.parse("60"),
                            5));
        }
        clock.advance(Duration.ofSeconds(450));

        feed.gap(start.plusSeconds(30), clock.instant());

        assertThat(loop.delivered())
                .filteredOn(Bar.class::isInstance)
                .extracting(event -> ((Bar) event).start())
                .containsExactlyElementsOf(
                        List.of(60, 120, 180, 240, 300, 360).stream()
                                .map(second -> start.plusSeconds(second))
                                .toList());
        assertThat(recovered().bars()).isEqualTo(6);
        assertThat(recovered().detail()).contains("longer than 300 s");
    }

    @Test
    void shouldAskAboutTheSymbolsOfTheGapOnly() {
        history.add(trade(KO, 1, 2));
        history.add(trade(PEP, 2, 2));
        clock.advance(Duration.ofSeconds(5));

        feed.gap(new MarketDataGap(start, clock.instant(), Set.of(PEP)));

        assertThat(recovered().trades()).isEqualTo(1);
        assertThat(collector.trade(KO)).isEmpty();
    }

    @Test
    void shouldFillTheGapOfOneStreamAlthoughAnotherHasBroughtMoreThanIsRemembered() {
        history.add(trade(KO, 1, 5));
        clock.advance(Duration.ofSeconds(10));
        for (int id = 2; id < 9_000; id++) {
            feed.deliver(trade(PEP, id, 10));
        }

        feed.gap(new MarketDataGap(start, clock.instant(), Set.of(KO)));

        assertThat(recovered().trades()).isEqualTo(1);
        assertThat(collector.trade(KO)).contains(trade(KO, 1, 5));
    }

    @Test
    void shouldRecoverOnceWhatIsInTwoGapsThatTouch() {
        history.add(trade(KO, 1, 4));
        clock.advance(Duration.ofSeconds(5));

        feed.gap(start, clock.instant());
        feed.gap(clock.instant(), clock.instant());

        assertThat(market()).filteredOn(Trade.class::isInstance).containsExactly(trade(KO, 1, 4));
        assertThat(recovered().trades()).isZero();
    }
}
