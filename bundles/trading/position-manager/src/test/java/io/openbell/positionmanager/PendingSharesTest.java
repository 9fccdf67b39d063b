package io.openbell.positionmanager;

import static org.assertj.core.api.Assertions.assertThat;

import io.openbell.api.order.IntentId;
import io.openbell.api.order.Order;
import io.openbell.api.order.OrderId;
import io.openbell.api.order.OrderIntent;
import io.openbell.api.order.OrderStatus;
import io.openbell.api.order.OrderTerms;
import io.openbell.api.order.TimeInForce;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Side;
import io.openbell.api.value.Symbol;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PendingSharesTest {

    private static final Symbol KO = Symbol.of("KO");

    @Test
    void shouldCountWhatRemainsOfOpenOrdersOnBothSides() {
        PendingShares pending =
                PendingShares.of(
                        List.of(
                                order("o-1", Side.BUY, 10, 4),
                                order("o-2", Side.BUY, 5, 0),
                                order("o-3", Side.SELL, 3, 0)),
                        List.of());

        assertThat(pending.describe(KO)).isEqualTo(" pendingBuys=11 pendingSells=3");
        assertThat(explained(pending)).containsExactly(false, true, true, false);
    }

    /** Of quantities at the edges of 100 - 3 to 100 + 11. */
    private static List<Boolean> explained(PendingShares pending) {
        return List.of(96L, 97L, 111L, 112L).stream()
                .map(venue -> pending.explains(KO, Quantity.of(100), Quantity.of(venue)))
                .toList();
    }

    @Test
    void shouldCountOnceAnOrderOpenBeforeAndAfterByWhatRemainedBefore() {
        PendingShares pending =
                PendingShares.of(
                        List.of(order("o-1", Side.BUY, 10, 4)),
                        List.of(order("o-1", Side.BUY, 10, 9)));

        assertThat(pending.describe(KO)).isEqualTo(" pendingBuys=6");
    }

    @Test
    void shouldCountAllOfAnOrderThatCameUpMeanwhileThoughSomeIsFilled() {
        PendingShares pending =
                PendingShares.of(List.of(), List.of(order("o-1", Side.SELL, 10, 9)));

        assertThat(pending.describe(KO)).isEqualTo(" pendingSells=10");
    }

    @Test
    void shouldExplainNothingOfASymbolWithoutOrders() {
        PendingShares pending = PendingShares.of(List.of(order("o-1", Side.BUY, 10, 0)), List.of());
        Symbol pep = Symbol.of("PEP");

        assertThat(pending.has(pep)).isFalse();
        assertThat(pending.explains(pep, Quantity.of(5), Quantity.of(6))).isFalse();
        assertThat(pending.explains(pep, Quantity.of(5), Quantity.of(5))).isTrue();
        assertThat(pending.describe(pep)).isEmpty();
    }

    /** An order in KO. */
    static Order order(String id, Side side, long shares, long filled) {
        OrderIntent intent =
                new OrderIntent(
                        new IntentId("i-" + id),
                        "cross",
                        KO,
                        side,
                        Quantity.of(shares),
                        new OrderTerms.Market(),
                        TimeInForce.DAY,
                        "test",
                        Instant.EPOCH);
        return new Order(
                new OrderId(id),
                "",
                intent,
                filled == 0 ? OrderStatus.ACCEPTED : OrderStatus.PARTIALLY_FILLED,
                Quantity.of(filled),
                Price.ZERO,
                "",
                Instant.EPOCH,
                Instant.EPOCH);
    }
}
