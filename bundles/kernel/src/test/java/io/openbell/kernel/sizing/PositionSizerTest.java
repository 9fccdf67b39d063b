package io.openbell.kernel.sizing;

import static org.assertj.core.api.Assertions.assertThat;

import io.openbell.api.component.Readiness;
import io.openbell.api.engine.TradingEvent;
import io.openbell.api.market.Quote;
import io.openbell.api.order.CancelOrder;
import io.openbell.api.order.OrderEvent;
import io.openbell.api.order.OrderEvent.OrderAccepted;
import io.openbell.api.order.OrderEvent.OrderCanceled;
import io.openbell.api.order.OrderEvent.OrderDenied;
import io.openbell.api.order.OrderEvent.OrderFilled;
import io.openbell.api.order.OrderEvent.OrderInitialized;
import io.openbell.api.order.OrderEvent.OrderRejected;
import io.openbell.api.order.OrderEvent.OrderSubmitted;
import io.openbell.api.order.OrderId;
import io.openbell.api.order.OrderIntent;
import io.openbell.api.order.OrderTerms;
import io.openbell.api.order.TimeInForce;
import io.openbell.api.strategy.Opportunity;
import io.openbell.api.strategy.Signal;
import io.openbell.api.value.Money;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Side;
import io.openbell.api.value.Symbol;
import io.openbell.testkit.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PositionSizerTest {

    private static final Symbol AAPL = Symbol.of("AAPL");
    private static final Symbol KO = Symbol.of("KO");
    private static final Symbol PEP = Symbol.of("PEP");
    private static final SizingRules RULES =
            new SizingRules(
                    Money.parse("1000"), Money.parse("2000"), 0.2, 3, 20, Duration.ofSeconds(15));

    private final ManualClock clock = ManualClock.at("2025-01-15T14:30:00Z");
    private final SourceLedger ledger = new SourceLedger();
    private final LatestQuotes quotes = new LatestQuotes();
    private final IntentIds ids = new IntentIds(clock.instant());
    private final List<TradingEvent> out = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final PositionSizer sizer =
            new PositionSizer(
                    RULES,
                    ledger,
                    quotes,
                    ids,
                    out::add,
                    (source, line) -> notes.add(source + ": " + line));
    private int orders;

    @BeforeEach
    void openForBusiness() {
        sizer.onReadiness(now(), new Readiness(List.of(), now()));
        quote(AAPL, "99.99", "100.01");
        quote(KO, "59.99", "60.01");
        quote(PEP, "149.99", "150.01");
    }

    @Test
    void shouldBuyWholeSharesForTheNotionalTimesTheStrength() {
        signal(AAPL, 1);
        assertThat(theIntent())
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

        out.clear();
        signal(KO, -0.5);
        assertThat(theIntent().side()).isEqualTo(Side.SELL);
        // 500 dollars buy 8.33 shares at 60: fewer rather than more.
        assertThat(theIntent().quantity()).isEqualTo(Quantity.of(8));
    }

    @Test
    void shouldNotStackWhileAnIntentIsUnansweredOrAnOrderWorks() {
        signal(AAPL, 1);
        signal(AAPL, 1);
        tick(1);
        assertThat(intents()).hasSize(1);

        OrderId order = initialize(theIntent());
        signal(AAPL, 1);
        tick(1);
        fill(order, AAPL, Side.BUY, 4);
        signal(AAPL, 1);
        tick(1);
        assertThat(intents()).hasSize(1);

        fill(order, AAPL, Side.BUY, 6);
        signal(AAPL, 1);
        tick(60);
        assertThat(intents()).hasSize(1);
    }

    @Test
    void shouldLeaveAPositionAloneThatIsNearlyRight() {
        hold(AAPL, 10);
        quote(AAPL, "104.99", "105.01");

        signal(AAPL, 1);

        assertThat(out).isEmpty();
        assertThat(ledger.position("trend", AAPL)).isEqualTo(Quantity.of(10));
    }

    @Test
    void shouldExitWithoutPriceWithoutThresholdAndAfterItsTimeToLive() {
        hold(AAPL, 1);
        quote(AAPL, "0", "100.01");

        sizer.onSignal(now(), new Signal("trend", AAPL, 0, Duration.ZERO, "out", past()));

        assertThat(theIntent().side()).isEqualTo(Side.SELL);
        assertThat(theIntent().quantity()).isEqualTo(Quantity.of(1));
    }

    @Test
    void shouldNotEnterOnAnOpinionThatIsTooOld() {
        sizer.onSignal(now(), new Signal("trend", AAPL, 1, Duration.ofSeconds(5), "in", past()));

        assertThat(out).isEmpty();
    }

    @Test
    void shouldTurnAPositionAroundInTwoOrders() {
        hold(AAPL, 10);

        signal(AAPL, -1);
        OrderIntent exit = theIntent();
        assertThat(exit.side()).isEqualTo(Side.SELL);
        assertThat(exit.quantity()).isEqualTo(Quantity.of(10));

        fill(initialize(exit), AAPL, Side.SELL, 10);
        assertThat(intents()).hasSize(2);
        assertThat(intents().get(1).side()).isEqualTo(Side.SELL);
        assertThat(intents().get(1).quantity()).isEqualTo(Quantity.of(10));
    }

    @Test
    void shouldWaitForEveryComponentBeforeTakingRiskButNotBeforeReducingIt() {
        hold(KO, 5);
        sizer.onReadiness(now(), new Readiness(List.of("risk-management"), now()));
        signal(AAPL, 1);
        signal(KO, 0);
        assertThat(intents()).extracting(OrderIntent::symbol).containsExactly(KO);

        sizer.onReadiness(now(), new Readiness(List.of(), now()));
        assertThat(intents()).extracting(OrderIntent::symbol).containsExactly(KO, AAPL);
    }

    @Test
    void shouldAskAgainWhenTheExecutorWentAwayWithTheQuestion() {
        hold(AAPL, 10);
        signal(AAPL, 0);
        sizer.onReadiness(now(), new Readiness(List.of("order-executor"), now()));
        assertThat(intents()).hasSize(1);
        assertThat(sizer.unanswered()).isZero();

        sizer.onReadiness(now(), new Readiness(List.of(), now()));
        assertThat(intents()).hasSize(2);
    }

    @Test
    void shouldPauseLongerAfterEveryDenialAndReportAnExitThatFails() {
        hold(AAPL, 10);
        signal(AAPL, 0);
        deny(theIntent());
        tick(14);
        assertThat(intents()).hasSize(1);
        tick(1);
        assertThat(intents()).hasSize(2);

        deny(intents().get(1));
        tick(29);
        assertThat(intents()).hasSize(2);
        tick(1);
        assertThat(intents()).hasSize(3);
        assertThat(sizer.failingExits()).isZero();

        deny(intents().get(2));
        assertThat(sizer.failingExits()).isEqualTo(1);
    }

    @Test
    void shouldGiveUpAnEntryThatIsDeniedUntilItsTimeIsOver() {
        signal(AAPL, 1);
        deny(theIntent());
        tick(61);

        assertThat(intents()).hasSize(1);
    }

    @Test
    void shouldCancelAnEntryThatWorksOnWhenTheOpinionTurns() {
        signal(AAPL, 1);
        OrderId order = initialize(theIntent());
        fill(order, AAPL, Side.BUY, 4);

        signal(AAPL, 0);
        assertThat(out.get(out.size() - 1)).isEqualTo(new CancelOrder(order, "trend"));
        tick(1);
        assertThat(intents()).hasSize(1);

        apply(new OrderCanceled(order, now()));
        assertThat(intents()).hasSize(2);
        assertThat(intents().get(1).side()).isEqualTo(Side.SELL);
        assertThat(intents().get(1).quantity()).isEqualTo(Quantity.of(4));
    }

    @Test
    void shouldCancelAnEntryThatWasStillUnansweredWhenTheOpinionTurned() {
        signal(AAPL, 1);
        OrderIntent entry = theIntent();
        signal(AAPL, 0);
        assertThat(out).hasSize(1);

        OrderId order = initialize(entry);
        assertThat(out.get(out.size() - 1)).isEqualTo(new CancelOrder(order, "trend"));

        fill(order, AAPL, Side.BUY, 10);
        assertThat(intents().get(intents().size() - 1).side()).isEqualTo(Side.SELL);
    }

    @Test
    void shouldTakeTheStrategysOwnStopOutOfTheWayOfAnExitButNotOfAnEntry() {
        hold(AAPL, 5);
        OrderId stop =
                initialize(intent(AAPL, Side.SELL, 5, new OrderTerms.Stop(Price.parse("90"))));
        signal(AAPL, 1);
        assertThat(out).hasSize(1);
        assertThat(theIntent().quantity()).isEqualTo(Quantity.of(5));
        fill(initialize(theIntent()), AAPL, Side.BUY, 5);
        out.clear();

        signal(AAPL, 0);
        assertThat(out).containsExactly(new CancelOrder(stop, "trend"));
        apply(new OrderCanceled(stop, now()));
        assertThat(theIntent().quantity()).isEqualTo(Quantity.of(10));
    }

    @Test
    void shouldTakeAnOpportunityThatPromisesEnough() {
        opportunity(10, 0.8, 0.5, -0.5);

        assertThat(intents())
                .extracting(
                        OrderIntent::symbol,
                        OrderIntent::side,
                        intent -> intent.quantity().toString())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(KO, Side.BUY, "16"),
                        org.assertj.core.groups.Tuple.tuple(PEP, Side.SELL, "6"));
    }

    @Test
    void shouldPassOnOpportunitiesThatPromiseTooLittle() {
        opportunity(2.9, 0.8, 0.5, -0.5);
        opportunity(10, 0.19, 0.5, -0.5);

        assertThat(out).isEmpty();
        assertThat(notes)
                .containsExactly(
                        "trend: passes on 'KO below PEP': expectedEdgeBps=2.9, min=3.0",
                        "trend: passes on 'KO below PEP': confidence=0.19, min=0.2");
    }

    @Test
    void shouldNeverPutMoreThanItsCapitalIntoAnOpportunity() {
        opportunity(10, 0.8, 5, -5);

        assertThat(intents())
                .extracting(intent -> intent.quantity().toString())
                .containsExactly("16", "6");
    }

    @Test
    void shouldCloseWhateverItPromises() {
        hold(KO, 16);

        opportunity(0, 0, 0, 0);

        assertThat(theIntent().symbol()).isEqualTo(KO);
        assertThat(theIntent().side()).isEqualTo(Side.SELL);
    }

    @Test
    void shouldUnwindTheOtherLegWhenOneIsRefused() {
        opportunity(10, 0.8, 0.5, -0.5);
        fill(initialize(intents().get(0)), KO, Side.BUY, 16);
        deny(intents().get(1));

        assertThat(intents()).hasSize(3);
        assertThat(intents().get(2).symbol()).isEqualTo(KO);
        assertThat(intents().get(2).side()).isEqualTo(Side.SELL);
        assertThat(intents().get(2).quantity()).isEqualTo(Quantity.of(16));
        assertThat(notes).singleElement().asString().contains("PEP was refused: RATE_SYMBOL");

        fill(initialize(intents().get(2)), KO, Side.SELL, 16);
        tick(60);
        assertThat(intents()).hasSize(3);
    }

    @Test
    void shouldUnwindTheOtherLegWhenTheVenueRejectsOne() {
        opportunity(10, 0.8, 0.5, -0.5);
        fill(initialize(intents().get(0)), KO, Side.BUY, 16);
        OrderId rejected = initialize(intents().get(1));
        apply(new OrderSubmitted(rejected, now()));
        apply(new OrderRejected(rejected, "not shortable", now()));

        assertThat(intents()).hasSize(3);
        assertThat(intents().get(2).symbol()).isEqualTo(KO);
        assertThat(intents().get(2).side()).isEqualTo(Side.SELL);
    }

    @Test
    void shouldNotTakeHalfAnOpportunityWhenOneLegHasNoPrice() {
        quote(PEP, "0", "0");
        opportunity(10, 0.8, 0.5, -0.5);
        assertThat(out).isEmpty();

        quote(PEP, "149.99", "150.01");
        assertThat(intents()).hasSize(2);
    }

    @Test
    void shouldPassOnWhatOneShareOfIsTooExpensive() {
        quote(PEP, "4999", "5001");
        opportunity(10, 0.8, 0.5, -0.5);
        quote(AAPL, "4999", "5001");
        signal(AAPL, 1);
        tick(1);

        assertThat(out).isEmpty();
        assertThat(notes).hasSize(2).allMatch(note -> note.contains("costs more"));
    }

    @Test
    void shouldForgetASourceThatIsGone() {
        sizer.onReadiness(now(), new Readiness(List.of("risk-management"), now()));
        signal(AAPL, 1);

        sizer.forget("trend");
        sizer.onReadiness(now(), new Readiness(List.of(), now()));

        assertThat(out).isEmpty();
    }

    private void signal(Symbol symbol, double strength) {
        sizer.onSignal(
                now(),
                new Signal("trend", symbol, strength, Duration.ofSeconds(60), "because", now()));
    }

    private void opportunity(double edgeBps, double confidence, double ko, double pep) {
        sizer.onOpportunity(
                now(),
                new Opportunity(
                        "o1",
                        "trend",
                        "KO below PEP",
                        List.of(new Opportunity.Leg(KO, ko), new Opportunity.Leg(PEP, pep)),
                        edgeBps,
                        confidence,
                        Duration.ofSeconds(10),
                        now()));
    }

    private void hold(Symbol symbol, long shares) {
        fill(
                initialize(intent(symbol, Side.BUY, shares, new OrderTerms.Market())),
                symbol,
                Side.BUY,
                shares);
        out.clear();
    }

    private OrderIntent intent(Symbol symbol, Side side, long shares, OrderTerms terms) {
        return new OrderIntent(
                ids.next("trend"),
                "trend",
                symbol,
                side,
                Quantity.of(shares),
                terms,
                TimeInForce.DAY,
                "by hand",
                now());
    }

    private OrderId initialize(OrderIntent intent) {
        OrderId id = new OrderId("P1-" + ++orders);
        apply(new OrderInitialized(id, intent, now()));
        return id;
    }

    private void deny(OrderIntent intent) {
        apply(new OrderDenied(intent, "RATE_SYMBOL", "", now()));
    }

    private void fill(OrderId order, Symbol symbol, Side side, long shares) {
        apply(new OrderAccepted(order, "venue-" + order, now()));
        apply(
                new OrderFilled(
                        order,
                        order + "-" + out.size() + "-" + shares,
                        "trend",
                        symbol,
                        side,
                        Price.parse("100"),
                        Quantity.of(shares),
                        Money.ZERO,
                        now()));
    }

    private void apply(OrderEvent event) {
        sizer.onOrderEvent(now(), event, ledger.apply(event));
    }

    private void quote(Symbol symbol, String bid, String ask) {
        Quote quote =
                new Quote(
                        symbol,
                        Price.parse(bid),
                        Quantity.of(100),
                        Price.parse(ask),
                        Quantity.of(100),
                        now());
        quotes.put(quote);
        sizer.onQuote(now(), quote);
    }

    private void tick(long seconds) {
        clock.advance(Duration.ofSeconds(seconds));
        sizer.onTimer(now());
    }

    private Instant now() {
        return clock.instant();
    }

    private Instant past() {
        return now().minusSeconds(3600);
    }

    private List<OrderIntent> intents() {
        return out.stream()
                .filter(OrderIntent.class::isInstance)
                .map(OrderIntent.class::cast)
                .toList();
    }

    private OrderIntent theIntent() {
        assertThat(intents()).hasSize(1);
        return intents().get(0);
    }
}
