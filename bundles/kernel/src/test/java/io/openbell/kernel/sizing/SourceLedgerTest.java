package io.openbell.kernel.sizing;

import static org.assertj.core.api.Assertions.assertThat;

import io.openbell.api.broker.BrokerPosition;
import io.openbell.api.broker.PositionAdjusted;
import io.openbell.api.broker.PositionAdjusted.Effect;
import io.openbell.api.engine.AccountAdopted;
import io.openbell.api.order.IntentId;
import io.openbell.api.order.OrderEvent.OrderAccepted;
import io.openbell.api.order.OrderEvent.OrderCanceled;
import io.openbell.api.order.OrderEvent.OrderFilled;
import io.openbell.api.order.OrderEvent.OrderInitialized;
import io.openbell.api.order.OrderId;
import io.openbell.api.order.OrderIntent;
import io.openbell.api.order.OrderStatus;
import io.openbell.api.order.OrderTerms;
import io.openbell.api.order.TimeInForce;
import io.openbell.api.value.Money;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Side;
import io.openbell.api.value.Symbol;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SourceLedgerTest {

    private static final Symbol AAPL = Symbol.of("AAPL");
    private static final Instant AT = Instant.parse("2025-01-15T14:30:00Z");

    private final SourceLedger ledger = new SourceLedger();
    private final OrderId order = new OrderId("P1-1");

    @Test
    void shouldKeepThePositionsOfSourcesApart() {
        ledger.apply(fill(order, "e1", "trend", Side.BUY, 10));
        ledger.apply(fill(order, "e2", "trend", Side.SELL, 3));
        ledger.apply(fill(order, "e3", "operator", Side.SELL, 4));

        assertThat(ledger.position("trend", AAPL)).isEqualTo(Quantity.of(7));
        assertThat(ledger.position("operator", AAPL)).isEqualTo(Quantity.of(-4));
        assertThat(ledger.position("pairs", AAPL)).isEqualTo(Quantity.ZERO);
        ledger.apply(fill(order, "e4", "trend", Side.SELL, 7));
        assertThat(ledger.positions("trend")).isEmpty();
    }

    @Test
    void shouldShareASplitOutAmongAllWhoHoldAndInACopyAsWell() {
        ledger.apply(
                new AccountAdopted(
                        "PA1",
                        Money.ZERO,
                        List.of(new BrokerPosition(AAPL, Quantity.of(20), Price.parse("100"))),
                        AT));
        ledger.apply(fill(order, "e1", "trend", Side.BUY, 10));

        ledger.apply(adjusted("a1", AAPL, Effect.SPLIT, "30"));
        assertThat(ledger.position("trend", AAPL)).isEqualTo(Quantity.of(20));

        SourceLedger shadow = ledger.copyOf("trend");
        shadow.apply(adjusted("a2", AAPL, Effect.SPLIT, "-30"));
        assertThat(shadow.position("trend", AAPL)).isEqualTo(Quantity.of(10));
        assertThat(ledger.position("trend", AAPL)).isEqualTo(Quantity.of(20));
    }

    @Test
    void shouldTakeAFeeInCoinsFromTheOneWhoHoldsThem() {
        Symbol coin = Symbol.of("BTC/USD");
        ledger.apply(
                new OrderFilled(
                        order,
                        "e1",
                        "trend",
                        coin,
                        Side.BUY,
                        Price.parse("90000"),
                        Quantity.of(1),
                        Money.ZERO,
                        AT));

        ledger.apply(adjusted("a1", coin, Effect.TRADE, "-0.0025"));

        assertThat(ledger.position("trend", coin)).isEqualTo(Quantity.parse("0.9975"));
        assertThat(ledger.positions("trend")).containsOnlyKeys(coin);
    }

    private static PositionAdjusted adjusted(
            String id, Symbol symbol, Effect effect, String change) {
        Quantity shares = Quantity.parse(change);
        return new PositionAdjusted(
                id, "X", symbol, shares, effect, Money.ZERO, Money.ZERO, "", AT);
    }

    @Test
    void shouldShowAnOrderAsOpenUntilItEnds() {
        ledger.apply(new OrderInitialized(order, intent(), AT));
        assertThat(ledger.openOrders("trend", AAPL)).hasSize(1);
        assertThat(ledger.openOrders("trend", Symbol.of("MSFT"))).isEmpty();
        assertThat(ledger.openOrders("operator")).isEmpty();

        ledger.apply(new OrderAccepted(order, "v1", AT));
        ledger.apply(fill(order, "e1", "trend", Side.BUY, 4));
        assertThat(ledger.openOrders("trend").get(0).remaining()).isEqualTo(Quantity.of(6));

        assertThat(ledger.apply(new OrderCanceled(order, AT)))
                .hasValueSatisfying(
                        ended -> assertThat(ended.status()).isEqualTo(OrderStatus.CANCELED));
        assertThat(ledger.openOrders("trend")).isEmpty();
    }

    @Test
    void shouldCountAFillThatComesAfterTheCancel() {
        ledger.apply(new OrderInitialized(order, intent(), AT));
        ledger.apply(new OrderAccepted(order, "v1", AT));
        ledger.apply(new OrderCanceled(order, AT));

        assertThat(ledger.apply(fill(order, "e1", "trend", Side.BUY, 4)))
                .hasValueSatisfying(late -> assertThat(late.filled()).isEqualTo(Quantity.of(4)));
        assertThat(ledger.position("trend", AAPL)).isEqualTo(Quantity.of(4));
    }

    @Test
    void shouldSayNothingOfEventsThatChangeNoOrder() {
        assertThat(ledger.apply(new OrderCanceled(order, AT))).isEmpty();
        ledger.apply(new OrderInitialized(order, intent(), AT));
        ledger.apply(new OrderAccepted(order, "v1", AT));
        assertThat(ledger.apply(new OrderAccepted(order, "v1", AT))).isEmpty();
        assertThat(ledger.apply(new OrderInitialized(order, intent(), AT))).isEmpty();
    }

    @Test
    void shouldGoOnCountingIntentsWhereTheJournalsPastEnded() {
        IntentIds ids = new IntentIds(AT);
        ids.seen("trend", new IntentId("trend-20250115-143000-000041"));
        ids.seen("trend", new IntentId("trend-20250115-143000-000007"));
        ids.seen("trend", new IntentId("trend-20250114-143000-000099"));
        ids.seen("trend", new IntentId("trend-20250115-143000-by-hand"));

        assertThat(ids.next("trend").value()).isEqualTo("trend-20250115-143000-000042");
        assertThat(ids.next("pairs").value()).isEqualTo("pairs-20250115-143000-000001");
    }

    private OrderIntent intent() {
        return new OrderIntent(
                new IntentId("trend-1"),
                "trend",
                AAPL,
                Side.BUY,
                Quantity.of(10),
                new OrderTerms.Market(),
                TimeInForce.DAY,
                "",
                AT);
    }

    private static OrderFilled fill(
            OrderId order, String execution, String source, Side side, long shares) {
        return new OrderFilled(
                order,
                execution,
                source,
                AAPL,
                side,
                Price.parse("100"),
                Quantity.of(shares),
                Money.ZERO,
                AT);
    }
}
