package io.openbell.kernel.risk;

import static org.assertj.core.api.Assertions.assertThat;

import io.openbell.api.broker.BrokerPosition;
import io.openbell.api.broker.PositionAdjusted;
import io.openbell.api.broker.PositionAdjusted.Effect;
import io.openbell.api.broker.SymbolChanged;
import io.openbell.api.engine.AccountAdopted;
import io.openbell.api.order.OrderEvent.OrderFilled;
import io.openbell.api.order.OrderId;
import io.openbell.api.value.Money;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Side;
import io.openbell.api.value.Symbol;
import io.openbell.testkit.Intents;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What moves a position without a fill, as row 27 sees it. */
class TradeLogTest {

    private static final Symbol AAPL = Symbol.of("AAPL");
    private static final Symbol OLD = Symbol.of("APPL");

    private final Scenario scenario = new Scenario();
    private int events;

    @Test
    void shouldKeepToThePositionThroughASplit() {
        fill(Side.BUY, "10");
        booked(Effect.SPLIT, "10");
        fill(Side.SELL, "10");
        assertThat(trips()).isZero();

        fill(Side.SELL, "10");
        assertThat(trips()).isEqualTo(1);
        assertThat(scenario.state.pace().dayTrades(scenario.now())).isEqualTo(1);
    }

    @Test
    void shouldSeeTheEndOfAPositionWhoseFeeWasTakenInCoins() {
        fill(Side.BUY, "10");
        booked(Effect.TRADE, "-0.025");
        fill(Side.SELL, "9.975");

        assertThat(trips()).isEqualTo(1);
    }

    @Test
    void shouldCountAPositionThatABookingEndedAsATripButAsNoDayTrade() {
        fill(Side.BUY, "10");
        fill(Side.SELL, "9.975");
        booked(Effect.TRADE, "-0.025");

        assertThat(trips()).isEqualTo(1);
        assertThat(scenario.state.pace().dayTrades(scenario.now())).isZero();
    }

    @Test
    void shouldCountNoTripWhereTheOwnerTookTheSharesOut() {
        fill(Side.BUY, "10");
        booked(Effect.TRANSFER, "-10");

        assertThat(trips()).isZero();
    }

    @Test
    void shouldKeepToThePositionAndToItsDayThroughANewName() {
        fill(OLD, Side.BUY, "10");
        scenario.tell(
                new SymbolChanged("n1", "NC", OLD, AAPL, Quantity.of(10), "", scenario.now()));
        fill(Side.SELL, "10");

        assertThat(trips()).isEqualTo(1);
        assertThat(scenario.state.pace().dayTrades(scenario.now())).isEqualTo(1);
    }

    @Test
    void shouldKnowWhatWasAdopted() {
        BrokerPosition position = new BrokerPosition(AAPL, Quantity.of(10), Price.parse("100"));
        scenario.tell(new AccountAdopted("PA1", Money.ZERO, List.of(position), scenario.now()));
        fill(Side.SELL, "5");
        assertThat(trips()).isZero();

        fill(Side.SELL, "5");
        assertThat(trips()).isEqualTo(1);
    }

    private int trips() {
        return scenario.state.pace().roundTripsSince(AAPL, Scenario.NOW);
    }

    private void fill(Side side, String shares) {
        fill(AAPL, side, shares);
    }

    private void fill(Symbol symbol, Side side, String shares) {
        scenario.tell(
                new OrderFilled(
                        new OrderId("filled"),
                        "e" + ++events,
                        Intents.SOURCE,
                        symbol,
                        side,
                        Price.parse("100"),
                        Quantity.parse(shares),
                        Money.ZERO,
                        scenario.now()));
    }

    private void booked(Effect effect, String change) {
        scenario.tell(
                new PositionAdjusted(
                        "a" + ++events,
                        "a test",
                        AAPL,
                        Quantity.parse(change),
                        effect,
                        Money.ZERO,
                        Money.ZERO,
                        "",
                        scenario.now()));
    }
}
