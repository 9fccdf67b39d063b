package io.openbell.orderexecutor;

import static org.assertj.core.api.Assertions.assertThat;

import io.openbell.api.market.Bar;
import io.openbell.api.order.Algorithm;
import io.openbell.api.order.ExecuteOrder;
import io.openbell.api.order.IntentId;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Side;
import io.openbell.api.value.Symbol;
import io.openbell.orderexecutor.VolumeProfiles.ProfileFound;
import io.openbell.testkit.FakeMarketHistory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class VolumeProfilesTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final FakeMarketHistory history = new FakeMarketHistory();

    @Test
    void shouldAskForTheSameTimeInNewYorkAfterTheClocksWentForward() throws Exception {
        trade("2025-03-07T14:30:00Z", "1");
        trade("2025-03-07T15:00:00Z", "2");

        assertThat(profile("2025-03-10T13:30:00Z", 1)).containsExactly(1_000L, 2_000L);
    }

    @Test
    void shouldAskForTheSameTimeInNewYorkAfterTheClocksWentBack() throws Exception {
        trade("2025-10-31T13:30:00Z", "1");
        trade("2025-10-31T14:00:00Z", "2");

        assertThat(profile("2025-11-03T14:30:00Z", 1)).containsExactly(1_000L, 2_000L);
    }

    @Test
    void shouldGoOnBeyondMidnightInNewYork() throws Exception {
        trade("2025-01-15T04:10:00Z", "1");
        trade("2025-01-15T05:10:00Z", "2");

        assertThat(profile("2025-01-16T04:00:00Z", 2)).containsExactly(1_000L, 2_000L);
    }

    private void trade(String start, String volume) {
        Price price = Price.parse("100");
        history.add(
                new Bar(
                        Symbol.of("AAPL"),
                        MINUTE,
                        Instant.parse(start),
                        price,
                        price,
                        price,
                        price,
                        Quantity.parse(volume),
                        price,
                        1));
    }

    /** The weights of two slices. */
    private List<Long> profile(String start, int hours) throws Exception {
        Instant begin = Instant.parse(start);
        CompletableFuture<ProfileFound> found = new CompletableFuture<>();
        VolumeProfiles profiles = new VolumeProfiles(() -> history, 3, found::complete);
        try {
            profiles.ask(
                    new ExecuteOrder(
                            new IntentId("vwap"),
                            "test",
                            Symbol.of("AAPL"),
                            Side.BUY,
                            Quantity.of(100),
                            Optional.empty(),
                            new Algorithm.Vwap(Duration.ofHours(hours), 2),
                            "because of the test",
                            begin),
                    begin);
            return found.get(10, TimeUnit.SECONDS).weights();
        } finally {
            profiles.close();
        }
    }
}
