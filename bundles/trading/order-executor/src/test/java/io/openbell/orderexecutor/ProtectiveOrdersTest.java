package io.openbell.orderexecutor;

import static org.assertj.core.api.Assertions.assertThat;

import io.openbell.api.broker.BrokerOrder;
import io.openbell.api.broker.BrokerOrderDetails;
import io.openbell.api.broker.BrokerPosition;
import io.openbell.api.order.OrderId;
import io.openbell.api.value.AssetClass;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Side;
import io.openbell.api.value.Symbol;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProtectiveOrdersTest {

    private static final Symbol IBM = Symbol.of("IBM");
    private static final List<BrokerPosition> HUNDRED =
            List.of(new BrokerPosition(IBM, Quantity.parse("100"), Price.parse("200")));

    @Test
    void shouldKeepAStopThatClosesWhatIsHeld() {
        assertThat(isKept(Side.SELL, "100", "stop", "simple")).isTrue();
        assertThat(isKept(Side.SELL, "60", "trailing_stop", "simple")).isTrue();
    }

    @Test
    void shouldKeepBothExitsOfABracket() {
        assertThat(isKept(Side.SELL, "100", "limit", "bracket")).isTrue();
        assertThat(isKept(Side.SELL, "100", "stop", "bracket")).isTrue();
    }

    @Test
    void shouldCancelWhatOpensAndWhatClosesWithoutProtecting() {
        assertThat(isKept(Side.BUY, "100", "stop", "simple")).as("adds").isFalse();
        assertThat(isKept(Side.BUY, "100", "limit", "bracket")).as("entry of a bracket").isFalse();
        assertThat(isKept(Side.SELL, "100", "limit", "simple")).as("no protection").isFalse();
        assertThat(isKept(Side.SELL, "101", "stop", "simple")).as("turns the position").isFalse();
    }

    private static boolean isKept(Side side, String quantity, String type, String orderClass) {
        Instant at = Instant.parse("2025-01-15T14:30:00Z");
        BrokerOrder order =
                new BrokerOrder(
                        "b1",
                        new OrderId("c1"),
                        IBM,
                        side,
                        Quantity.parse(quantity),
                        Quantity.ZERO,
                        Price.ZERO,
                        BrokerOrder.Status.WORKING,
                        "new",
                        at,
                        at,
                        new BrokerOrderDetails(
                                AssetClass.US_EQUITY,
                                orderClass,
                                type,
                                "gtc",
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                false,
                                Optional.empty(),
                                1,
                                "",
                                ""),
                        List.of());
        return !new ProtectiveOrders().among(List.of(order), HUNDRED).isEmpty();
    }
}
