package io.openbell.kernel.risk;

import static org.assertj.core.api.Assertions.assertThat;

import io.openbell.api.component.Readiness;
import io.openbell.api.engine.Reconciliation;
import io.openbell.api.market.FeedStatus;
import io.openbell.api.order.OrderIntent;
import io.openbell.api.order.OrderStatus;
import io.openbell.api.order.OrderTerms;
import io.openbell.api.risk.DenyReason;
import io.openbell.api.risk.HaltTrading;
import io.openbell.api.risk.RiskDecision;
import io.openbell.api.risk.SourceRegistered;
import io.openbell.api.session.TradingMode;
import io.openbell.api.value.Price;
import io.openbell.api.value.Side;
import io.openbell.testkit.Intents;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** For each check a wish that it alone refuses: with the check denied for its reason, without it approved. */
class RiskChecksTest {

    private record Case(
            int row,
            DenyReason reason,
            String name,
            Consumer<Scenario> given,
            Function<Scenario, OrderIntent> wish) {

        @Override
        public String toString() {
            return row + " " + name;
        }
    }

    static Stream<Case> cases() {
        Function<Scenario, OrderIntent> buyTen = s -> s.intents.buy("AAPL", "10", "100.05");
        return Stream.of(
                of(
                        1,
                        DenyReason.GATE_NOT_OPEN,
                        "an entry while reducing only",
                        limits(l -> l.reduceOnly = true),
                        buyTen),
                of(
                        1,
                        DenyReason.GATE_NOT_OPEN,
                        "while stalled",
                        s -> s.state.stall("strategy hangs"),
                        buyTen),
                of(
                        2,
                        DenyReason.MODE_MISMATCH,
                        "limits of another mode",
                        limits(l -> l.mode = TradingMode.BACKTEST),
                        buyTen),
                of(
                        2,
                        DenyReason.MODE_MISMATCH,
                        "another account answers",
                        s -> s.account("PA2", "100000", "200000"),
                        buyTen),
                of(
                        3,
                        DenyReason.LATCHED_HALT,
                        "while halted",
                        s -> s.tell(new HaltTrading("operator", "lunch", Scenario.NOW)),
                        buyTen),
                of(
                        4,
                        DenyReason.NOT_RECONCILED,
                        "before reconciliation",
                        s -> s.tell(new Reconciliation(false, "stream down", Scenario.NOW)),
                        buyTen),
                of(
                        5,
                        DenyReason.COMPONENT_NOT_READY,
                        "while a component is missing",
                        s -> s.tell(new Readiness(List.of("market-data-collector"), Scenario.NOW)),
                        buyTen),
                of(
                        6,
                        DenyReason.SOURCE_NOT_ALLOWED,
                        "a source that was disabled",
                        s -> s.tell(new SourceRegistered(Intents.SOURCE, false)),
                        buyTen),
                of(
                        7,
                        DenyReason.MALFORMED,
                        "no quantity",
                        s -> {},
                        s -> s.intents.buy("AAPL", "0", "100.05")),
                of(
                        7,
                        DenyReason.MALFORMED,
                        "a reason too long",
                        s -> {},
                        s -> reason(s.intents.buy("AAPL", "10", "100.05"), "x".repeat(201))),
                of(
                        7,
                        DenyReason.MALFORMED,
                        "a trail of 100 percent",
                        s -> {},
                        s ->
                                s.intents.of(
                                        Side.SELL,
                                        "AAPL",
                                        "10",
                                        new OrderTerms.TrailingStopPercent(100))),
                of(
                        7,
                        DenyReason.MALFORMED,
                        "a trail that is no number",
                        s -> {},
                        s ->
                                s.intents.of(
                                        Side.SELL,
                                        "AAPL",
                                        "10",
                                        new OrderTerms.TrailingStopPercent(Double.NaN))),
                of(
                        10,
                        DenyReason.TICK_LOT,
                        "a sub-penny limit",
                        s -> {},
                        s -> s.intents.buy("AAPL", "10", "100.055")),
                of(
                        10,
                        DenyReason.TICK_LOT,
                        "a fraction sold short",
                        s -> {},
                        s -> s.intents.sell("AAPL", "1.5", "100.05")),
                of(
                        10,
                        DenyReason.TICK_LOT,
                        "a fraction with a stop",
                        s -> {},
                        s ->
                                s.intents.of(
                                        Side.BUY,
                                        "AAPL",
                                        "1.5",
                                        new OrderTerms.Stop(Price.parse("101")))),
                of(
                        14,
                        DenyReason.QUOTE_STALE,
                        "an old quote",
                        s -> s.pass(Duration.ofMillis(5_001)),
                        buyTen),
                of(
                        14,
                        DenyReason.QUOTE_STALE,
                        "a quote of the future",
                        s -> s.pass(Duration.ofMillis(-1_001)),
                        buyTen),
                of(
                        14,
                        DenyReason.QUOTE_STALE,
                        "while the stream is down",
                        s -> s.tell(new FeedStatus(false, "x", "gone", Scenario.NOW)),
                        buyTen),
                of(
                        15,
                        DenyReason.QUOTE_INSANE,
                        "a wide spread",
                        s -> s.quote("AAPL", "98.90", "101.00"),
                        s -> s.intents.buy("AAPL", "10", "100.00")),
                of(
                        15,
                        DenyReason.QUOTE_INSANE,
                        "a crossed market",
                        s -> s.quote("AAPL", "100.10", "100.00"),
                        buyTen),
                of(
                        15,
                        DenyReason.QUOTE_INSANE,
                        "a locked market",
                        s -> s.quote("AAPL", "100.05", "100.05"),
                        buyTen),
                of(
                        16,
                        DenyReason.PRICE_COLLAR,
                        "a limit far above",
                        s -> {},
                        s -> s.intents.buy("AAPL", "10", "103.06")),
                of(
                        16,
                        DenyReason.PRICE_COLLAR,
                        "a limit far below",
                        s -> {},
                        s -> s.intents.buy("AAPL", "10", "97.04")),
                of(
                        16,
                        DenyReason.PRICE_COLLAR,
                        "a limit far from the last trade",
                        s -> s.trade("AAPL", "96.00"),
                        buyTen),
                of(
                        16,
                        DenyReason.PRICE_COLLAR,
                        "a market order far from the last trade",
                        s -> s.trade("AAPL", "96.00"),
                        s -> s.intents.buy("AAPL", "10")),
                of(
                        17,
                        DenyReason.MAX_ORDER_QTY,
                        "too many shares",
                        limits(l -> l.maxOrderQuantity = "9"),
                        buyTen),
                of(
                        17,
                        DenyReason.MAX_ORDER_NOTIONAL,
                        "too much value",
                        limits(l -> l.maxOrderNotional = "1000.49"),
                        buyTen),
                of(
                        18,
                        DenyReason.MAX_POSITION_NOTIONAL,
                        "a position too large",
                        s -> s.book.hold("AAPL", "95", "100"),
                        buyTen),
                of(
                        18,
                        DenyReason.MAX_POSITION_NOTIONAL,
                        "a position too large once unknown orders fill",
                        s -> s.working(s.intents.buy("AAPL", "95", "100"), OrderStatus.UNKNOWN),
                        buyTen),
                of(
                        18,
                        DenyReason.MAX_POSITION_NOTIONAL,
                        "a short too large",
                        s -> s.book.hold("AAPL", "-95", "100"),
                        s -> s.intents.sell("AAPL", "10", "100.05")),
                of(
                        19,
                        DenyReason.MAX_GROSS_EXPOSURE,
                        "everything together",
                        s -> {
                            s.book.hold("IBM", "500", "100");
                            s.book.hold("KO", "-495", "100");
                        },
                        buyTen),
                of(
                        19,
                        DenyReason.MAX_NET_EXPOSURE,
                        "too long",
                        s -> {
                            limits(l -> l.maxNetPercent = 50).accept(s);
                            s.book.hold("IBM", "495", "100");
                        },
                        buyTen),
                of(
                        19,
                        DenyReason.MAX_NET_EXPOSURE,
                        "too short",
                        s -> {
                            limits(l -> l.maxNetPercent = 50).accept(s);
                            s.book.hold("IBM", "-495", "100");
                        },
                        s -> s.intents.sell("AAPL", "10", "100.05")),
                of(
                        21,
                        DenyReason.BUYING_POWER,
                        "no money",
                        s -> s.account("PA1", "100000", "1000.49"),
                        buyTen),
                of(
                        21,
                        DenyReason.BUYING_POWER,
                        "a short priced 3 percent above the ask",
                        s -> s.account("PA1", "100000", "1031.02"),
                        s -> s.intents.sell("AAPL", "10", "100.05")),
                of(
                        22,
                        DenyReason.SHORT_NOT_ALLOWED,
                        "a short while shorts are off",
                        limits(l -> l.allowShort = false),
                        s -> s.intents.sell("AAPL", "10", "100.05")),
                of(
                        24,
                        DenyReason.DUPLICATE_INTENT,
                        "the same wish again",
                        s -> s.review(s.intents.buy("AAPL", "10", "100.05")),
                        buyTen),
                of(
                        24,
                        DenyReason.DUPLICATE_INTENT,
                        "a name used before",
                        s -> s.state.denied(new Intents(Scenario.NOW).buy("AAPL", "10", "100.05")),
                        buyTen),
                of(
                        26,
                        DenyReason.RATE_SYMBOL,
                        "a sixth order of the symbol",
                        s ->
                                repeat(
                                        5,
                                        i ->
                                                s.journaled(
                                                        s.intents.buy(
                                                                "AAPL", "" + (20 + i), "100"))),
                        buyTen),
                of(
                        26,
                        DenyReason.RATE_GLOBAL,
                        "a sixty-first order",
                        s -> repeat(60, i -> s.journaled(s.intents.buy("S" + i, "1", "1"))),
                        buyTen),
                of(
                        34,
                        DenyReason.JOURNAL_UNAVAILABLE,
                        "without a journal",
                        s -> s.journalWritable = false,
                        buyTen));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void shouldDenyForThisReasonAndForNoOther(Case theCase) {
        Scenario scenario = new Scenario();
        theCase.given.accept(scenario);

        RiskDecision decision = scenario.review(theCase.wish.apply(scenario));

        assertThat(decision)
                .isInstanceOfSatisfying(
                        RiskDecision.Denied.class,
                        denied -> {
                            assertThat(denied.reason()).isEqualTo(theCase.reason);
                            assertThat(denied.detail()).contains("=");
                        });
    }

    @ParameterizedTest
    @MethodSource("cases")
    void shouldApproveOnceTheCheckIsTakenOut(Case theCase) {
        Scenario scenario = new Scenario();
        theCase.given.accept(scenario);

        assertThat(scenario.reviewWithout(theCase.row, theCase.wish.apply(scenario)))
                .isInstanceOf(RiskDecision.Approved.class);
    }

    @Test
    void shouldHaveACaseForEveryCheckAndAskInTheOrderOfTheTable() {
        List<Integer> rows = RiskPipeline.standard().checks().stream().map(RiskCheck::row).toList();

        assertThat(rows).isSorted().doesNotHaveDuplicates();
        assertThat(cases().map(Case::row).collect(Collectors.toSet()))
                .containsExactlyInAnyOrderElementsOf(rows);
    }

    @Test
    void shouldApproveWhatBreaksNoLimit() {
        Scenario scenario = new Scenario();

        assertThat(scenario.review(scenario.intents.buy("AAPL", "10", "100.05")))
                .isInstanceOf(RiskDecision.Approved.class);
    }

    @Test
    void shouldDenyWhenACheckCannotCompute() {
        Scenario scenario = new Scenario();
        RiskCheck broken =
                new RiskCheck() {
                    @Override
                    public int row() {
                        return 99;
                    }

                    @Override
                    public Verdict check(Proposal proposal) {
                        throw new ArithmeticException("overflow");
                    }
                };

        RiskDecision decision =
                new OrderGate(scenario.limits, scenario.state, RiskPipeline.of(List.of(broken)))
                        .review(scenario.intents.buy("AAPL", "1"), List.of(), true, scenario.now());

        assertThat(decision)
                .isInstanceOfSatisfying(
                        RiskDecision.Denied.class,
                        denied -> {
                            assertThat(denied.reason()).isEqualTo(DenyReason.CHECK_FAILED);
                            assertThat(denied.detail()).contains("row=99", "overflow");
                        });
    }

    private static Case of(
            int row,
            DenyReason reason,
            String name,
            Consumer<Scenario> given,
            Function<Scenario, OrderIntent> wish) {
        return new Case(row, reason, name, given, wish);
    }

    private static Consumer<Scenario> limits(Consumer<Limits> change) {
        return scenario -> {
            Limits limits = new Limits();
            change.accept(limits);
            scenario.limits = limits.build();
        };
    }

    private static void repeat(int times, Consumer<Integer> action) {
        for (int i = 0; i < times; i++) {
            action.accept(i);
        }
    }

    private static OrderIntent reason(OrderIntent intent, String reason) {
        return new OrderIntent(
                intent.id(),
                intent.source(),
                intent.symbol(),
                intent.side(),
                intent.quantity(),
                intent.terms(),
                intent.timeInForce(),
                reason,
                intent.basis());
    }
}
