package io.openbell.kernel.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openbell.api.order.OptionLeg;
import io.openbell.api.order.Order;
import io.openbell.api.order.OrderClass;
import io.openbell.api.order.OrderEvent.OfOrder;
import io.openbell.api.order.OrderEvent.OrderAccepted;
import io.openbell.api.order.OrderEvent.OrderContinues;
import io.openbell.api.order.OrderEvent.OrderFilled;
import io.openbell.api.order.OrderEvent.OrderInitialized;
import io.openbell.api.order.OrderEvent.OrderLegAdded;
import io.openbell.api.order.OrderEvent.OrderProgressed;
import io.openbell.api.order.OrderEvent.OrderRejected;
import io.openbell.api.order.OrderEvent.OrderReplaceRejected;
import io.openbell.api.order.OrderEvent.OrderReplaceRequested;
import io.openbell.api.order.OrderEvent.OrderReplaced;
import io.openbell.api.order.OrderEvent.OrderResized;
import io.openbell.api.order.OrderId;
import io.openbell.api.order.OrderInstructions;
import io.openbell.api.order.OrderIntent;
import io.openbell.api.order.OrderStatus;
import io.openbell.api.order.PositionIntent;
import io.openbell.api.value.Money;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Side;
import io.openbell.api.value.Symbol;
import io.openbell.testkit.Intents;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Orders that replace others, exits and legs, and orders whose size the venue finds. */
class GroupedOrdersTest {

    private static final Instant NOW = Instant.parse("2025-01-15T14:30:00Z");
    private static final OrderId OLD = new OrderId("p1-1-1-x");
    private static final OrderId NEW = new OrderId("p1-1-2-x");

    private final Intents intents = new Intents(NOW);
    private final OrderIntent wish = intents.buy("AAPL", "10", "100");

    @Test
    void shouldCountTheFillsOfTheOldOrderInTheNewOne() {
        Order next =
                after(
                        begin(NEW, wish),
                        continues("10", "4", "100"),
                        new OrderAccepted(NEW, "b2", NOW),
                        fill(NEW, "6", "110"));

        assertThat(next.status()).isEqualTo(OrderStatus.FILLED);
        assertThat(next.filled()).isEqualTo(Quantity.of(10));
        assertThat(next.ownFilled()).isEqualTo(Quantity.of(6));
        assertThat(next.averageFillPrice()).isEqualTo(Price.parse("106"));
    }

    @Test
    void shouldCountOfAReplacementOnItsWayOnlyWhatTheOldOneDoesNot() {
        Order larger = after(begin(NEW, wish.sized(Quantity.of(12))), continues("10", "4", "100"));
        Order smaller = after(begin(NEW, wish.sized(Quantity.of(8))), continues("10", "4", "100"));

        assertThat(larger.remaining()).isEqualTo(Quantity.of(2));
        assertThat(smaller.remaining()).isEqualTo(Quantity.ZERO);
        assertThat(after(larger, new OrderAccepted(NEW, "b2", NOW)).remaining())
                .isEqualTo(Quantity.of(8));
    }

    @Test
    void shouldForgetWhatItCarriedWhenItNeverWasInTheMarket() {
        Order never =
                after(
                        begin(NEW, wish),
                        continues("10", "4", "100"),
                        new OrderRejected(NEW, "no", NOW));

        assertThat(never.status()).isEqualTo(OrderStatus.REJECTED);
        assertThat(never.filled()).isEqualTo(Quantity.ZERO);
    }

    @Test
    void shouldWorkOnUnlessItWasReplaced() {
        Order asked =
                after(
                        begin(OLD, wish),
                        new OrderAccepted(OLD, "b1", NOW),
                        new OrderReplaceRequested(OLD, NEW, "test", NOW));

        assertThat(asked.status()).isEqualTo(OrderStatus.PENDING_REPLACE);
        assertThat(after(asked, new OrderReplaced(OLD, NEW, NOW)).status())
                .isEqualTo(OrderStatus.REPLACED);
        Order refused = after(asked, new OrderReplaceRejected(OLD, NEW, "no", NOW));
        assertThat(refused.status()).isEqualTo(OrderStatus.ACCEPTED);
        assertThat(refused.links().replacedBy()).isEmpty();
        Order filled = after(asked, fill(OLD, "4", "100"));
        assertThat(filled.status()).isEqualTo(OrderStatus.PENDING_REPLACE);
        assertThat(after(filled, new OrderReplaceRejected(OLD, NEW, "no", NOW)).status())
                .isEqualTo(OrderStatus.PARTIALLY_FILLED);
        assertThat(after(asked, fill(OLD, "10", "100")).status()).isEqualTo(OrderStatus.FILLED);
        Order late = after(asked, new OrderReplaced(OLD, NEW, NOW), fill(OLD, "4", "100"));
        assertThat(late.status()).isEqualTo(OrderStatus.REPLACED);
        assertThat(late.filled()).isEqualTo(Quantity.of(4));
    }

