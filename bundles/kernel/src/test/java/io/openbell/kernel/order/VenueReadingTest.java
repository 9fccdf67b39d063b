package io.openbell.kernel.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.openbell.api.broker.BrokerFill;
import io.openbell.api.broker.BrokerOrder;
import io.openbell.api.broker.BrokerOrder.Status;
import io.openbell.api.order.Order;
import io.openbell.api.order.OrderEvent.OfOrder;
import io.openbell.api.order.OrderEvent.OrderAccepted;
import io.openbell.api.order.OrderEvent.OrderCanceled;
import io.openbell.api.order.OrderEvent.OrderExpired;
import io.openbell.api.order.OrderEvent.OrderFilled;
import io.openbell.api.order.OrderEvent.OrderInitialized;
import io.openbell.api.order.OrderEvent.OrderNotReceived;
import io.openbell.api.order.OrderEvent.OrderRejected;
import io.openbell.api.order.OrderEvent.OrderSubmitted;
import io.openbell.api.order.OrderEvent.OrderUnknown;
import io.openbell.api.order.OrderId;
import io.openbell.api.order.OrderStatus;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Side;
import io.openbell.api.value.Symbol;
import io.openbell.testkit.Intents;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class VenueReadingTest {

    private static final Instant NOW = Instant.parse("2025-01-15T14:30:00Z");
    private static final OrderId ID = new OrderId("p1-1-1-x");

    private Order order = submitted();

    @Test
    void shouldLearnTheVenuesNameFromItsFirstStatement() {
        VenueReading reading = read(Status.WORKING, "0");

        assertThat(reading.events()).containsExactly(new OrderAccepted(ID, "b1", NOW));
        take(reading);
        assertThat(read(Status.WORKING, "0").events()).isEmpty();
    }

    @Test
    void shouldTakeOverFillsThatWereMissedWhileAway() {
        VenueReading reading = read(Status.FILLED, "10", fill("e2", "6", 2), fill("e1", "4", 1));

        assertThat(reading.events())
                .filteredOn(OrderFilled.class::isInstance)
                .extracting(event -> ((OrderFilled) event).executionId())
                .containsExactly("e1", "e2");
        take(reading);
        assertThat(order.status()).isEqualTo(OrderStatus.FILLED);
        assertThat(reading.fillsMissing()).isFalse();
    }

    @Test
    void shouldNotEndAnOrderWhileFillsAreMissing() {
        VenueReading reading = read(Status.CANCELED, "4");

        assertThat(reading.fillsMissing()).isTrue();
        assertThat(reading.events()).noneMatch(OrderCanceled.class::isInstance);

        VenueReading again = read(Status.CANCELED, "4", fill("e1", "4", 1));
        take(again);

        assertThat(again.fillsMissing()).isFalse();
        assertThat(order.status()).isEqualTo(OrderStatus.CANCELED);
        assertThat(order.filled()).isEqualTo(Quantity.of(4));
    }

    @Test
    void shouldNotCountAFillTwice() {
        VenueReading reading =
                VenueReading.of(
                        order,
                        venue(Status.WORKING, "4"),
                        List.of(fill("e1", "4", 1), fill("e1", "4", 1), fill("e2", "2", 2)),
                        Set.of("e2")::contains);

        assertThat(reading.events()).filteredOn(OrderFilled.class::isInstance).hasSize(1);
    }

    @Test
    void shouldIgnoreAStatementOlderThanWhatIsKnown() {
        take(read(Status.FILLED, "10", fill("e1", "10", 1)));

        assertThat(read(Status.WORKING, "0").events()).isEmpty();
        assertThat(read(Status.WORKING, "0").fillsMissing()).isFalse();
    }

    @Test
    void shouldEndAnOrderAsTheVenueDid() {
        assertThat(read(Status.CANCELED, "0").events()).anyMatch(OrderCanceled.class::isInstance);
        assertThat(read(Status.REPLACED, "0").events()).anyMatch(OrderCanceled.class::isInstance);
        assertThat(read(Status.EXPIRED, "0").events()).anyMatch(OrderExpired.class::isInstance);
        assertThat(read(Status.REJECTED, "0").events()).anyMatch(OrderRejected.class::isInstance);
        assertThat(read(Status.OTHER, "0").events()).hasSize(1);
    }

    @Test
    void shouldReviveAnOrderBelievedLostAndThenEndItAsTheVenueDid() {
        order = OrderLifecycle.apply(order, new OrderUnknown(ID, "timeout", NOW));
        order = OrderLifecycle.apply(order, new OrderNotReceived(ID, "404", NOW));

        take(read(Status.CANCELED, "0"));

        assertThat(order.status()).isEqualTo(OrderStatus.CANCELED);
        assertThat(order.brokerId()).isEqualTo("b1");
    }

    @Test
    void shouldRefuseToAdoptAnOrderThatIsNotTheOneWeWished() {
        BrokerOrder other =
                new BrokerOrder(
                        "b1",
                        ID,
                        Symbol.of("AAPL"),
                        Side.SELL,
                        Quantity.of(10),
                        Quantity.ZERO,
                        Price.ZERO,
                        Status.WORKING,
                        "new",
                        NOW,
                        NOW);

        VenueReading reading = VenueReading.of(order, other, List.of(), any -> false);

        assertThat(reading.events()).isEmpty();
        assertThat(reading.contradiction()).contains("venue has SELL 10 AAPL, ours is BUY 10 AAPL");
    }

    @Test
    void shouldRefuseAFillBeyondTheOrder() {
        VenueReading reading = read(Status.WORKING, "10", fill("e1", "10", 1), fill("e2", "1", 2));

        assertThat(reading.contradiction()).contains("execution=e2 would fill 11 of 10");
        take(reading);
        assertThat(order.filled()).isEqualTo(Quantity.of(10));
    }

    private VenueReading read(Status status, String filled, BrokerFill... fills) {
        return VenueReading.of(order, venue(status, filled), List.of(fills), any -> false);
    }

    private void take(VenueReading reading) {
        for (OfOrder event : reading.events()) {
            order = OrderLifecycle.apply(order, event);
        }
    }

    private static Order submitted() {
        Order order =
                OrderLifecycle.begin(
                        new OrderInitialized(ID, new Intents(NOW).buy("AAPL", "10", "100"), NOW));
        return OrderLifecycle.apply(order, new OrderSubmitted(ID, NOW));
    }

    private static BrokerOrder venue(Status status, String filled) {
        return new BrokerOrder(
                "b1",
                ID,
                Symbol.of("AAPL"),
                Side.BUY,
                Quantity.of(10),
                Quantity.parse(filled),
                Price.parse("100"),
                status,
                status.name(),
                NOW,
                NOW);
    }

    private static BrokerFill fill(String execution, String quantity, int second) {
        return new BrokerFill(
                execution,
                "b1",
                Symbol.of("AAPL"),
                Side.BUY,
                Price.parse("100"),
                Quantity.parse(quantity),
                NOW.plusSeconds(second));
    }
}
