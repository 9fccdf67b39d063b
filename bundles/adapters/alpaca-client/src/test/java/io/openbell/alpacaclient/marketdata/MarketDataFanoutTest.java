package io.openbell.alpacaclient.marketdata;

import static org.assertj.core.api.Assertions.assertThat;

import io.openbell.api.component.Heartbeat;
import io.openbell.api.market.FeedStatus;
import io.openbell.api.market.MarketDataGap;
import io.openbell.api.market.MarketDataListener;
import io.openbell.api.market.MarketEvent;
import io.openbell.api.value.Symbol;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MarketDataFanoutTest {

    private final Heartbeat heart = new Heartbeat("alpaca-market-data");
    private final MarketDataFanout fanout = new MarketDataFanout(heart);

    @Test
    void shouldNotCountTheTimeThatAListenerTakesAndBeatAfterIt() {
        boolean[] resting = new boolean[1];
        Listener listener = new Listener(() -> resting[0] = heart.isResting());

        fanout.add(
                new MarketDataFanout.Member(Set.of(Symbol.of("AAPL")), listener),
                new FeedStatus(true, "test", "", Instant.EPOCH));

        assertThat(resting[0]).isTrue();
        assertThat(heart.isResting()).isFalse();
        assertThat(heart.beats()).isEqualTo(1);
    }

    @Test
    void shouldBeatAfterAListenerThatThrows() {
        Listener listener =
                new Listener(
                        () -> {
                            throw new IllegalStateException("on purpose");
                        });

        fanout.add(
                new MarketDataFanout.Member(Set.of(Symbol.of("AAPL")), listener),
                new FeedStatus(true, "test", "", Instant.EPOCH));

        assertThat(heart.isResting()).isFalse();
    }

    private record Listener(Runnable onStatus) implements MarketDataListener {

        @Override
        public void onMarketEvent(MarketEvent event) {}

        @Override
        public void onStatus(FeedStatus status) {
            onStatus.run();
        }

        @Override
        public void onGap(MarketDataGap gap) {}
    }
}