    @Test
    void shouldCountNothingOfAnExitThatIsHeld() {
        Order held =
                OrderLifecycle.begin(
                        new OrderLegAdded(
                                NEW, OLD, "b2", intents.sell("AAPL", "10", "120"), true, NOW));

        assertThat(held.status()).isEqualTo(OrderStatus.HELD);
        assertThat(held.remaining()).isEqualTo(Quantity.ZERO);
        assertThat(held.unfilled()).isEqualTo(Quantity.of(10));
        Order free = after(held, new OrderAccepted(NEW, "b2", NOW));
        assertThat(free.status()).isEqualTo(OrderStatus.ACCEPTED);
        assertThat(free.remaining()).isEqualTo(Quantity.of(10));
        assertThat(after(free, new OrderResized(NEW, Quantity.of(6), NOW)).remaining())
                .isEqualTo(Quantity.of(6));
    }

    @Test
    void shouldLearnTheSharesOfAnAmountOfMoney() {
        OrderIntent amount = wish.with(OrderInstructions.PLAIN.worth(Money.parse("1000")));
        Order more = after(begin(OLD, amount), fill(OLD, "10.5", "95.238095238"));

        assertThat(more.status()).isEqualTo(OrderStatus.PARTIALLY_FILLED);
        assertThat(more.remaining()).isEqualTo(Quantity.ZERO);
        Order found = after(more, new OrderResized(OLD, Quantity.parse("10.5"), NOW));
        assertThat(found.status()).isEqualTo(OrderStatus.FILLED);
        assertThat(found.intent().quantity()).isEqualTo(Quantity.parse("10.5"));
    }

    @Test
    void shouldTellOfSeveralOptionsOnlyHowManyUnitsAreFilled() {
        OptionLeg one = leg("AAPL250117C00150000", Side.BUY, PositionIntent.BUY_TO_OPEN);
        OptionLeg other = leg("AAPL250117C00160000", Side.SELL, PositionIntent.SELL_TO_OPEN);
        OrderIntent spread =
                wish.with(OrderInstructions.PLAIN.in(new OrderClass.MultiLeg(List.of(one, other))));
        Order order = after(begin(OLD, spread), new OrderAccepted(OLD, "b1", NOW));

        assertThat(order.remaining()).isEqualTo(Quantity.ZERO);
        assertThatThrownBy(() -> after(order, fill(OLD, "1", "1.20")))
                .isInstanceOf(IllegalTransition.class)
                .hasMessageContaining("it fills by its legs");
        Price credit = Price.parse("-1.20");
        Order half = after(order, new OrderProgressed(OLD, Quantity.of(5), credit, NOW));
        assertThat(half.status()).isEqualTo(OrderStatus.PARTIALLY_FILLED);
        assertThat(half.averageFillPrice()).isEqualTo(credit);
        assertThat(after(half, new OrderProgressed(OLD, Quantity.of(10), credit, NOW)).status())
                .isEqualTo(OrderStatus.FILLED);
    }

    private static OptionLeg leg(String symbol, Side side, PositionIntent intent) {
        return new OptionLeg(Symbol.of(symbol), side, 1, intent);
    }

    private static OrderContinues continues(String quantity, String carried, String price) {
        return new OrderContinues(
                NEW,
                OLD,
                Optional.empty(),
                Quantity.parse(quantity),
                Quantity.parse(carried),
                Price.parse(price),
                NOW);
    }

    private static Order begin(OrderId id, OrderIntent intent) {
        return OrderLifecycle.begin(new OrderInitialized(id, intent, NOW));
    }

    private static OrderFilled fill(OrderId id, String quantity, String price) {
        return new OrderFilled(
                id,
                "e-" + quantity + "-" + price,
                "test",
                Symbol.of("AAPL"),
                Side.BUY,
                Price.parse(price),
                Quantity.parse(quantity),
                Money.ZERO,
                NOW);
    }

    private static Order after(Order order, OfOrder... events) {
        Order current = order;
        for (OfOrder event : events) {
            current = OrderLifecycle.apply(current, event);
        }
        return current;
    }
}
