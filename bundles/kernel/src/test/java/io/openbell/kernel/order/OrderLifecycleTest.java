package io.openbell.kernel.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openbell.api.order.Order;
import io.openbell.api.order.OrderEvent.OfOrder;
import io.openbell.api.order.OrderEvent.OrderAccepted;
import io.openbell.api.order.OrderEvent.OrderCancelRejected;
import io.openbell.api.order.OrderEvent.OrderCancelRequested;
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
import io.openbell.api.value.Money;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Side;
import io.openbell.api.value.Symbol;
import io.openbell.testkit.Intents;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class OrderLifecycleTest {

    private static final Instant NOW = Instant.parse("2025-01-15T14:30:00Z");
    private static final OrderId ID = new OrderId("p1-1-1-x");

    private final Events the = new Events();
    private int executions;

    @Test
    void shouldWalkFromTheWishToTheLastFill() {
        assertThat(after(the.submitted).status()).isEqualTo(OrderStatus.SUBMITTED);
        assertThat(after(the.submitted, the.accepted).status()).isEqualTo(OrderStatus.ACCEPTED);
        assertThat(after(the.submitted, the.accepted, fill("4")).status())
                .isEqualTo(OrderStatus.PARTIALLY_FILLED);

        Order done = after(the.submitted, the.accepted, fill("4"), fill("6"));

        assertThat(done.status()).isEqualTo(OrderStatus.FILLED);
        assertThat(done.filled()).isEqualTo(Quantity.of(10));
        assertThat(done.remaining()).isEqualTo(Quantity.ZERO);
    }

    @Test
    void shouldWeighTheAveragePriceByQuantity() {
        Order order = after(the.accepted, fill("1", "100"), fill("3", "104"));

        assertThat(order.averageFillPrice()).isEqualTo(Price.parse("103"));
    }

    @Test
    void shouldTakeAFillThatComesBeforeTheAcceptance() {
        Order order = after(the.submitted, fill("4"), the.accepted);

        assertThat(order.status()).isEqualTo(OrderStatus.PARTIALLY_FILLED);
        assertThat(order.brokerId()).isEqualTo("b1");
        assertThat(after(the.submitted, fill("10"), the.accepted).status())
                .isEqualTo(OrderStatus.FILLED);
    }

    @Test
    void shouldCountALateFillOfACanceledOrder() {
        Order order = after(the.accepted, the.cancelRequested, the.canceled, fill("4"));

        assertThat(order.status()).isEqualTo(OrderStatus.CANCELED);
        assertThat(order.filled()).isEqualTo(Quantity.of(4));
        assertThat(after(the.accepted, the.canceled, fill("10")).status())
                .isEqualTo(OrderStatus.FILLED);
    }

    @Test
    void shouldKeepACancelPendingThroughAPartialFill() {
        assertThat(after(the.accepted, the.cancelRequested, fill("4")).status())
                .isEqualTo(OrderStatus.PENDING_CANCEL);
        assertThat(after(the.submitted, the.cancelRequested, the.accepted).status())
                .isEqualTo(OrderStatus.PENDING_CANCEL);
    }

    @Test
    void shouldGoBackToWorkWhenTheCancelIsRefused() {
        assertThat(after(the.accepted, the.cancelRequested, the.cancelRejected).status())
                .isEqualTo(OrderStatus.ACCEPTED);
        assertThat(after(the.accepted, fill("4"), the.cancelRequested, the.cancelRejected).status())
                .isEqualTo(OrderStatus.PARTIALLY_FILLED);
    }

    @Test
    void shouldResolveAnUnknownOrderToWhatTheVenueSays() {
        assertThat(after(the.submitted, the.unknown).status()).isEqualTo(OrderStatus.UNKNOWN);
        assertThat(after(the.submitted, the.unknown, the.accepted).status())
                .isEqualTo(OrderStatus.ACCEPTED);
        assertThat(after(the.submitted, the.unknown, the.notReceived).status())
                .isEqualTo(OrderStatus.NOT_RECEIVED);
        assertThat(after(the.submitted, the.unknown, the.rejected).status())
                .isEqualTo(OrderStatus.REJECTED);
        assertThat(after(the.submitted, the.unknown, fill("10")).status())
                .isEqualTo(OrderStatus.FILLED);
    }

    @Test
    void shouldDoubtAnOrderThatTheVenueHadUntilTheVenueShowsItAgain() {
        assertThat(after(the.submitted, the.accepted, the.unknown).status())
                .isEqualTo(OrderStatus.UNKNOWN);
        assertThat(after(the.submitted, the.accepted, the.unknown, the.accepted).status())
                .isEqualTo(OrderStatus.ACCEPTED);
        assertThat(after(the.submitted, the.accepted, the.unknown, fill("4")).status())
                .isEqualTo(OrderStatus.UNKNOWN);
    }

    @Test
    void shouldReviveAnOrderGivenUpTooEarly() {
        assertThat(after(the.submitted, the.unknown, the.notReceived, the.accepted).status())
                .isEqualTo(OrderStatus.ACCEPTED);
        assertThat(after(the.submitted, the.rejected, the.accepted).status())
                .isEqualTo(OrderStatus.ACCEPTED);
    }

    @Test
    void shouldNotReviveAnOrderThatTheVenueItselfRejected() {
        assertThat(after(the.accepted, the.rejected, the.accepted).status())
                .isEqualTo(OrderStatus.REJECTED);
    }

    @Test
    void shouldLeaveAnEndedOrderAloneWhenOldNewsComes() {
        Order filled = after(the.submitted, the.accepted, fill("10"));

        for (OfOrder late :
                new OfOrder[] {
                    the.submitted,
                    the.accepted,
                    the.unknown,
                    the.cancelRequested,
                    the.cancelRejected
                }) {
            assertThat(OrderLifecycle.apply(filled, late)).isSameAs(filled);
        }
    }

    @Test
    void shouldNameTransitionsThatCannotBe() {
        assertThatThrownBy(() -> after(the.accepted, fill("11")))
                .isInstanceOf(IllegalTransition.class)
                .hasMessageContaining("filled 11 of 10");
        assertThatThrownBy(() -> after(the.accepted, fill("10"), fill("1")))
                .isInstanceOf(IllegalTransition.class);
        assertThatThrownBy(() -> after(the.accepted, fill("10"), the.canceled))
                .hasMessageContaining("status=FILLED event=OrderCanceled");
        assertThatThrownBy(() -> after(the.accepted, the.canceled, the.expired))
                .isInstanceOf(IllegalTransition.class);
        assertThatThrownBy(() -> after(the.accepted, fill("1"), the.rejected))
                .hasMessageContaining("it has fills of 1");
        assertThatThrownBy(() -> after(the.accepted, the.notReceived))
                .hasMessageContaining("the venue has it as b1");
        assertThatThrownBy(() -> after(the.accepted, new OrderAccepted(ID, "b2", NOW)))
                .hasMessageContaining("the venue named it b1, now b2");
        assertThatThrownBy(() -> after(begin())).hasMessageContaining("an order begins only once");
        assertThatThrownBy(
                        () ->
                                after(
                                        the.accepted,
                                        new OrderFilled(
                                                ID,
                                                "e",
                                                "test",
                                                Symbol.of("AAPL"),
                                                Side.SELL,
                                                Price.parse("1"),
                                                Quantity.of(1),
                                                Money.ZERO,
                                                NOW)))
                .hasMessageContaining("filled SELL AAPL");
    }

    private Order after(OfOrder... events) {
        Order order = OrderLifecycle.begin(begin());
        for (OfOrder event : events) {
            order = OrderLifecycle.apply(order, event);
        }
        return order;
    }

    private static OrderInitialized begin() {
        return new OrderInitialized(ID, new Intents(NOW).buy("AAPL", "10", "100"), NOW);
    }

    private OrderFilled fill(String quantity) {
        return fill(quantity, "100");
    }

    private OrderFilled fill(String quantity, String price) {
        return new OrderFilled(
                ID,
                "e" + ++executions,
                "test",
                Symbol.of("AAPL"),
                Side.BUY,
                Price.parse(price),
                Quantity.parse(quantity),
                Money.ZERO,
                NOW);
    }

    /** One event of each kind. */
    private static final class Events {
        final OfOrder submitted = new OrderSubmitted(ID, NOW);
        final OfOrder accepted = new OrderAccepted(ID, "b1", NOW);
        final OfOrder rejected = new OrderRejected(ID, "no", NOW);
        final OfOrder unknown = new OrderUnknown(ID, "timeout", NOW);
        final OfOrder notReceived = new OrderNotReceived(ID, "404 for 60 s", NOW);
        final OfOrder cancelRequested = new OrderCancelRequested(ID, "test", NOW);
        final OfOrder cancelRejected = new OrderCancelRejected(ID, "422", NOW);
        final OfOrder canceled = new OrderCanceled(ID, NOW);
        final OfOrder expired = new OrderExpired(ID, NOW);
    }
}
