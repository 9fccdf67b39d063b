package io.openbell.kernel.risk;

import static org.assertj.core.api.Assertions.assertThat;

import io.openbell.api.order.Order;
import io.openbell.api.order.OrderId;
import io.openbell.api.order.OrderIntent;
import io.openbell.api.order.OrderLinks;
import io.openbell.api.order.OrderStatus;
import io.openbell.api.order.OrderTerms;
import io.openbell.api.risk.DenyReason;
import io.openbell.api.risk.EntriesSuspended;
import io.openbell.api.risk.RiskDecision;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Side;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Of two exits only one fills: the other one's shares are not in the way of a change. */
class ReplacedExitsTest {

    private static final OrderId ENTRY = new OrderId("entry");

    private final Scenario scenario = new Scenario();
    private int orders;

    @BeforeEach
    void holdTenWhereShortsAreOff() {
        Limits limits = new Limits();
        limits.allowShort = false;
        scenario.limits = limits.build();
        scenario.hold("AAPL", "10", "100");
    }

    @Test
    void shouldLetTheHeldStopOfABracketBeMoved() {
        order(gain(), OrderStatus.ACCEPTED, OrderLinks.under(ENTRY));
        Order stop = order(stop("95"), OrderStatus.HELD, OrderLinks.under(ENTRY));

        assertThat(review(stop)).isInstanceOf(RiskDecision.Approved.class);
    }

    @Test
    void shouldLetItBeMovedWhileEntriesAreSuspended() {
        scenario.tell(new EntriesSuspended("x", "a test", scenario.now(), Optional.empty()));
        order(gain(), OrderStatus.ACCEPTED, OrderLinks.under(ENTRY));
        Order stop = order(stop("95"), OrderStatus.HELD, OrderLinks.under(ENTRY));

        assertThat(review(stop)).isInstanceOf(RiskDecision.Approved.class);
    }

    @Test
    void shouldLetTheStopOfTwoExitsBeMovedWhoseGainIsTheOrderItself() {
        Order exits =
                order(GateBehaviourTest.exits(gain(), "95"), OrderStatus.ACCEPTED, OrderLinks.NONE);
        Order stop = order(stop("95"), OrderStatus.HELD, OrderLinks.under(exits.id()));

        assertThat(review(stop)).isInstanceOf(RiskDecision.Approved.class);
    }

    @Test
    void shouldStillCountAnOrderThatIsNoneOfThem() {
        order(gain(), OrderStatus.ACCEPTED, OrderLinks.under(new OrderId("another")));
        Order stop = order(stop("95"), OrderStatus.HELD, OrderLinks.under(ENTRY));

        assertThat(reason(review(stop))).isEqualTo(DenyReason.SHORT_NOT_ALLOWED);
    }

    @Test
    void shouldStillCountAnOrderThatBelongsToNone() {
        order(scenario.intents.sell("AAPL", "1", "101"), OrderStatus.ACCEPTED, OrderLinks.NONE);
        Order stop = order(stop("95"), OrderStatus.ACCEPTED, OrderLinks.NONE);

        assertThat(reason(review(stop))).isEqualTo(DenyReason.SHORT_NOT_ALLOWED);
    }

    @Test
    void shouldStillFreezeTheSymbolForAnUnknownOneOfThem() {
        order(gain(), OrderStatus.UNKNOWN, OrderLinks.under(ENTRY));
        Order stop = order(stop("95"), OrderStatus.HELD, OrderLinks.under(ENTRY));

        assertThat(reason(review(stop))).isEqualTo(DenyReason.SYMBOL_FROZEN);
    }

    @Test
    void shouldLetTheGainOfABracketBeMovedAsFarAsOneMayBePlaced() {
        Order gain = order(gain(), OrderStatus.ACCEPTED, OrderLinks.under(ENTRY));

        assertThat(move(gain, "120")).isInstanceOf(RiskDecision.Approved.class);
    }

    @Test
    void shouldHoldTheGainOfABracketAgainstTheMarketOnItsOtherSide() {
        Order gain = order(gain(), OrderStatus.ACCEPTED, OrderLinks.under(ENTRY));

        assertThat(reason(move(gain, "80"))).isEqualTo(DenyReason.PRICE_COLLAR);
    }

    @Test
    void shouldHoldAnOrderThatIsNoExitAgainstTheMarketWhenItIsMoved() {
        Order alone = order(gain(), OrderStatus.ACCEPTED, OrderLinks.NONE);

        assertThat(reason(move(alone, "120"))).isEqualTo(DenyReason.PRICE_COLLAR);
    }

    private RiskDecision move(Order order, String price) {
        return review(order, scenario.intents.sell("AAPL", "10", price));
    }

    private OrderIntent gain() {
        return scenario.intents.sell("AAPL", "10", "102");
    }

    private OrderIntent stop(String price) {
        return scenario.intents.of(
                Side.SELL, "AAPL", "10", new OrderTerms.Stop(Price.parse(price)));
    }

    private Order order(OrderIntent intent, OrderStatus status, OrderLinks links) {
        Order order =
                new Order(
                        new OrderId("o" + ++orders),
                        "b" + orders,
                        intent,
                        status,
                        Quantity.ZERO,
                        Price.ZERO,
                        "",
                        scenario.now(),
                        scenario.now(),
                        links);
        scenario.open.add(order);
        return order;
    }

    private RiskDecision review(Order replaced) {
        return review(replaced, stop("96"));
    }

    private RiskDecision review(Order replaced, OrderIntent wish) {
        return new OrderGate(scenario.limits, scenario.state, RiskPipeline.standard())
                .reviewReplacement(wish, replaced, scenario.open, true, scenario.now());
    }

    private static DenyReason reason(RiskDecision decision) {
        return ((RiskDecision.Denied) decision).reason();
    }
}
