package io.openbell.kernel.protection;

import static org.assertj.core.api.Assertions.assertThat;

import io.openbell.api.broker.TradingSession;
import io.openbell.api.market.Quote;
import io.openbell.api.market.QuoteSnapshot;
import io.openbell.api.order.OrderEvent.OrderCanceled;
import io.openbell.api.order.OrderId;
import io.openbell.api.risk.ResumeTrading;
import io.openbell.api.risk.SessionsStated;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Symbol;
import io.openbell.kernel.protection.ProtectiveStops.Policy;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When a stop is asked for, and asked for again. */
class ProtectiveStopsTimesTest {

    private static final Duration NIGHT = Duration.ofHours(8);

    private final StopScene scene = new StopScene(Policy.PLACE);

    @Test
    void shouldAskForNoStopWhileTheMarketIsClosedAndForOneAtTheOpen() {
        scene.now = Instant.parse("2025-01-15T14:29:00Z");
        scene.tell(hours());
        scene.positions.hold("AAPL", "10", "100");

        scene.pass(Duration.ofSeconds(59));
        assertThat(scene.wishes()).isEmpty();
        assertThat(scene.shown("AAPL"))
                .isEqualTo("10.0 no stop in the market: the market is closed");
        scene.pass(Duration.ofSeconds(1));

        assertThat(scene.wishes()).hasSize(1);
    }

    @Test
    void shouldJudgeTheSessionByTheClockOfTheVenue() {
        scene.now = Instant.parse("2025-01-15T14:29:50Z");
        scene.tell(hours(Duration.ofSeconds(10)));
        scene.positions.hold("AAPL", "10", "100");

        scene.look();

        assertThat(scene.wishes()).hasSize(1);
    }

    @Test
    void shouldProtectCoinsAroundTheClock() {
        scene.now = Instant.parse("2025-01-15T03:00:00Z");
        scene.tell(hours());
        scene.positions.hold("BTC/USD", "0.5", "60000");

        scene.look();

        assertThat(scene.wishes()).hasSize(1);
    }

    @Test
    void shouldAskAgainAtOnceWhenTheSnapshotThatTheDenialAskedForArrives() {
        scene.positions.hold("AAPL", "10", "100");
        scene.look();
        scene.deny("QUOTE_STALE");

        scene.now = scene.now.plusSeconds(1);
        scene.tell(snapshot("KO"));
        assertThat(scene.wishes()).hasSize(1);
        scene.tell(snapshot("AAPL"));

        assertThat(scene.wishes()).hasSize(2);
    }

    @Test
    void shouldNotGoRoundWithASnapshotThatDoesNotHelp() {
        scene.positions.hold("AAPL", "10", "100");
        scene.look();

        for (int seconds = 0; seconds < 29; seconds++) {
            if (scene.wishes().size() <= 2) {
                scene.deny("QUOTE_STALE");
            }
            scene.pass(Duration.ofSeconds(1));
            scene.tell(snapshot("AAPL"));
        }

        assertThat(scene.wishes()).hasSize(2);
    }

    @Test
    void shouldAskLessAndLessOftenWhileTheReasonOfTheDenialLasts() {
        scene.positions.hold("AAPL", "10", "100");
        scene.look();

        denyFor(NIGHT, "NOT_TRADABLE");

        assertThat(scene.wishes()).hasSizeBetween(5, 16);
    }

    @Test
    void shouldAskAgainAfterAPauseOnceAnotherOrderOfTheSymbolIsGone() {
        scene.positions.hold("AAPL", "10", "100");
        OrderId more = scene.rest(scene.intents.buy("AAPL", "1", "90"));
        scene.look();
        denyFor(NIGHT, "SELF_CROSS");
        int before = scene.wishes().size();

        scene.tell(new OrderCanceled(more, scene.now));
        scene.pass(Duration.ofSeconds(31));

        assertThat(scene.wishes()).hasSize(before + 1);
    }

    @Test
    void shouldAskAgainWhenTradingResumes() {
        scene.positions.hold("AAPL", "10", "100");
        scene.look();
        denyFor(NIGHT, "LATCHED_HALT");
        int before = scene.wishes().size();

        scene.tell(new ResumeTrading("operator", "looked at it", scene.now));

        assertThat(scene.wishes()).hasSize(before + 1);
    }

    @Test
    void shouldSayWhatTheStopWasDeniedFor() {
        scene.positions.hold("AAPL", "10", "100");
        scene.look();
        scene.deny("SELF_CROSS");

        scene.look();

        assertThat(scene.shown("AAPL")).isEqualTo("10.0 no stop in the market: denied SELF_CROSS");
    }

    /** Every wish of that time is denied. */
    private void denyFor(Duration time, String code) {
        int denied = 0;
        for (Instant end = scene.now.plus(time); scene.now.isBefore(end); ) {
            if (scene.wishes().size() > denied) {
                denied = scene.wishes().size();
                scene.deny(code);
            }
            scene.pass(Duration.ofSeconds(1));
        }
        if (scene.wishes().size() > denied) {
            scene.deny(code);
        }
    }

    private QuoteSnapshot snapshot(String symbol) {
        Quote quote =
                new Quote(
                        Symbol.of(symbol),
                        Price.parse("99.99"),
                        Quantity.of(100),
                        Price.parse("100.01"),
                        Quantity.of(100),
                        scene.now.minusSeconds(60));
        return new QuoteSnapshot(quote, scene.now);
    }

    private SessionsStated hours() {
        return hours(Duration.ZERO);
    }

    private SessionsStated hours(Duration ahead) {
        TradingSession session =
                new TradingSession(
                        LocalDate.parse("2025-01-15"),
                        Instant.parse("2025-01-15T14:30:00Z"),
                        Instant.parse("2025-01-15T21:00:00Z"),
                        Instant.parse("2025-01-15T09:00:00Z"),
                        Instant.parse("2025-01-16T01:00:00Z"));
        return new SessionsStated(List.of(session), ahead, scene.now);
    }
}
