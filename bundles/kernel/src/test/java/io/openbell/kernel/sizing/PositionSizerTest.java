package io.openbell.kernel.sizing;

import static org.assertj.core.api.Assertions.assertThat;

import io.openbell.api.broker.PositionAdjusted.Effect;
import io.openbell.api.component.Readiness;
import io.openbell.api.order.CancelOrder;
import io.openbell.api.order.IntentId;
import io.openbell.api.order.OrderEvent.OrderCanceled;
import io.openbell.api.order.OrderId;
import io.openbell.api.order.OrderIntent;
import io.openbell.api.order.OrderTerms;
import io.openbell.api.order.TimeInForce;
import io.openbell.api.strategy.Signal;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Side;
import io.openbell.api.value.Symbol;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** From signals to orders. */
class PositionSizerTest {

    private static final Symbol AAPL = Symbol.of("AAPL");
    private static final Symbol KO = Symbol.of("KO");

    private final SizerDesk desk = new SizerDesk();

    @Test
    void shouldBuyWholeSharesForTheNotionalTimesTheStrength() {
        desk.signal(AAPL, 1);
        assertThat(desk.theIntent())
                .satisfies(
                        intent -> {
                            assertThat(intent.source()).isEqualTo("trend");
                            assertThat(intent.side()).isEqualTo(Side.BUY);
                            assertThat(intent.quantity()).isEqualTo(Quantity.of(10));
                            assertThat(intent.terms()).isEqualTo(new OrderTerms.Market());
                            assertThat(intent.reason()).isEqualTo("because");
                            assertThat(intent.id().value())
                                    .isEqualTo("trend-20250115-143000-000001");
                        });

        desk.out.clear();
        desk.signal(KO, -0.5);
        assertThat(desk.theIntent().side()).isEqualTo(Side.SELL);
        // 500 dollars buy 8.33 shares at 60: fewer rather than more.
        assertThat(desk.theIntent().quantity()).isEqualTo(Quantity.of(8));
    }

    @Test
    void shouldNotStackWhileAnIntentIsUnansweredOrAnOrderWorks() {
        desk.signal(AAPL, 1);
        desk.signal(AAPL, 1);
        desk.tick(1);
        assertThat(desk.intents()).hasSize(1);

        OrderId order = desk.initialize(desk.theIntent());
        desk.signal(AAPL, 1);
        desk.tick(1);
        desk.fill(order, AAPL, Side.BUY, 4);
        desk.signal(AAPL, 1);
        desk.tick(1);
        assertThat(desk.intents()).hasSize(1);

        desk.fill(order, AAPL, Side.BUY, 6);
        desk.signal(AAPL, 1);
        desk.tick(60);
        assertThat(desk.intents()).hasSize(1);
    }

    @Test
    void shouldNotBuyBackWhatAPersonSoldOfAnUnfinishedEntry() {
        desk.signal(AAPL, 1);
        OrderId entry = desk.initialize(desk.theIntent());
        desk.fill(entry, AAPL, Side.BUY, 4);
        desk.out.clear();

        OrderIntent byHand =
                new OrderIntent(
                        IntentId.byHand(),
                        "trend",
                        AAPL,
                        Side.SELL,
                        Quantity.of(4),
                        new OrderTerms.Market(),
                        TimeInForce.DAY,
                        "closed by hand",
                        desk.now());
        desk.fill(desk.initialize(byHand), AAPL, Side.SELL, 4);
        desk.tick(1);
        desk.tick(30);

        assertThat(desk.intents()).isEmpty();
        assertThat(desk.ledger.position("trend", AAPL)).isEqualTo(Quantity.ZERO);
        desk.signal(AAPL, 0);
        assertThat(desk.intents()).isEmpty();
    }

    /** What was to be bought still rests when the stop of the position fills. */
    @Test
    void shouldWithdrawItsOwnRestingEntryWhenTheStopOfThePositionFills() {
        desk.hold(AAPL, 4);
        desk.signal(AAPL, 1);
        OrderId resting = desk.initialize(desk.theIntent());
        desk.out.clear();

        OrderIntent stop =
                new OrderIntent(
                        new IntentId("protection-1"),
                        "trend",
                        AAPL,
                        Side.SELL,
                        Quantity.of(4),
                        new OrderTerms.Stop(Price.parse("95")),
                        TimeInForce.DAY,
                        "protects",
                        desk.now());
        desk.fill(desk.initialize(stop), AAPL, Side.SELL, 4);
        desk.tick(1);

        assertThat(desk.out).contains(new CancelOrder(resting, "trend"));
        assertThat(desk.intents()).isEmpty();
    }

