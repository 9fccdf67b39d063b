package io.openbell.kernel.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openbell.api.order.Order;
import io.openbell.api.order.OrderEvent;
import io.openbell.api.order.OrderEvent.OrderAccepted;
import io.openbell.api.order.OrderEvent.OrderCanceled;
import io.openbell.api.order.OrderEvent.OrderDenied;
import io.openbell.api.order.OrderEvent.OrderFilled;
import io.openbell.api.order.OrderEvent.OrderInitialized;
import io.openbell.api.order.OrderEvent.OrderNotReceived;
import io.openbell.api.order.OrderEvent.OrderRejected;
import io.openbell.api.order.OrderEvent.OrderSubmitted;
import io.openbell.api.order.OrderEvent.OrderUnknown;
import io.openbell.api.order.OrderId;
import io.openbell.api.order.OrderIntent;
import io.openbell.api.order.OrderStatus;
import io.openbell.api.value.Money;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Side;
import io.openbell.api.value.Symbol;
import io.openbell.testkit.Intents;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OrderLedgerTest {

    private static final Instant NOW = Instant.parse("2025-01-15T14:30:00Z");

    private final Intents intents = new Intents(NOW);
    private final OrderLedger ledger = new OrderLedger(128);

    @Test
    void shouldListOpenOrdersOldestFirstAndRecentOnesNewestFirst() {
        initialize("1");
        initialize("2");
        initialize("3");
        ledger.apply(new OrderRejected(id("2"), "no", NOW));

        assertThat(ledger.open()).extracting(o -> o.id().value()).containsExactly("1", "3");
        assertThat(ledger.recent(2)).extracting(o -> o.id().value()).containsExactly("3", "2");
    }

    @Test
    void shouldCountAnExecutionOnce() {
        initialize("1");

        assertThat(ledger.apply(fill("1", "e1", "4"))).isTrue();
        assertThat(ledger.apply(fill("1", "e1", "4"))).isFalse();

        assertThat(ledger.order(id("1")).orElseThrow().filled()).isEqualTo(Quantity.of(4));
        assertThat(ledger.recentFills(10)).hasSize(1);
        assertThat(ledger.isCounted(id("1"), "e1")).isTrue();
    }

    @Test
    void shouldFindAnOrderByEveryNameItHas() {
        OrderIntent intent = initialize("1");
        ledger.apply(new OrderAccepted(id("1"), "b1", NOW));

        assertThat(ledger.order(id("1"))).isPresent();
        assertThat(ledger.order(intent.id())).isPresent();
        assertThat(ledger.byBrokerId("b1")).isPresent();
        assertThat(ledger.byBrokerId("b2")).isEmpty();
    }

    @Test
    void shouldRememberWhyAWishWasDenied() {
        OrderIntent intent = intents.buy("AAPL", "10");
        ledger.apply(new OrderDenied(intent, "QUOTE_STALE", "age=6s", NOW));

        assertThat(ledger.denial(intent.id()).orElseThrow().code()).isEqualTo("QUOTE_STALE");
        assertThat(ledger.recentDenials(5)).hasSize(1);
        assertThat(ledger.recent(5)).isEmpty();
    }

    @Test
    void shouldTakeTheSameBeginningTwiceAndRefuseAnotherOneUnderItsName() {
        OrderIntent intent = initialize("1");

        assertThat(ledger.apply(new OrderInitialized(id("1"), intent, NOW))).isFalse();
        assertThatThrownBy(() -> initialize("1"))
                .isInstanceOf(IllegalTransition.class)
                .hasMessageContaining("the name is taken");
    }

    @Test
    void shouldStayAsItWasAfterAnImpossibleEvent() {
        initialize("1");
        List<Order> before = ledger.recent(10);

        assertThatThrownBy(() -> ledger.apply(fill("1", "e1", "11")))
                .isInstanceOf(IllegalTransition.class);
        assertThatThrownBy(() -> ledger.apply(fill("9", "e1", "1")))
                .hasMessageContaining("there is no such order");

        assertThat(ledger.recent(10)).isEqualTo(before);
        assertThat(ledger.isCounted(id("1"), "e1")).isFalse();
    }

    @Test
    void shouldForgetOldEndedOrdersAndNoOpenOne() {
        initialize("open");
        for (int i = 0; i < 1_000; i++) {
            initialize("n" + i);
            ledger.apply(new OrderCanceled(id("n" + i), NOW));
        }

        assertThat(ledger.recent(10_000)).hasSizeBetween(128, 192);
        assertThat(ledger.order(id("n0"))).isEmpty();
        assertThat(ledger.order(id("n999"))).isPresent();
        assertThat(ledger.open()).extracting(o -> o.id().value()).containsExactly("open");

        ledger.apply(fill("open", "e1", "10"));

        assertThat(ledger.open()).isEmpty();
        assertThat(ledger.order(id("open"))).isEmpty();
    }

    @Test
    void shouldGiveOthersAListThatDoesNotChange() {
        initialize("1");
        List<Order> open = ledger.open();
        ledger.apply(new OrderSubmitted(id("1"), NOW));

        assertThat(open.get(0).status()).isEqualTo(OrderStatus.INITIALIZED);
        assertThat(ledger.open().get(0).status()).isEqualTo(OrderStatus.SUBMITTED);
        assertThat(ledger.open()).isSameAs(ledger.open());
    }

    @Test
    void shouldKeepFillsMonotoneAndReplayToTheSameBookWhateverHappens() {
        for (long seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            OrderLedger live = new OrderLedger(64);
            List<OrderEvent> taken = new ArrayList<>();
            Map<OrderId, Quantity> filled = new HashMap<>();
            for (int step = 0; step < 60; step++) {
                OrderEvent event = anything(random);
                try {
                    live.apply(event);
                    taken.add(event);
                } catch (IllegalTransition refused) {
                    assertThat(refused).hasMessageContaining("event=");
                }
                for (Order order : live.recent(100)) {
                    Quantity before = filled.getOrDefault(order.id(), Quantity.ZERO);
                    assertThat(order.filled()).isBetween(before, order.intent().quantity());
                    assertThat(order.status() == OrderStatus.FILLED)
                            .isEqualTo(order.filled().equals(order.intent().quantity()));
                    filled.put(order.id(), order.filled());
                }
            }
            OrderLedger replayed = new OrderLedger(64);
            taken.forEach(replayed::apply);
            assertThat(replayed.recent(100)).isEqualTo(live.recent(100));
            assertThat(replayed.open()).isEqualTo(live.open());
            assertThat(replayed.recentFills(100)).isEqualTo(live.recentFills(100));
        }
    }

    private OrderEvent anything(Random random) {
        String id = "o" + random.nextInt(3);
        return switch (random.nextInt(10)) {
            case 0 -> new OrderInitialized(id(id), intents.buy("AAPL", "10", "100"), NOW);
            case 1 -> new OrderSubmitted(id(id), NOW);
            case 2 -> new OrderAccepted(id(id), "b" + id, NOW);
            case 3 -> new OrderRejected(id(id), "no", NOW);
            case 4 -> new OrderUnknown(id(id), "timeout", NOW);
            case 5 -> new OrderNotReceived(id(id), "404", NOW);
            case 6 -> new OrderCanceled(id(id), NOW);
            default -> fill(id, "e" + random.nextInt(6), "" + (1 + random.nextInt(6)));
        };
    }

    private OrderIntent initialize(String id) {
        OrderIntent intent = intents.buy("AAPL", "10", "100");
        ledger.apply(new OrderInitialized(id(id), intent, NOW));
        return intent;
    }

    private static OrderId id(String value) {
        return new OrderId(value);
    }

    private static OrderFilled fill(String id, String execution, String quantity) {
        return new OrderFilled(
                id(id),
                execution,
                "test",
                Symbol.of("AAPL"),
                Side.BUY,
                Price.parse("100"),
                Quantity.parse(quantity),
                Money.ZERO,
                NOW);
    }
}
