package io.openbell.kernel.risk;

import static org.assertj.core.api.Assertions.assertThat;

import io.openbell.api.broker.Asset;
import io.openbell.api.broker.BrokerStatus;
import io.openbell.api.component.Readiness;
import io.openbell.api.engine.TimerTick;
import io.openbell.api.order.ExitLeg;
import io.openbell.api.order.IntentId;
import io.openbell.api.order.OrderClass;
import io.openbell.api.order.OrderEvent.OrderAccepted;
import io.openbell.api.order.OrderEvent.OrderInitialized;
import io.openbell.api.order.OrderEvent.OrderRejected;
import io.openbell.api.order.OrderId;
import io.openbell.api.order.OrderIntent;
import io.openbell.api.order.OrderStatus;
import io.openbell.api.order.OrderTerms;
import io.openbell.api.order.TimeInForce;
import io.openbell.api.risk.CheckResult;
import io.openbell.api.risk.DenyReason;
import io.openbell.api.risk.GateState;
import io.openbell.api.risk.HaltTrading;
import io.openbell.api.risk.ResumeTrading;
import io.openbell.api.risk.RiskDecision;
import io.openbell.api.risk.SourceRegistered;
import io.openbell.api.risk.TradeSuspension;
import io.openbell.api.risk.TradeSuspension.Step;
import io.openbell.api.session.TradingMode;
import io.openbell.api.value.Money;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Side;
import io.openbell.api.value.Symbol;
import io.openbell.testkit.Intents;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class GateBehaviourTest {

    private final Scenario scenario = new Scenario();

    @Test
    void shouldTurnAMarketOrderIntoALimitHalfACollarBeyondTheTouch() {
        OrderIntent buy = approved(scenario.intents.buy("AAPL", "10"));
        OrderIntent sell = approved(scenario.intents.sell("AAPL", "10"));

        assertThat(buy.terms()).isEqualTo(limit("101.60"));
        assertThat(sell.terms()).isEqualTo(limit("98.50"));
        assertThat(buy.timeInForce()).isEqualTo(TimeInForce.DAY);
    }

    @Test
    void shouldSayOfEveryCheckThatWasAskedWhatItCompared() {
        RiskDecision approved = scenario.review(scenario.intents.buy("AAPL", "10", "100.05"));
        RiskDecision denied = scenario.review(scenario.intents.buy("AAPL", "2000", "100.05"));

        assertThat(approved.checks())
                .hasSameSizeAs(RiskPipeline.standard().checks())
                .allSatisfy(
                        check -> {
                            assertThat(check.passed()).isTrue();
                            assertThat(check.figures()).contains("=");
                        });
        assertThat(approved.checks())
                .contains(
                        new CheckResult(
                                15,
                                "QuoteSane",
                                true,
                                "bid=100.00 ask=100.10 spread=0.10 max=2.001"));
        assertThat(denied.checks())
                .last()
                .isEqualTo(new CheckResult(17, "OrderSize", false, "quantity=2000 max=1000"));
        assertThat(denied.checks())
                .extracting(CheckResult::row)
                .isSorted()
                .doesNotHaveDuplicates()
                .startsWith(1)
                .endsWith(17);
    }

    @Test
    void shouldRoundTheLimitOfAPennyStockToItsTick() {
        scenario.quote("PNY", "0.5010", "0.5013");

        assertThat(approved(scenario.intents.buy("PNY", "10")).terms()).isEqualTo(limit("0.5088"));
    }

    @Test
    void shouldLeaveAMarketOrderAloneWhereConfigured() {
        limits(l -> l.convertMarketOrders = false);

        assertThat(approved(scenario.intents.buy("AAPL", "10")).terms())
                .isEqualTo(new OrderTerms.Market());
    }

    @Test
    void shouldHoldTheLimitOfAStopLimitOrderAgainstItsStop() {
        OrderTerms near = new OrderTerms.StopLimit(price("110"), price("111"));
        OrderTerms far = new OrderTerms.StopLimit(price("110"), price("114"));

        approved(scenario.intents.of(Side.BUY, "AAPL", "10", near));
        assertThat(denied(scenario.intents.of(Side.BUY, "AAPL", "11", far)))
                .isEqualTo(DenyReason.PRICE_COLLAR);
    }

    @Test
    void shouldLetTwoExitsTakeTheirGainFarFromTheMarket() {
        scenario.hold("AAPL", "10", "100");
        scenario.hold("IBM", "-10", "100");
        scenario.quote("IBM", "100.00", "100.10");

        approved(exits(scenario.intents.sell("AAPL", "10", "105"), "95"));
        approved(exits(scenario.intents.buy("IBM", "10", "95"), "105"));
    }

    @Test
    void shouldHoldToTheCollarWhatClosesNothingOrStandsAlone() {
        scenario.hold("AAPL", "10", "100");

        assertThat(denied(exits(scenario.intents.sell("AAPL", "11", "105"), "95")))
                .isEqualTo(DenyReason.PRICE_COLLAR);
        assertThat(denied(scenario.intents.sell("AAPL", "10", "105")))
                .isEqualTo(DenyReason.PRICE_COLLAR);
    }

    @Test
    void shouldHoldTheLimitOfTheStopOfTwoExitsAgainstItsStop() {
        scenario.hold("AAPL", "10", "100");
        OrderIntent gain = scenario.intents.sell("AAPL", "10", "105");
        ExitLeg.StopLoss far = new ExitLeg.StopLoss(price("95"), Optional.of(price("90")));

        assertThat(denied(gain.with(gain.instructions().in(new OrderClass.OneCancelsOther(far)))))
                .isEqualTo(DenyReason.PRICE_COLLAR);
    }

    /** A gain and, at that price, a stop, of which one cancels the other. */
    static OrderIntent exits(OrderIntent gain, String stop) {
        return gain.with(
                gain.instructions()
                        .in(new OrderClass.OneCancelsOther(new ExitLeg.StopLoss(price(stop)))));
    }

    @Test
    void shouldLetReductionsPassTheLimitsOnSize() {
        scenario.hold("AAPL", "3000", "100");

        approved(scenario.intents.sell("AAPL", "3000", "100.05"));
    }

    @Test
    void shouldNotTakeForAReductionWhatOtherOrdersAlreadyClose() {
        scenario.hold("AAPL", "3000", "100");
        scenario.working(scenario.intents.sell("AAPL", "1", "100"), OrderStatus.UNKNOWN);

        assertThat(denied(scenario.intents.sell("AAPL", "3000", "100.05")))
                .isEqualTo(DenyReason.MAX_ORDER_QTY);
    }

    @Test
    void shouldLetReductionsPassWhileAComponentIsMissingOrTheGateReducesOnly() {
        scenario.hold("AAPL", "-10", "100");
        scenario.tell(new Readiness(List.of("ai-hft-system"), Scenario.NOW));
        limits(l -> l.reduceOnly = true);

        approved(scenario.intents.buy("AAPL", "10", "100.05"));
    }

    @Test
    void shouldLetReductionsPassAfterALossAndWhileTheBooksDisagree() {
        scenario.hold("AAPL", "10", "100.05");
        scenario.account("PA1", "96000", "100000", "200000", Scenario.MARGIN, true);
        approved(scenario.intents.sell("AAPL", "5", "100.05"));

        scenario.statedAgain("97000");
        assertThat(scenario.state.losses().disagreement()).isEqualTo(Money.parse("1000"));
        approved(scenario.intents.sell("AAPL", "4", "100.05"));
    }

    @Test
    void shouldCompareTheBooksOnlyOnceTheMarketHasPricedWhatIsHeld() {
        Scenario restarted = new Scenario();
        restarted.hold("IBM", "100", "90");
        restarted.pass(Duration.ofDays(1));
        restarted.statedAgain("101000");
        restarted.quote("IBM", "90", "99");
        restarted.statedAgain("101000");
        assertThat(restarted.state.losses().ownEquity()).isEmpty();

        restarted.book.hold("IBM", "100", "100");
        restarted.quote("IBM", "99.99", "100.01");
        restarted.statedAgain("101000");

        assertThat(restarted.state.losses().disagreement()).isEqualTo(Money.ZERO);
        assertThat(restarted.state.losses().ownEquity()).contains(Money.parse("101000"));
    }

    @Test
    void shouldForgetADifferenceOfTheBooksOnANewDay() {
        scenario.statedAgain("101000");
        assertThat(scenario.state.losses().disagreement()).isEqualTo(Money.parse("1000"));

        scenario.pass(Duration.ofDays(1));
        scenario.session(scenario.now(), scenario.now().plus(Duration.ofHours(6)));
        scenario.statedAgain("101000");

        assertThat(scenario.state.losses().disagreement()).isEqualTo(Money.ZERO);
    }

    @Test
    void shouldLetThePositionOfAStoppedSourceHaveItsStop() {
        scenario.hold("AAPL", "10", "100");
        scenario.tell(new SourceRegistered(Intents.SOURCE, false));

        scenario.state.protect(stop("protection-1", "10"));
        scenario.state.protect(stop("protection-2", "11"));
        approved(stop("protection-1", "10"));
        assertThat(scenario.review(stop("protection-2", "11")))
                .isInstanceOfSatisfying(
                        RiskDecision.Denied.class,
                        denied ->
                                assertThat(denied.reason())
                                        .isEqualTo(DenyReason.SOURCE_NOT_ALLOWED));
        assertThat(scenario.review(stop("protection-3", "10")))
                .as("named like one by somebody else")
                .isInstanceOf(RiskDecision.Denied.class);
    }

    @Test
    void shouldLetAPersonCloseWhatAStoppedSourceHoldsInItsName() {
        scenario.hold("AAPL", "10", "100");
        scenario.tell(new SourceRegistered(Intents.SOURCE, false));

        approved(stop(IntentId.byHand().value(), "10"));
        assertThat(scenario.review(stop(IntentId.byHand().value(), "11")))
                .as("more than is held")
                .isInstanceOf(RiskDecision.Denied.class);
        assertThat(scenario.review(stop("operator-hand-20250115-143000-000001", "10")))
                .as("by a strategy with such a name")
                .isInstanceOf(RiskDecision.Denied.class);
    }

    private OrderIntent stop(String name, String quantity) {
        return new OrderIntent(
                new IntentId(name),
                Intents.SOURCE,
                Symbol.of("AAPL"),
                Side.SELL,
                Quantity.parse(quantity),
                new OrderTerms.Stop(Price.parse("95")),
                TimeInForce.DAY,
                "protects",
                scenario.now());
    }

    @Test
    void shouldBoundASoldPutByWhatItMayCost() {
        String put = "AAPL250117P00150000";
        scenario.quote(put, "0.50", "0.52");
        OrderIntent sold = scenario.intents.sell(put, "1", "0.51");

        Verdict verdict = new OrderSize().check(proposal(sold));

        assertThat(verdict).isInstanceOf(Verdict.Denied.class);
        assertThat(verdict.figures()).hasToString("notional=15000.00 max=5000.00");
    }

    @Test
    void shouldKeepTheSharesAndCallsThatCoverASoldCall() {
        scenario.hold("AAPL", "101", "100");
        scenario.hold("AAPL250117C00150000", "-1", "0.50");
        ShortAllowed check = new ShortAllowed();

        assertThat(check.check(proposal(scenario.intents.sell("AAPL", "1"))))
                .isNotInstanceOf(Verdict.Denied.class);
        assertThat(check.check(proposal(scenario.intents.sell("AAPL", "2"))))
                .isInstanceOf(Verdict.Denied.class);

        scenario.hold("AAPL250117C00160000", "1", "0.30");
        assertThat(check.check(proposal(scenario.intents.sell("AAPL", "2"))))
                .isNotInstanceOf(Verdict.Denied.class);
        scenario.hold("AAPL", "99", "100");
        assertThat(check.check(proposal(scenario.intents.sell("AAPL250117C00160000", "1"))))
                .isInstanceOf(Verdict.Denied.class);
    }

    private Proposal proposal(OrderIntent wish) {
        return Proposal.of(
                wish,
                Optional.empty(),
                List.of(),
                true,
                scenario.now(),
                scenario.limits,
                scenario.state);
    }

    @Test
    void shouldPriceACoinInTheStepsOfItsVenue() {
        Symbol coin = Symbol.of("PEPE/USD");
        scenario.known(
                new Asset(
                        coin,
                        "PEPE",
                        "CRYPTO",
                        true,
                        true,
                        false,
                        coin.assetClass(),
                        false,
                        false,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(Price.parse("0.00000001")),
                        Set.of()));
        scenario.volume("PEPE/USD", "1000000");
        scenario.quote("PEPE/USD", "0.00001", "0.0000101");

        assertThat(
                        scenario.review(lasting(scenario.intents.buy("PEPE/USD", "10")))
                                .intent()
                                .terms())
                .isEqualTo(limit("0.00001025"));
    }

    private static OrderIntent lasting(OrderIntent day) {
        return new OrderIntent(
                day.id(),
                day.source(),
                day.symbol(),
                day.side(),
                day.quantity(),
                day.terms(),
                TimeInForce.GTC,
                "a test",
                day.basis());
    }

    @Test
    void shouldHoldReductionsToQuoteCollarTickAndDuplicates() {
        scenario.hold("AAPL", "20", "100");

        assertThat(denied(scenario.intents.sell("AAPL", "10", "96.00")))
                .isEqualTo(DenyReason.PRICE_COLLAR);
        assertThat(denied(scenario.intents.sell("AAPL", "10", "100.005")))
                .isEqualTo(DenyReason.TICK_LOT);
        OrderIntent sold = approved(scenario.intents.sell("AAPL", "20", "100.05"));
        assertThat(reason(scenario.review(sold))).isEqualTo(DenyReason.DUPLICATE_INTENT);
        scenario.pass(Duration.ofSeconds(6));
        assertThat(denied(scenario.intents.sell("AAPL", "5", "100.05")))
                .isEqualTo(DenyReason.QUOTE_STALE);
    }

    @Test
    void shouldLetAStrategyOutAgainAfterAQuickWayInOutAndIn() {
        approved(scenario.intents.buy("AAPL", "10"));
        scenario.hold("AAPL", "10", "100");
        approved(scenario.intents.sell("AAPL", "10"));
        scenario.hold("AAPL", "0", "100");
        approved(scenario.intents.buy("AAPL", "9"));
        scenario.hold("AAPL", "10", "100");

        approved(scenario.intents.sell("AAPL", "10"));
    }

    @Test
    void shouldNotDoubleAnExitThatIsOnItsWay() {
        scenario.hold("AAPL", "10", "100");
        OrderIntent exit = approved(scenario.intents.sell("AAPL", "10"));
        scenario.working(exit, OrderStatus.INITIALIZED);

        assertThat(denied(scenario.intents.sell("AAPL", "10")))
                .isEqualTo(DenyReason.DUPLICATE_INTENT);
    }

    @Test
    void shouldNotTakeForAnExitWhatSellsSharesOfOthers() {
        scenario.hold("AAPL", "30", "100");
        approved(scenario.intents.sell("AAPL", "10"));
        scenario.book.give("AAPL", "another");

        assertThat(denied(scenario.intents.sell("AAPL", "10")))
                .isEqualTo(DenyReason.DUPLICATE_INTENT);
    }

    @Test
    void shouldGiveReductionsTwiceTheRateAndNoMore() {
        scenario.hold("AAPL", "50", "100");
        for (int i = 0; i < 5; i++) {
            scenario.journaled(scenario.intents.buy("AAPL", "" + (i + 1), "100"));
        }
        assertThat(denied(scenario.intents.buy("AAPL", "9", "100.05")))
                .isEqualTo(DenyReason.RATE_SYMBOL);
        for (int i = 0; i < 5; i++) {
            approved(scenario.intents.sell("AAPL", "" + (i + 1), "100.05"));
        }
        assertThat(denied(scenario.intents.sell("AAPL", "9", "100.05")))
                .isEqualTo(DenyReason.RATE_SYMBOL);
    }

    @Test
    void shouldNotDenyOneSourceForTheOrdersOfAnother() {
        Intents busy = new Intents(Scenario.NOW, "busy");
        for (int i = 0; i < 5; i++) {
            scenario.journaled(busy.buy("AAPL", "" + (i + 1), "100"));
        }

        approved(scenario.intents.buy("AAPL", "9", "100.05"));
    }

    @Test
    void shouldForgetRatesAndDuplicatesWithTime() {
        for (int i = 0; i < 5; i++) {
            approved(scenario.intents.buy("AAPL", "1" + i, "100.05"));
        }
        scenario.pass(Duration.ofSeconds(61));
        scenario.quote("AAPL", "100.00", "100.10");

        approved(scenario.intents.buy("AAPL", "10", "100.05"));
    }

    @Test
    void shouldKnowNamesRatesAndDuplicatesAfterARestartFromTheJournal() {
        OrderIntent before = scenario.intents.buy("AAPL", "10");
        OrderIntent sent = approved(before);
        Scenario restarted = new Scenario();
        restarted.journaled(sent);

        assertThat(reason(restarted.review(before))).isEqualTo(DenyReason.DUPLICATE_INTENT);
        restarted.intents.buy("AAPL", "1");
        assertThat(reason(restarted.review(restarted.intents.buy("AAPL", "10"))))
                .isEqualTo(DenyReason.DUPLICATE_INTENT);
        assertThat(restarted.state.pace().ordersSince(Scenario.NOW)).isEqualTo(1);
    }

    @Test
    void shouldNotSpendTheSameBuyingPowerTwice() {
        limits(
                l -> {
                    l.maxPositionNotionalPercent = 1000;
                    l.maxGrossPercent = 1000;
                    l.maxNetPercent = 1000;
                });
        scenario.account("PA1", "100000", "2500");
        approved(scenario.intents.buy("AAPL", "10", "100.05"));
        approved(scenario.intents.buy("AAPL", "11", "100.05"));

        assertThat(denied(scenario.intents.buy("AAPL", "12", "100.05")))
                .isEqualTo(DenyReason.BUYING_POWER);
    }

    @Test
    void shouldFreeBuyingPowerOnceTheAccountContainsTheOrderAndNotBefore() {
        OrderIntent wish = approved(scenario.intents.buy("AAPL", "10", "100.05"));
        OrderId id = new OrderId("o");
        scenario.tell(new OrderInitialized(id, wish, scenario.now()));
        assertThat(scenario.state.reserved()).isEqualTo(Money.parse("1000.50"));

        scenario.pass(Duration.ofSeconds(30));
        scenario.account("PA1", "100000", "200000");
        assertThat(scenario.state.reserved()).isEqualTo(Money.parse("1000.50"));

        scenario.state.onEvent(scenario.now(), new OrderAccepted(id, "b", scenario.now()));
        scenario.account("PA1", "100000", "200000");
        assertThat(scenario.state.reserved()).isEqualTo(Money.parse("1000.50"));

        scenario.pass(Duration.ofSeconds(2));
        scenario.account("PA1", "100000", "199000");
        assertThat(scenario.state.reserved()).isEqualTo(Money.ZERO);
    }

    @Test
    void shouldFreeBuyingPowerOfARejectedOrderAtOnce() {
        OrderIntent wish = approved(scenario.intents.buy("AAPL", "10", "100.05"));
        scenario.tell(new OrderInitialized(new OrderId("o"), wish, scenario.now()));

        scenario.tell(new OrderRejected(new OrderId("o"), "no", scenario.now()));

        assertThat(scenario.state.reserved()).isEqualTo(Money.ZERO);
    }

    @Test
    void shouldNotLetConfigurationPassTheCeilingOfLiveTrading() {
        Scenario live = new Scenario(TradingMode.LIVE);
        Limits limits = new Limits();
        limits.mode = TradingMode.LIVE;
        limits.maxOrderNotional = "1000000";
        live.limits = limits.build();
        live.tell(new BrokerStatus(true, "Alpaca", false, "", Scenario.NOW));

        assertThat(reason(live.review(live.intents.buy("AAPL", "50", "100.05"))))
                .isEqualTo(DenyReason.MAX_ORDER_NOTIONAL);
        assertThat(live.review(live.intents.buy("AAPL", "49", "100.05")))
                .isInstanceOf(RiskDecision.Approved.class);
    }

    @Test
    void shouldNotTradeRealMoneyOnTheBuiltInExchange() {
        Scenario live = new Scenario(TradingMode.LIVE);
        Limits limits = new Limits();
        limits.mode = TradingMode.LIVE;
        live.limits = limits.build();

        assertThat(reason(live.review(live.intents.buy("AAPL", "1", "100.05"))))
                .isEqualTo(DenyReason.MODE_MISMATCH);
    }

    @Test
    void shouldKeepTheOperatorAllowedWhateverIsRegistered() {
        scenario.tell(new SourceRegistered("operator", false));

        assertThat(scenario.state.isAllowed("operator")).isTrue();
    }

    @Test
    void shouldSayWhyItIsNotOpen() {
        OrderGate gate = new OrderGate(RiskLimits.paper(), TradingMode.PAPER, scenario.book);
        assertThat(gate.state()).isEqualTo(GateState.HALTED);
        assertThat(gate.detail()).contains("waits for reconciliation");

        gate = new OrderGate(scenario.limits, scenario.state, RiskPipeline.standard());
        gate.onEvent(Scenario.NOW, new Readiness(List.of(), Scenario.NOW));
        assertThat(gate.state()).isEqualTo(GateState.ACTIVE);
        assertThat(gate.detail()).isEmpty();

        gate.onEvent(Scenario.NOW, new Readiness(List.of("alpaca-client"), Scenario.NOW));
        assertThat(gate.state()).isEqualTo(GateState.REDUCE_ONLY);
        assertThat(gate.detail()).contains("alpaca-client");

        gate.onEvent(Scenario.NOW, new HaltTrading("operator", "lunch", Scenario.NOW));
        assertThat(gate.state()).isEqualTo(GateState.HALTED);
        assertThat(gate.detail()).contains("operator", "lunch").doesNotContain("venue");
        gate.onEvent(Scenario.NOW, new TradeSuspension(Step.CONFIRMED, Scenario.NOW));
        assertThat(gate.detail()).contains("lunch", "the venue takes no orders since");
        gate.onEvent(Scenario.NOW, new TradeSuspension(Step.LIFTED, Scenario.NOW));
        assertThat(gate.detail()).doesNotContain("venue");

        gate.onEvent(Scenario.NOW, new ResumeTrading("operator", "back", Scenario.NOW));
        gate.stall("strategy x");
        assertThat(gate.state()).isEqualTo(GateState.HALTED);
        assertThat(gate.detail()).contains("strategy x");

        gate.onEvent(Scenario.NOW, new ResumeTrading("operator", "fixed", Scenario.NOW));
        gate.onEvent(Scenario.NOW, new Readiness(List.of(), Scenario.NOW));
        assertThat(gate.state()).isEqualTo(GateState.ACTIVE);
    }

    @Test
    void shouldShowHowFarTheLimitsAreUsed() {
        scenario.hold("AAPL", "100", "100");
        scenario.hold("IBM", "-50", "100");
        OrderGate gate = new OrderGate(scenario.limits, scenario.state, RiskPipeline.standard());

        gate.onEvent(Scenario.NOW, new TimerTick(Scenario.NOW));

        assertThat(gate.usage())
                .isEqualTo(
                        "gross=15.0% (max 100.0%), net=5.0% (max 100.0%), orders last minute=0 (max 60)");
    }

    private OrderIntent approved(OrderIntent intent) {
        RiskDecision decision = scenario.review(intent);
        assertThat(decision).isInstanceOf(RiskDecision.Approved.class);
        return decision.intent();
    }

    private DenyReason denied(OrderIntent intent) {
        return reason(scenario.review(intent));
    }

    private static DenyReason reason(RiskDecision decision) {
        assertThat(decision).isInstanceOf(RiskDecision.Denied.class);
        return ((RiskDecision.Denied) decision).reason();
    }

    private void limits(Consumer<Limits> change) {
        Limits limits = new Limits();
        change.accept(limits);
        scenario.limits = limits.build();
    }

    private static OrderTerms limit(String price) {
        return new OrderTerms.Limit(price(price));
    }

    private static Price price(String price) {
        return Price.parse(price);
    }
}