    @Test
    void shouldSellAllThatASplitMadeOfAPosition() {
        desk.hold(AAPL, 10);
        desk.adjust(AAPL, Effect.SPLIT, "10");

        desk.signal(AAPL, 0);

        assertThat(desk.theIntent().quantity()).isEqualTo(Quantity.of(20));
    }

    @Test
    void shouldGiveUpAnEntryThatWasWorkedOutBeforeASplit() {
        desk.signal(AAPL, 1);
        desk.fill(desk.initialize(desk.theIntent()), AAPL, Side.BUY, 4);
        desk.out.clear();

        desk.adjust(AAPL, Effect.SPLIT, "4");
        desk.tick(1);

        assertThat(desk.intents()).isEmpty();
    }

    @Test
    void shouldLeaveAPositionAloneThatIsNearlyRight() {
        desk.hold(AAPL, 10);
        desk.quote(AAPL, "104.99", "105.01");

        desk.signal(AAPL, 1);

        assertThat(desk.out).isEmpty();
        assertThat(desk.ledger.position("trend", AAPL)).isEqualTo(Quantity.of(10));
    }

    @Test
    void shouldExitWithoutPriceWithoutThresholdAndAfterItsTimeToLive() {
        desk.hold(AAPL, 1);
        desk.quote(AAPL, "0", "100.01");

        desk.sizer.onSignal(
                desk.now(), new Signal("trend", AAPL, 0, Duration.ZERO, "out", desk.past()));

        assertThat(desk.theIntent().side()).isEqualTo(Side.SELL);
        assertThat(desk.theIntent().quantity()).isEqualTo(Quantity.of(1));
    }

    @Test
    void shouldNotEnterOnAnOpinionThatIsTooOld() {
        desk.sizer.onSignal(
                desk.now(), new Signal("trend", AAPL, 1, Duration.ofSeconds(5), "in", desk.past()));

        assertThat(desk.out).isEmpty();
    }

    @Test
    void shouldTurnAPositionAroundInTwoOrders() {
        desk.hold(AAPL, 10);

        desk.signal(AAPL, -1);
        OrderIntent exit = desk.theIntent();
        assertThat(exit.side()).isEqualTo(Side.SELL);
        assertThat(exit.quantity()).isEqualTo(Quantity.of(10));

        desk.fill(desk.initialize(exit), AAPL, Side.SELL, 10);
        assertThat(desk.intents()).hasSize(2);
        assertThat(desk.intents().get(1).side()).isEqualTo(Side.SELL);
        assertThat(desk.intents().get(1).quantity()).isEqualTo(Quantity.of(10));
    }

    @Test
    void shouldWaitForEveryComponentBeforeTakingRiskButNotBeforeReducingIt() {
        desk.hold(KO, 5);
        desk.sizer.onReadiness(desk.now(), new Readiness(List.of("risk-management"), desk.now()));
        desk.signal(AAPL, 1);
        desk.signal(KO, 0);
        assertThat(desk.intents()).extracting(OrderIntent::symbol).containsExactly(KO);

        desk.sizer.onReadiness(desk.now(), new Readiness(List.of(), desk.now()));
        assertThat(desk.intents()).extracting(OrderIntent::symbol).containsExactly(KO, AAPL);
    }

    @Test
    void shouldAskAgainWhenTheExecutorWentAwayWithTheQuestion() {
        desk.hold(AAPL, 10);
        desk.signal(AAPL, 0);
        desk.sizer.onReadiness(desk.now(), new Readiness(List.of("order-executor"), desk.now()));
        assertThat(desk.intents()).hasSize(1);
        assertThat(desk.sizer.unanswered()).isZero();

        desk.sizer.onReadiness(desk.now(), new Readiness(List.of(), desk.now()));
        assertThat(desk.intents()).hasSize(2);
    }

