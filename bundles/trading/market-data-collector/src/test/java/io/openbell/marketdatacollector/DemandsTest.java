package io.openbell.marketdatacollector;

import static org.assertj.core.api.Assertions.assertThat;

import io.openbell.api.engine.TimerTick;
import io.openbell.api.market.Bar;
import io.openbell.api.market.MarketDataDemand;
import io.openbell.api.market.Quote;
import io.openbell.api.value.Symbol;
import io.openbell.testkit.DirectLoop;
import io.openbell.testkit.FakeMarketDataFeed;
import io.openbell.testkit.FakeMarketHistory;
import io.openbell.testkit.ManualClock;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DemandsTest {

    private static final Symbol KO = Symbol.of("KO");
    private static final Symbol PEP = Symbol.of("PEP");
    private static final Symbol BTC = Symbol.of("BTC/USD");
    private static final Symbol ETH = Symbol.of("ETH/USD");

    private final ManualClock clock = ManualClock.at("2025-01-15T14:30:00Z");
    private final DirectLoop loop = new DirectLoop(clock);
    private final FakeMarketDataFeed feed = new FakeMarketDataFeed(clock);
    private final MarketDataCollector collector =
            new MarketDataCollector(
                    feed, new FakeMarketHistory(), loop, clock, MarketDataCollectorTest.settings());
    private final MarketDataDemand coins = demand(BTC, ETH);
    private final MarketDataDemand both = demand(BTC, KO);

    @Test
    void shouldCarryWhatIsDemandedAsLongAsItIs() {
        feed.quote("BTC/USD", "100000", "100001");
        assertThat(loop.delivered(Quote.class)).isEmpty();

        collector.addDemand(coins);
        feed.quote("BTC/USD", "100000", "100001");

        assertThat(loop.delivered(Quote.class)).hasSize(1);
        assertThat(collector.quote(BTC)).isPresent();
        assertThat(collector.symbols()).containsExactly(KO, PEP, BTC, ETH);

        collector.removeDemand(coins);
        feed.quote("BTC/USD", "100000", "100001");

        assertThat(loop.delivered(Quote.class)).hasSize(1);
        assertThat(collector.quote(BTC)).isEmpty();
        assertThat(feed.subscribed()).containsExactlyInAnyOrder(KO, PEP);
    }

    @Test
    void shouldSubscribeEachSymbolOnceHoweverManyDemandIt() {
        collector.addDemand(coins);
        collector.addDemand(both);
        feed.quote("BTC/USD", "100000", "100001");
        feed.quote("KO", "60.00", "60.01");
        assertThat(loop.delivered(Quote.class)).hasSize(2);

        collector.removeDemand(coins);
        feed.quote("BTC/USD", "100002", "100003");
        feed.quote("ETH/USD", "4000", "4001");

        assertThat(loop.delivered(Quote.class)).as("BTC/USD goes on for the other").hasSize(3);
        assertThat(collector.symbols()).containsExactly(KO, PEP, BTC);
    }

    @Test
    void shouldBuildNoBarsOfWhatIsOnlyDemanded() {
        collector.addDemand(coins);

        feed.trade("BTC/USD", "100000", "1");
        clock.advance(Duration.ofMinutes(2));
        loop.publish(new TimerTick(clock.instant()));

        assertThat(loop.delivered(Bar.class)).isEmpty();
    }

    @Test
    void shouldLeaveEverythingWhenDeactivated() {
        collector.addDemand(coins);

        collector.deactivate();

        assertThat(feed.subscribed()).isEmpty();
    }

    private static MarketDataDemand demand(Symbol... symbols) {
        Set<Symbol> demanded = Set.of(symbols);
        return () -> demanded;
    }
}
