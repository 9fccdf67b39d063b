package io.openbell.aihftsystem;

import static org.assertj.core.api.Assertions.assertThat;

import io.openbell.api.market.Bar;
import io.openbell.api.strategy.Strategy;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Symbol;
import io.openbell.testkit.FakeMarketDataFeed;
import io.openbell.testkit.ManualClock;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StrategyHistoryTest {

    private static final Symbol KO = Symbol.of("KO");
    private static final Symbol PEP = Symbol.of("PEP");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final ManualClock clock = ManualClock.at("2025-01-15T14:30:20Z");
    private final FakeMarketDataFeed feed = new FakeMarketDataFeed(clock);

    @Test
    void shouldAskForCompleteBarsOfAllSymbolsInTheOrderOfTime() {
        Bar first = bar(KO, "2025-01-15T14:27:00Z");
        Bar second = bar(PEP, "2025-01-15T14:28:00Z");
        Bar third = bar(KO, "2025-01-15T14:29:00Z");
        feed.addBar(first);
        feed.addBar(third);
        feed.addBar(second);
        feed.addBar(bar(KO, "2025-01-15T14:26:00Z"));
        feed.addBar(bar(KO, "2025-01-15T14:30:00Z"));

        assertThat(past(wanting(Duration.ofMinutes(3)))).containsExactly(first, second, third);
    }

    @Test
    void shouldBeginColdWhenTheVenueFailsOrThereIsNone() {
        feed.addBar(bar(KO, "2025-01-15T14:29:00Z"));
        feed.failQuestions(new IOException("HTTP 503"));

        assertThat(past(wanting(Duration.ofMinutes(3)))).isEmpty();
        assertThat(
                        new StrategyHistory(() -> null, clock)
                                .of("test", wanting(Duration.ofMinutes(3)), List.of(KO)))
                .isEmpty();
    }

    @Test
    void shouldAskNothingForAStrategyThatWantsNothing() {
        feed.failQuestions(new IOException("nobody should ask"));

        assertThat(past(new Strategy() {})).isEmpty();
    }

    private List<Bar> past(Strategy strategy) {
        return new StrategyHistory(() -> feed, clock).of("test", strategy, List.of(KO, PEP));
    }

    private static Strategy wanting(Duration back) {
        return new Strategy() {
            @Override
            public Map<Duration, Duration> history() {
                return Map.of(MINUTE, back);
            }
        };
    }

    private static Bar bar(Symbol symbol, String start) {
        Price price = Price.parse("60");
        return new Bar(
                symbol,
                MINUTE,
                Instant.parse(start),
                price,
                price,
                price,
                price,
                Quantity.of(1),
                price,
                1);
    }
}
