package io.openbell.kernel.protection;

import static org.assertj.core.api.Assertions.assertThat;

import io.openbell.api.broker.PositionAdjusted.Effect;
import io.openbell.api.engine.TradingEvent;
import io.openbell.api.value.Money;
import io.openbell.api.value.Side;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What else than fills moves a position, and what becomes of its trips. */
class RoundTripsTest {

    private final TradingHistory history = new TradingHistory(ProtectionRules.standard());

    @Test
    void shouldSpreadTheSameCostOverTheSharesOfASplit() {
        history.buy("10", "100").booked(Effect.SPLIT, "A", "10", "0").sell("20", "51");

        assertThat(trips()).singleElement().satisfies(trip -> is(trip, "test", "1000", "20"));
    }

    @Test
    void shouldSpreadASplitOverEverySourceAlikeAndShareOutTheCash() {
        history.fill("one", Side.BUY, "A", "30", "100", TradingHistory.MARKET)
                .fill("two", Side.BUY, "A", "10", "100", TradingHistory.MARKET)
                .booked(Effect.SPLIT, "A", "-30", "40")
                .fill("one", Side.SELL, "A", "7.5", "400", TradingHistory.MARKET)
                .fill("two", Side.SELL, "A", "2.5", "400", TradingHistory.MARKET);

        assertThat(trips())
                .satisfiesExactly(
                        trip -> is(trip, "one", "3000", "30"),
                        trip -> is(trip, "two", "1000", "10"));
    }

    @Test
    void shouldEndATripWhoseFeeWasTakenInCoins() {
        history.buy("10", "100").booked(Effect.TRADE, "A", "-0.025", "0").sell("9.975", "100");

        assertThat(trips()).singleElement().satisfies(trip -> is(trip, "test", "1000", "-2.5"));
    }

    @Test
    void shouldEndATripWithAFeeThatComesAfterTheLastSale() {
        history.buy("10", "100").sell("9.975", "100").booked(Effect.TRADE, "A", "-0.025", "0");

        assertThat(trips()).singleElement().satisfies(trip -> is(trip, "test", "1000", "-2.5"));
    }

    @Test
    void shouldTakeNoFeeForATrip() {
        history.buy("10", "100")
                .sell("10", "100")
                .booked(Effect.TRADE, "A", "-0.025", "0")
                .buy("10", "100")
                .sell("9.975", "100");

        assertThat(trips())
                .hasSize(2)
                .allSatisfy(trip -> assertThat(trip.cost().isPositive()).isTrue());
    }

    @Test
    void shouldLoseWhatAnOptionCostThatExpired() {
        history.buy("10", "100").booked(Effect.TRADE, "A", "-10", "0");

        assertThat(trips()).singleElement().satisfies(trip -> is(trip, "test", "1000", "-1000"));
    }

    @Test
    void shouldCountSharesThatTheOwnerTookOutNeitherAsGainNorAsLoss() {
        history.buy("10", "100").booked(Effect.TRANSFER, "A", "-4", "0").sell("6", "110");

        assertThat(trips()).singleElement().satisfies(trip -> is(trip, "test", "600", "60"));
    }

    @Test
    void shouldEndNoTripWhereTheOwnerTookOutEverything() {
        history.buy("10", "100").booked(Effect.TRANSFER, "A", "-10", "0");
        history.buy("5", "100").sell("5", "99");

        assertThat(trips()).singleElement().satisfies(trip -> is(trip, "test", "500", "-5"));
    }

    @Test
    void shouldBeginNoShortWhereAdoptedSharesAreSold() {
        history.adopt("A", "10", "100").sell("10", "103").buy("10", "100").sell("10", "99");

        assertThat(trips())
                .satisfiesExactly(
                        trip -> is(trip, "external", "1000", "30"),
                        trip -> is(trip, "test", "1000", "-10"));
    }

    @Test
    void shouldBeginAShortBeyondTheAdoptedShares() {
        history.adopt("A", "10", "100").sell("15", "100").buy("5", "90");

        assertThat(trips())
                .satisfiesExactly(
                        trip -> is(trip, "external", "1000", "0"),
                        trip -> is(trip, "test", "500", "50"));
    }

    @Test
    void shouldSellTheOwnSharesBeforeTheAdoptedOnes() {
        history.adopt("A", "10", "50").buy("10", "100").sell("10", "101");

        assertThat(trips()).singleElement().satisfies(trip -> is(trip, "test", "1000", "10"));
    }

    @Test
    void shouldNotTripTheDrawdownOfASplit() {
        TradingHistory shipped = new TradingHistory(ProtectionRules.standard());
        for (int i = 0; i < 25; i++) {
            shipped.fill("test", Side.BUY, "S" + i, "10", "100", TradingHistory.MARKET)
                    .booked(Effect.SPLIT, "S" + i, "10", "0")
                    .fill("test", Side.SELL, "S" + i, "20", "50", TradingHistory.MARKET);
        }

        assertThat(shipped.said).isEmpty();
        shipped.restart();
        assertThat(shipped.said).isEmpty();
    }

    @Test
    void shouldEndTheSameTripUnderTheNewName() {
        history.buy("10", "100")
                .renamed("A", "AX")
                .fill("test", Side.SELL, "AX", "10", "98", TradingHistory.MARKET);

        assertThat(trips()).singleElement().satisfies(trip -> is(trip, "test", "1000", "-20"));
    }

    private List<RoundTrip> trips() {
        RoundTrips trips = new RoundTrips();
        List<RoundTrip> ended = new ArrayList<>();
        for (TradingEvent event : history.told()) {
            ended.addAll(trips.onEvent(Instant.EPOCH, event));
        }
        return ended;
    }

    private static void is(RoundTrip trip, String source, String cost, String profit) {
        assertThat(trip.source()).isEqualTo(source);
        assertThat(trip.cost()).isEqualTo(Money.parse(cost));
        assertThat(trip.profit()).isEqualTo(Money.parse(profit));
    }
}
