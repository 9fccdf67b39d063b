package io.openbell.kernel.risk;

import static org.assertj.core.api.Assertions.assertThat;

import io.openbell.api.order.OptionLeg;
import io.openbell.api.order.OrderClass;
import io.openbell.api.order.OrderInstructions;
import io.openbell.api.order.OrderIntent;
import io.openbell.api.order.OrderStatus;
import io.openbell.api.order.PositionIntent;
import io.openbell.api.risk.DenyReason;
import io.openbell.api.value.Side;
import io.openbell.api.value.Symbol;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Row 22 alone: what may be sold beside a call that was sold. */
class CoveredCallsTest {

    private static final String SOLD = "AAPL250321C00100000";
    private static final String EARLIER = "AAPL250221C00100000";
    private static final String SAME_DAY = "AAPL250321C00110000";
    private static final String LATER = "AAPL250417C00100000";

    private final Scenario scenario = new Scenario();

    @BeforeEach
    void holdSharesAndASoldCall() {
        scenario.limits = new Limits().build();
        scenario.hold("AAPL", "100", "100");
        scenario.hold(SOLD, "-1", "5");
    }

    @Test
    void shouldKeepTheSharesOfASoldCall() {
        assertThat(isDenied(sell("AAPL", "1"))).isTrue();
    }

    @Test
    void shouldLetTheSharesGoWhereABoughtCallLastsAsLong() {
        scenario.hold(SAME_DAY, "1", "5");
        assertThat(isDenied(sell("AAPL", "100"))).isFalse();
        scenario.hold(SAME_DAY, "0", "5");
        scenario.hold(LATER, "1", "5");
        assertThat(isDenied(sell("AAPL", "100"))).isFalse();
    }

    @Test
    void shouldKeepTheSharesWhereTheBoughtCallEndsEarlier() {
        scenario.hold(EARLIER, "1", "5");

        assertThat(isDenied(sell("AAPL", "1"))).isTrue();
    }

    @Test
    void shouldLetABoughtCallGoThatCoversNothing() {
        scenario.hold("AAPL", "0", "100");
        scenario.hold(EARLIER, "1", "5");

        assertThat(isDenied(sell(EARLIER, "1"))).isFalse();
    }

    @Test
    void shouldKeepTheOneBoughtCallThatCovers() {
        scenario.hold("AAPL", "0", "100");
        scenario.hold(LATER, "1", "5");

        assertThat(isDenied(sell(LATER, "1"))).isTrue();
    }

    @Test
    void shouldLetEachCallCoverOnlyOne() {
        scenario.hold(EARLIER, "-1", "5");
        scenario.hold(LATER, "1", "5");
        assertThat(isDenied(sell("AAPL", "1"))).isTrue();

        scenario.hold(SAME_DAY, "1", "5");
        assertThat(isDenied(sell("AAPL", "100"))).isFalse();
    }

    @Test
    void shouldCountWhatIsOnItsWayOut() {
        scenario.hold(LATER, "1", "5");
        scenario.working(sell(LATER, "1"), OrderStatus.ACCEPTED);

        assertThat(isDenied(sell("AAPL", "100"))).isTrue();
    }

    @Test
    void shouldLetTheSharesGoWhereNoCallWasSold() {
        scenario.hold(SOLD, "0", "5");

        assertThat(isDenied(sell("AAPL", "100"))).isFalse();
    }

    /** Both of its legs fill together, or none does. */
    @Test
    void shouldCountTheBoughtLegOfARestingSpreadWithItsSoldOne() {
        scenario.hold(SOLD, "0", "5");
        scenario.working(spread(SAME_DAY, LATER), OrderStatus.ACCEPTED);
        assertThat(isDenied(sell("AAPL", "100"))).isFalse();

        scenario.open.clear();
        scenario.working(spread(SAME_DAY, EARLIER), OrderStatus.ACCEPTED);
        assertThat(isDenied(sell("AAPL", "100"))).isTrue();
    }

    private OrderIntent spread(String sold, String bought) {
        OrderClass legs =
                new OrderClass.MultiLeg(
                        List.of(
                                new OptionLeg(
                                        Symbol.of(sold), Side.SELL, 1, PositionIntent.SELL_TO_OPEN),
                                new OptionLeg(
                                        Symbol.of(bought),
                                        Side.BUY,
                                        1,
                                        PositionIntent.BUY_TO_OPEN)));
        return scenario.intents.buy("AAPL", "1", "1").with(OrderInstructions.PLAIN.in(legs));
    }

    private OrderIntent sell(String symbol, String quantity) {
        return scenario.intents.sell(symbol, quantity);
    }

    private boolean isDenied(OrderIntent wish) {
        Verdict verdict = new ShortAllowed().check(proposal(wish));
        return verdict instanceof Verdict.Denied denied
                && denied.reason() == DenyReason.SHORT_NOT_ALLOWED;
    }

    private Proposal proposal(OrderIntent wish) {
        return Proposal.of(
                wish,
                Optional.empty(),
                scenario.open,
                true,
                scenario.now(),
                scenario.limits,
                scenario.state);
    }
}
