package io.openbell.kernel.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.openbell.api.broker.AccountFigures;
import io.openbell.api.broker.Asset;
import io.openbell.api.broker.BrokerAccount;
import io.openbell.api.order.OptionLeg;
import io.openbell.api.order.Order;
import io.openbell.api.order.OrderClass;
import io.openbell.api.order.OrderId;
import io.openbell.api.order.OrderInstructions;
import io.openbell.api.order.OrderIntent;
import io.openbell.api.order.OrderLinks;
import io.openbell.api.order.OrderStatus;
import io.openbell.api.order.PositionIntent;
import io.openbell.api.risk.InstrumentStated;
import io.openbell.api.session.TradingMode;
import io.openbell.api.value.Money;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Side;
import io.openbell.api.value.Symbol;
import io.openbell.api.view.RiskBoard.Line;
import io.openbell.api.view.RiskBoard.State;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What people are shown of a limit is what the gate compares with it. */
class LimitLinesTest {

    private static final String CALL = "AAPL250221C00100000";
    private static final String HIGHER_CALL = "AAPL250221C00110000";
    private static final String PUT = "AAPL250221P00090000";

    private final Scenario scenario = new Scenario();

    private List<Line> lines() {
        return new LimitLines(scenario.limits, scenario.state, scenario.open, scenario.now()).all();
    }

