package io.openbell.kernel.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.openbell.api.broker.BrokerOrder;
import io.openbell.api.broker.BrokerOrderDetails;
import io.openbell.api.order.IntentId;
import io.openbell.api.order.Order;
import io.openbell.api.order.OrderEvent.OrderAccepted;
import io.openbell.api.order.OrderEvent.OrderInitialized;
import io.openbell.api.order.OrderEvent.OrderRestated;
import io.openbell.api.order.OrderId;
import io.openbell.api.order.OrderIntent;
import io.openbell.api.order.OrderTerms;
import io.openbell.api.order.TimeInForce;
import io.openbell.api.value.AssetClass;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Side;
import io.openbell.api.value.Symbol;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RestatementTest {

    private static final Instant NOW = Instant.parse("2025-01-15T14:30:00Z");
    private static final OrderId ID = new OrderId("o-1");

    private static Order order(OrderTerms terms, TimeInForce timeInForce) {
        OrderIntent intent =
                new OrderIntent(
                        new IntentId("i-1"),
                        "test",
                        Symbol.of("AAPL"),
                        Side.SELL,
                        Quantity.of(10),
                        terms,
                        timeInForce,
                        "a test",
                        NOW);
        Order begun = OrderLifecycle.begin(new OrderInitialized(ID, intent, NOW));
        return OrderLifecycle.apply(begun, new OrderAccepted(ID, "b-1", NOW));
    }

    private static BrokerOrder venue(String quantity, String limit, String stop) {
        return venue(quantity, "0", limit, stop);
    }

    private static BrokerOrder venue(String quantity, String filled, String limit, String stop) {
        return new BrokerOrder(
                "b-1",
                ID,
                Symbol.of("AAPL"),
                Side.SELL,
                Quantity.parse(quantity),
                Quantity.parse(filled),
                Price.ZERO,
                BrokerOrder.Status.WORKING,
                "new",
                NOW,
                NOW.plusSeconds(1),
                new BrokerOrderDetails(
                        AssetClass.US_EQUITY,
                        "simple",
                        "",
                        "gtc",
                        limit.isEmpty() ? Optional.empty() : Optional.of(Price.parse(limit)),
                        stop.isEmpty() ? Optional.empty() : Optional.of(Price.parse(stop)),
                        Optional.empty(),
                        false,
                        Optional.empty(),
                        1,
                        "",
                        ""),
                List.of());
    }

    private static VenueReading read(Order order, BrokerOrder venue) {
        return VenueReading.of(order, venue, List.of(), execution -> false);
    }

    private static OrderTerms stop(String price) {
        return new OrderTerms.Stop(Price.parse(price));
    }

    @Test
    void shouldFollowAnOrderThatTheVenueAdjustedToASplit() {
        Order order = order(stop("80"), TimeInForce.GTC);

        VenueReading reading = read(order, venue("100", "", "8"));

        assertThat(reading.contradiction()).isEmpty();
        OrderRestated restated = (OrderRestated) reading.events().get(0);
        Order after = OrderLifecycle.apply(order, restated);
        assertThat(after.intent().quantity()).isEqualTo(Quantity.of(100));
        assertThat(after.intent().terms()).isEqualTo(stop("8"));
        assertThat(after.status()).isEqualTo(order.status());
        assertThat(read(after, venue("100", "", "8")).events()).isEmpty();
    }

    @Test
    void shouldFollowBothPricesOfAStopLimit() {
        OrderTerms terms = new OrderTerms.StopLimit(Price.parse("81"), Price.parse("79.99"));

        VenueReading reading = read(order(terms, TimeInForce.GTC), venue("15", "53.32", "54"));

        assertThat(reading.events())
                .containsExactly(
                        new OrderRestated(
                                ID,
                                Quantity.of(15),
                                new OrderTerms.StopLimit(Price.parse("54"), Price.parse("53.32")),
                                NOW.plusSeconds(1)));
    }

    @Test
    void shouldFollowATrailThatIsNoWholeFractionInNewShares() {
        Order order = order(new OrderTerms.TrailingStop(Price.parse("1")), TimeInForce.GTC);

        VenueReading reading = read(order, venue("30", "", "26.33"));

        assertThat(reading.events())
                .first()
                .extracting(event -> ((OrderRestated) event).terms())
                .isEqualTo(new OrderTerms.TrailingStop(Price.parse("0.333333333")));
    }

    @Test
    void shouldFollowAnAdjustedOrderThatHasFilledSince() {
        Order order = order(stop("80"), TimeInForce.GTC);

        VenueReading reading = read(order, venue("100", "100", "", "8"));

        assertThat(reading.contradiction()).isEmpty();
        assertThat(reading.events())
                .containsExactly(
                        new OrderRestated(ID, Quantity.of(100), stop("8"), NOW.plusSeconds(1)));
        assertThat(reading.fillsMissing()).isTrue();
    }

    @Test
    void shouldNotTakeTwiceAsManySharesForCentsForTheSame() {
        assertThat(
                        read(order(stop("0.02"), TimeInForce.GTC), venue("20", "", "0.02"))
                                .contradiction())
                .contains("ours is SELL 10 AAPL");
    }

    @ParameterizedTest
    @CsvSource({"100,80", "100,7.90", "100,8.20", "20,8", "11,79"})
    void shouldNotTakeALargerOrderForOursUnlessItIsWorthTheSame(String quantity, String price) {
        VenueReading reading = read(order(stop("80"), TimeInForce.GTC), venue(quantity, "", price));

        assertThat(reading.contradiction()).contains("ours is SELL 10 AAPL");
        assertThat(reading.events()).isEmpty();
    }

    @Test
    void shouldNotTakeALargerOrderOfTheDayForOurs() {
        assertThat(read(order(stop("80"), TimeInForce.DAY), venue("100", "", "8")).contradiction())
                .contains("ours is SELL 10 AAPL");
    }

    @Test
    void shouldNotTakeALargerOrderAtTheMarketForOurs() {
        Order order = order(new OrderTerms.Market(), TimeInForce.GTC);

        assertThat(read(order, venue("100", "", "")).contradiction())
                .contains("ours is SELL 10 AAPL");
    }
}
