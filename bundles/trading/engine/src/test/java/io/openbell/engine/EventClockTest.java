package io.openbell.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.openbell.api.engine.Stage;
import io.openbell.api.engine.TimerTick;
import io.openbell.api.market.Trade;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Symbol;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventClockTest {

    private final LoopClock clock = LoopClock.ofEvents();
    private final EventLoop loop = new EventLoop(LoopSettings.DEFAULTS, clock).start();
    private final Recording recording = new Recording();

    @AfterEach
    void close() {
        loop.close();
    }

    @Test
    void shouldTakeItsTimeFromMarketDataAndTickOncePerSecondOrGap() {
        loop.subscribe("recording", Stage.OBSERVERS, false, recording);

        loop.publish(trade("2013-10-07T13:30:00.400Z"));
        loop.publish(trade("2013-10-07T13:30:00.900Z"));
        loop.publish(trade("2013-10-07T13:30:01Z"));
        loop.publish(trade("2013-10-07T13:30:07.250Z"));

        await().until(() -> recording.events(Trade.class).size() == 4);
        assertThat(recording.events())
                .containsExactly(
                        trade("2013-10-07T13:30:00.400Z"),
                        trade("2013-10-07T13:30:00.900Z"),
                        tick("2013-10-07T13:30:01Z"),
                        trade("2013-10-07T13:30:01Z"),
                        tick("2013-10-07T13:30:07Z"),
                        trade("2013-10-07T13:30:07.250Z"));
        assertThat(recording.times())
                .extracting(Instant::toString)
                .containsExactly(
                        "2013-10-07T13:30:00.400Z",
                        "2013-10-07T13:30:00.900Z",
                        "2013-10-07T13:30:01Z",
                        "2013-10-07T13:30:01Z",
                        "2013-10-07T13:30:07Z",
                        "2013-10-07T13:30:07.250Z");
        assertThat(clock.instant()).isEqualTo("2013-10-07T13:30:07.250Z");
    }

    @Test
    void shouldNeverGoBack() {
        loop.subscribe("recording", Stage.OBSERVERS, false, recording);

        loop.publish(trade("2013-10-07T13:30:05Z"));
        loop.publish(trade("2013-10-07T13:30:01Z"));

        await().until(() -> recording.events().size() == 2);
        assertThat(recording.times())
                .containsOnly(Instant.parse("2013-10-07T13:30:05Z"))
                .hasSize(2);
    }

    private static TimerTick tick(String at) {
        return new TimerTick(Instant.parse(at));
    }

    private static Trade trade(String at) {
        return new Trade(
                Symbol.of("SPY"),
                Price.parse("168.5"),
                Quantity.of(100L),
                0,
                "",
                Instant.parse(at));
    }
}