    private Line line(String name, String scope) {
        return lines().stream()
                .filter(line -> line.name().equals(name) && line.scope().equals(scope))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void shouldValueAContractAsAHundredShares() {
        scenario.quote(CALL, "4.90", "5.10");
        scenario.hold(CALL, "2", "5.00");

        assertThat(line("gross-exposure", "").use()).isEqualTo(1.0);
        assertThat(line("position-notional", CALL).use()).isEqualTo(1.0);
    }

    @Test
    void shouldShowWhatTheGateWouldCompareForAnOrderOfNothingMore() {
        scenario.hold("AAPL", "50", "100.00");
        OrderIntent wish = scenario.intents.buy("AAPL", "1", "100.00");
        double withTheWish =
                CommittedExposure.with(
                                new Proposal(
                                        wish,
                                        wish,
                                        Optional.empty(),
                                        scenario.open,
                                        Commitments.of(scenario.open, List.of()),
                                        true,
                                        scenario.now(),
                                        scenario.limits,
                                        scenario.state))
                        .gross()
                        .toDouble();

        assertThat(line("gross-exposure", "").use() * 1_000).isEqualTo(withTheWish - 100.05);
    }

    @Test
    void shouldShowTheValueOfAnOrderThatTheGateCompares() {
        scenario.quote(CALL, "4.90", "5.10");
        OrderIntent wish = scenario.intents.buy(CALL, "3", "5.00");
        scenario.working(wish, OrderStatus.ACCEPTED);

        assertThat(line("order-notional", "").use()).isEqualTo(1_500);
        assertThat(compared(17, scenario.intents.buy(CALL, "3", "5.01"))).contains("notional=1503");
    }

    @Test
    void shouldShowWhatASoldPutMayCost() {
        scenario.quote(PUT, "1.95", "2.05");
        scenario.working(scenario.intents.sell(PUT, "1", "2.00"), OrderStatus.ACCEPTED);

        Line line = line("order-notional", "");

        assertThat(line.use()).isEqualTo(9_000);
        assertThat(line.state()).isEqualTo(State.TRIPPED);
    }

    @Test
    void shouldShowAnOrderOfSeveralLegsAsAWhole() {
        scenario.quote(CALL, "4.90", "5.10");
        scenario.quote(HIGHER_CALL, "1.90", "2.10");
        scenario.working(spread("2", "3.30"), OrderStatus.ACCEPTED);

        assertThat(line("order-notional", "").use()).isEqualTo(2 * 100 * (5.10 * 1.04 + 2.00));
        assertThat(line("order-quantity", "").use()).isEqualTo(2);
        assertThat(line("price-collar-of-legs", "AAPL").use()).isCloseTo(4.29, within(0.01));
        assertThat(line("price-collar-of-legs", "AAPL").limit()).isEqualTo(15);
        assertThat(line("volume-share", CALL).use()).isEqualTo(0.02);
    }

    @Test
    void shouldNotCountReductionsAndExitsWhichTheGateDoesNotBound() {
        scenario.hold("AAPL", "80", "100.00");
        scenario.working(scenario.intents.sell("AAPL", "80", "100.00"), OrderStatus.ACCEPTED);
        scenario.open.add(exit(scenario.intents.sell("AAPL", "80", "150.00")));

        assertThat(line("order-notional", "").use()).isZero();
        assertThat(line("order-quantity", "").use()).isZero();
        assertThat(line("volume-share", "AAPL").use()).isZero();
        assertThat(line("price-collar", "AAPL").use()).isLessThan(0.1);
    }

    @Test
    void shouldSayUnknownWhereAnOrderHasNoQuote() {
        scenario.known("IBM");
        scenario.working(scenario.intents.buy("IBM", "1", "100.00"), OrderStatus.ACCEPTED);

        assertThat(line("order-notional", "").state()).isEqualTo(State.UNKNOWN);
        assertThat(line("price-collar", "IBM").state()).isEqualTo(State.UNKNOWN);
        assertThat(line("order-quantity", "").use()).isEqualTo(1);
    }

    @Test
    void shouldShowTheCeilingOfOneOrderInLive() {
        Limits live = new Limits();
        live.mode = TradingMode.LIVE;
        live.maxOrderNotional = "50000";
        scenario.limits = live.build();

        assertThat(line("order-notional", "").limit()).isEqualTo(5_000);
    }

    @Test
    void shouldHoldTheSpreadOfAContractAgainstItsOwnLimit() {
        scenario.quote(CALL, "4.80", "5.20");
        scenario.hold(CALL, "1", "5.00");

        Line line = line("spread", CALL);

        assertThat(line.use()).isEqualTo(8);
        assertThat(line.limit()).isEqualTo(25);
        assertThat(line.state()).isEqualTo(State.CLEAR);
    }

    @Test
    void shouldShowThePowersForOptionsAndCoinsWhereTheVenueStatesThem() {
        assertThat(lines()).extracting(Line::name).doesNotContain("buying-power-of-options");

        stated("30000", "20000");

        assertThat(line("buying-power", "").limit()).isEqualTo(200_000);
        assertThat(line("buying-power-of-options", "").limit()).isEqualTo(30_000);
        assertThat(line("buying-power-of-coins", "").limit()).isEqualTo(20_000);
    }

    @Test
    void shouldShowHowFarAnOrderIsFromTheMarketAndHowMuchOfTheDayItIs() {
        scenario.working(scenario.intents.buy("AAPL", "500", "98.049"), OrderStatus.ACCEPTED);

        assertThat(line("price-collar", "AAPL").use()).isCloseTo(2, within(0.001));
        assertThat(line("price-collar", "AAPL").limit()).isEqualTo(3);
        assertThat(line("volume-share", "AAPL").use()).isEqualTo(0.05);
        assertThat(line("volume-share", "AAPL").limit()).isEqualTo(1);
    }

    @Test
    void shouldSayUnknownWhereTheVolumeIsNot() {
        scenario.tell(asset("IBM"));
        scenario.hold("IBM", "1", "100.00");

        assertThat(line("volume-share", "IBM").state()).isEqualTo(State.UNKNOWN);
    }

    @Test
    void shouldShowHowLongTheSameWishIsStillARepetition() {
        scenario.hold("AAPL", "1", "100.00");
        assertThat(line("duplicate-window", "AAPL").use()).isZero();

        scenario.review(scenario.intents.buy("AAPL", "1", "100.00"));
        scenario.pass(Duration.ofSeconds(4));

        assertThat(line("duplicate-window", "AAPL").use()).isEqualTo(6_000);
        assertThat(line("duplicate-window", "AAPL").limit()).isEqualTo(10_000);

        scenario.pass(Duration.ofSeconds(7));

        assertThat(line("duplicate-window", "AAPL").use()).isZero();
    }

    @Test
    void shouldTellTheAgeOfAQuoteByTheVenuesTime() {
        scenario.hold("AAPL", "1", "100.00");
        scenario.venueAhead(Duration.ofSeconds(3));

        assertThat(line("quote-age", "AAPL").use()).isEqualTo(3_000);
    }

    private String compared(int row, OrderIntent wish) {
        return scenario.review(wish).checks().stream()
                .filter(check -> check.row() == row)
                .findFirst()
                .orElseThrow()
                .figures();
    }

    private OrderIntent spread(String units, String limit) {
        OrderClass legs =
                new OrderClass.MultiLeg(
                        List.of(
                                new OptionLeg(
                                        Symbol.of(CALL), Side.BUY, 1, PositionIntent.BUY_TO_OPEN),
                                new OptionLeg(
                                        Symbol.of(HIGHER_CALL),
                                        Side.SELL,
                                        1,
                                        PositionIntent.SELL_TO_OPEN)));
        return scenario.intents.buy("AAPL", units, limit).with(OrderInstructions.PLAIN.in(legs));
    }

    private Order exit(OrderIntent intent) {
        return new Order(
                new OrderId("v-1"),
                "b-v-1",
                intent,
                OrderStatus.HELD,
                Quantity.ZERO,
                Price.ZERO,
                "",
                scenario.now(),
                scenario.now(),
                OrderLinks.under(new OrderId("p-1")));
    }

    private InstrumentStated asset(String symbol) {
        Asset asset = new Asset(Symbol.of(symbol), symbol, "NYSE", true, true, true);
        return new InstrumentStated(
                asset.symbol(), Optional.of(asset), Optional.empty(), scenario.now());
    }

    private void stated(String options, String coins) {
        Money equity = Money.parse("100000");
        scenario.tell(
                new BrokerAccount(
                        "PA1",
                        equity,
                        equity,
                        equity,
                        Money.parse("200000"),
                        true,
                        "",
                        scenario.now(),
                        Scenario.MARGIN,
                        new AccountFigures(
                                Money.ZERO,
                                Money.ZERO,
                                Money.ZERO,
                                Money.ZERO,
                                Money.ZERO,
                                Money.parse(options),
                                Money.parse(coins))));
    }

    @Test
    void shouldSayUnknownWhereNothingHasAPrice() {
        scenario.book.hold("IBM", "10", "0");

        assertThat(line("gross-exposure", "").state()).isEqualTo(State.UNKNOWN);
    }

    @Test
    void shouldShowEveryLimitThatCounts() {
        scenario.hold("AAPL", "50", "100.00");

        assertThat(lines())
                .extracting(Line::name)
                .contains(
                        "gross-exposure",
                        "net-exposure",
                        "buying-power",
                        "orders-per-minute",
                        "orders-per-minute-of-a-source",
                        "requests-per-minute",
                        "orders-per-day",
                        "open-orders",
                        "order-notional",
                        "order-quantity",
                        "position-notional",
                        "round-trips-per-hour",
                        "strategy-concentration",
                        "quote-age",
                        "spread",
                        "price-collar",
                        "volume-share",
                        "duplicate-window");
        assertThat(line("strategy-concentration", "test").use()).isEqualTo(5.0025);
        assertThat(line("requests-per-minute", "").limit()).isEqualTo(130);
    }
}