    @Test
    void shouldPauseLongerAfterEveryDenialAndReportAnExitThatFails() {
        desk.hold(AAPL, 10);
        desk.signal(AAPL, 0);
        desk.deny(desk.theIntent());
        desk.tick(14);
        assertThat(desk.intents()).hasSize(1);
        desk.tick(1);
        assertThat(desk.intents()).hasSize(2);

        desk.deny(desk.intents().get(1));
        desk.tick(29);
        assertThat(desk.intents()).hasSize(2);
        desk.tick(1);
        assertThat(desk.intents()).hasSize(3);
        assertThat(desk.sizer.failingExits()).isZero();

        desk.deny(desk.intents().get(2));
        assertThat(desk.sizer.failingExits()).isEqualTo(1);
    }

    @Test
    void shouldGoOnWithTheNextQuoteAfterADenialForAStaleOneButNotForEver() {
        desk.signal(AAPL, 1);
        for (int i = 0; i < 3; i++) {
            desk.deny(desk.intents().get(i), "QUOTE_STALE");
            desk.quote(AAPL, "100.00", "100.10");
            assertThat(desk.intents()).hasSize(i + 2);
        }

        desk.deny(desk.intents().get(3), "QUOTE_STALE");
        desk.quote(AAPL, "100.00", "100.10");

        assertThat(desk.intents()).hasSize(4);
    }

    @Test
    void shouldGiveUpAnEntryThatIsDeniedUntilItsTimeIsOver() {
        desk.signal(AAPL, 1);
        desk.deny(desk.theIntent());
        desk.tick(61);

        assertThat(desk.intents()).hasSize(1);
    }

    @Test
    void shouldCancelAnEntryThatWorksOnWhenTheOpinionTurns() {
        desk.signal(AAPL, 1);
        OrderId order = desk.initialize(desk.theIntent());
        desk.fill(order, AAPL, Side.BUY, 4);

        desk.signal(AAPL, 0);
        assertThat(desk.out.get(desk.out.size() - 1)).isEqualTo(new CancelOrder(order, "trend"));
        desk.tick(1);
        assertThat(desk.intents()).hasSize(1);

        desk.apply(new OrderCanceled(order, desk.now()));
        assertThat(desk.intents()).hasSize(2);
        assertThat(desk.intents().get(1).side()).isEqualTo(Side.SELL);
        assertThat(desk.intents().get(1).quantity()).isEqualTo(Quantity.of(4));
    }

    @Test
    void shouldCancelAnEntryThatWasStillUnansweredWhenTheOpinionTurned() {
        desk.signal(AAPL, 1);
        OrderIntent entry = desk.theIntent();
        desk.signal(AAPL, 0);
        assertThat(desk.out).hasSize(1);

        OrderId order = desk.initialize(entry);
        assertThat(desk.out.get(desk.out.size() - 1)).isEqualTo(new CancelOrder(order, "trend"));

        desk.fill(order, AAPL, Side.BUY, 10);
        assertThat(desk.intents().get(desk.intents().size() - 1).side()).isEqualTo(Side.SELL);
    }

    @Test
    void shouldTakeTheStrategysOwnStopOutOfTheWayOfAnExitButNotOfAnEntry() {
        desk.hold(AAPL, 5);
        OrderId stop =
                desk.initialize(
                        desk.intent(AAPL, Side.SELL, 5, new OrderTerms.Stop(Price.parse("90"))));
        desk.signal(AAPL, 1);
        assertThat(desk.out).hasSize(1);
        assertThat(desk.theIntent().quantity()).isEqualTo(Quantity.of(5));
        desk.fill(desk.initialize(desk.theIntent()), AAPL, Side.BUY, 5);
        desk.out.clear();

        desk.signal(AAPL, 0);
        assertThat(desk.out).containsExactly(new CancelOrder(stop, "trend"));
        desk.apply(new OrderCanceled(stop, desk.now()));
        assertThat(desk.theIntent().quantity()).isEqualTo(Quantity.of(10));
    }

    @Test
    void shouldForgetASourceThatIsGone() {
        desk.sizer.onReadiness(desk.now(), new Readiness(List.of("risk-management"), desk.now()));
        desk.signal(AAPL, 1);

        desk.sizer.forget("trend");
        desk.sizer.onReadiness(desk.now(), new Readiness(List.of(), desk.now()));

        assertThat(desk.out).isEmpty();
    }
}
