package io.openbell.kernel.risk;

import io.openbell.api.broker.AccountRights;
import io.openbell.api.order.Algorithm;
import io.openbell.api.order.ExecuteOrder;
import io.openbell.api.order.ExecutionEvent.ExecutionStarted;
import io.openbell.api.order.ExternalOrder;
import io.openbell.api.order.ExternalOrders;
import io.openbell.api.order.IntentId;
import io.openbell.api.order.OrderEvent.OrderCancelRequested;
import io.openbell.api.order.OrderEvent.OrderFilled;
import io.openbell.api.order.OrderEvent.OrderSubmitted;
import io.openbell.api.order.OrderId;
import io.openbell.api.order.OrderStatus;
import io.openbell.api.order.PositionIntent;
import io.openbell.api.risk.DenyReason;
import io.openbell.api.value.Money;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Side;
import io.openbell.api.value.Symbol;
import io.openbell.testkit.Intents;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Cases of what was done before, of losses and of the account: rows 23 and 25 to 33. */
final class ConductCases {

    private static final IntentId PARENT = new IntentId("parent");

    private ConductCases() {}

    static Stream<RiskCase> all() {
        return Stream.of(crossing(), pace(), losses(), account()).flatMap(cases -> cases);
    }

    private static Stream<RiskCase> crossing() {
        return Stream.of(
                new RiskCase(
                        23,
                        DenyReason.REDUCE_ONLY_WOULD_INCREASE,
                        "to close what is on its way out",
                        s -> {
                            s.hold("AAPL", "10", "100");
                            s.working(s.intents.sell("AAPL", "5", "100.06"), OrderStatus.ACCEPTED);
                        },
                        s -> {
                            var plain = s.intents.sell("AAPL", "10", "100.05");
                            return plain.with(
                                    plain.instructions().to(PositionIntent.SELL_TO_CLOSE));
                        }),
                new RiskCase(
                        25,
                        DenyReason.SELF_CROSS,
                        "an own offer at the price",
                        s -> {
                            s.hold("AAPL", "10", "100");
                            s.working(s.intents.sell("AAPL", "5", "100.05"), OrderStatus.ACCEPTED);
                        },
                        RiskCase.BUY_TEN),
                new RiskCase(
                        25,
                        DenyReason.SELF_CROSS,
                        "an offer that somebody else placed in the account",
                        s -> {
                            s.hold("AAPL", "10", "100");
                            s.tell(new ExternalOrders(List.of(external("100.05")), s.now()));
                        },
                        RiskCase.BUY_TEN));
    }

    private static Stream<RiskCase> pace() {
        return Stream.of(
                new RiskCase(
                        26,
                        DenyReason.REQUEST_BUDGET,
                        "what is left is kept for cancels",
                        s ->
                                RiskCase.repeat(
                                        130,
                                        i ->
                                                s.tell(
                                                        new OrderCancelRequested(
                                                                new OrderId("x" + i),
                                                                "operator",
                                                                s.now()))),
                        RiskCase.BUY_TEN),
                new RiskCase(
                        27,
                        DenyReason.REPEATED_EXECUTION,
                        "an eleventh round trip",
                        s -> {
                            RiskCase.limits(l -> l.maxRoundTripsPerHour = 10).accept(s);
                            RiskCase.repeat(10, i -> roundTrip(s, i));
                        },
                        RiskCase.BUY_TEN),
                new RiskCase(
                        27,
                        DenyReason.REPEATED_EXECUTION,
                        "a fourth day trade of a small account",
                        s -> {
                            RiskCase.limits(
                                            l -> {
                                                l.maxDayTrades = 3;
                                                l.dayTradeEquity = "100000.01";
                                            })
                                    .accept(s);
                            RiskCase.repeat(3, i -> roundTrip(s, i));
                            s.pass(Duration.ofMinutes(90));
                            s.quote("AAPL", "100.00", "100.10");
                        },
                        RiskCase.BUY_TEN),
                new RiskCase(
                        28,
                        DenyReason.ORDER_COUNT_DAY,
                        "one order more than a day may have",
                        s -> {
                            RiskCase.limits(l -> l.maxOrdersPerDay = 3).accept(s);
                            RiskCase.repeat(3, i -> s.journaled(s.intents.buy("S" + i, "1", "1")));
                        },
                        RiskCase.BUY_TEN),
                new RiskCase(
                        28,
                        DenyReason.OPEN_ORDER_COUNT,
                        "one open order more than there may be",
                        s -> {
                            RiskCase.limits(l -> l.maxOpenOrders = 1).accept(s);
                            s.working(s.intents.buy("AAPL", "5", "100"), OrderStatus.ACCEPTED);
                        },
                        RiskCase.BUY_TEN));
    }

    private static Stream<RiskCase> losses() {
        return Stream.of(
                new RiskCase(
                        29,
                        DenyReason.DAILY_LOSS,
                        "an entry after two percent were lost",
                        s -> lost(s, "98000"),
                        RiskCase.BUY_TEN),
                new RiskCase(
                        29,
                        DenyReason.DAILY_LOSS,
                        "an entry after three percent were lost",
                        s -> lost(s, "97000"),
                        RiskCase.BUY_TEN),
                new RiskCase(
                        29,
                        DenyReason.DAILY_LOSS,
                        "a loss that only our own books show",
                        s -> s.book.cash("98000"),
                        RiskCase.BUY_TEN),
                new RiskCase(
                        29,
                        DenyReason.DAILY_LOSS,
                        "while the venue and our books disagree",
                        s -> {
                            s.hold("IBM", "1", "500.02");
                            s.quote("IBM", "500.01", "500.03");
                            s.book.cash("100000");
                            s.statedAgain("100000");
                        },
                        RiskCase.BUY_TEN),
                new RiskCase(
                        29,
                        DenyReason.DAILY_LOSS,
                        "without an equity of yesterday",
                        s -> s.account("PA1", "100000", "0", "200000", Scenario.MARGIN, true),
                        RiskCase.BUY_TEN),
                new RiskCase(
                        29,
                        DenyReason.DRAWDOWN,
                        "two percent below the highest equity",
                        s -> {
                            s.account("PA1", "106000", "100000", "200000", Scenario.MARGIN, true);
                            s.account("PA1", "103880", "100000", "200000", Scenario.MARGIN, true);
                        },
                        RiskCase.BUY_TEN));
    }

    private static Stream<RiskCase> account() {
        return Stream.of(
                new RiskCase(
                        31,
                        DenyReason.SYMBOL_FROZEN,
                        "an exit while an order of the symbol is unknown",
                        s -> {
                            s.hold("AAPL", "20", "100");
                            s.working(s.intents.sell("AAPL", "5", "100.06"), OrderStatus.UNKNOWN);
                        },
                        s -> s.intents.sell("AAPL", "10", "100.05")),
                new RiskCase(
                        32,
                        DenyReason.ACCOUNT_BLOCKED,
                        "while the account is not active",
                        s -> s.account("PA1", "100000", "100000", "200000", Scenario.MARGIN, false),
                        RiskCase.BUY_TEN),
                new RiskCase(
                        32,
                        DenyReason.ACCOUNT_BLOCKED,
                        "while its owner has suspended trading",
                        s ->
                                s.account(
                                        "PA1",
                                        "100000",
                                        "100000",
                                        "200000",
                                        new AccountRights(2, true, 3, 3, false, false, false, true),
                                        true),
                        RiskCase.BUY_TEN),
                new RiskCase(
                        33,
                        DenyReason.CONSERVATION,
                        "a part beyond its execution",
                        s -> {
                            s.tell(execution(s, "19"));
                            s.working(
                                    s.intents.buy("AAPL", "10", "100").partOf(PARENT),
                                    OrderStatus.ACCEPTED);
                        },
                        s -> s.intents.buy("AAPL", "10", "100.05").partOf(PARENT)),
                new RiskCase(
                        33,
                        DenyReason.CONSERVATION,
                        "a part of what nobody told of",
                        s -> {},
                        s -> s.intents.buy("AAPL", "10", "100.05").partOf(PARENT)),
                new RiskCase(
                        33,
                        DenyReason.CONSERVATION,
                        "after an order left that nobody wished for",
                        s -> s.tell(new OrderSubmitted(new OrderId("stray"), s.now())),
                        RiskCase.BUY_TEN));
    }

    private static void lost(Scenario scenario, String equity) {
        scenario.account("PA1", equity, "100000", "200000", Scenario.MARGIN, true);
    }

    private static void roundTrip(Scenario scenario, int number) {
        fill(scenario, "in" + number, Side.BUY);
        fill(scenario, "out" + number, Side.SELL);
    }

    private static void fill(Scenario scenario, String execution, Side side) {
        scenario.tell(
                new OrderFilled(
                        new OrderId("filled"),
                        execution,
                        Intents.SOURCE,
                        Symbol.of("AAPL"),
                        side,
                        Price.parse("100"),
                        Quantity.of(10),
                        Money.ZERO,
                        scenario.now()));
    }

    private static ExternalOrder external(String limit) {
        return new ExternalOrder(
                "b1",
                "by-hand",
                Symbol.of("AAPL"),
                Side.SELL,
                Quantity.of(5),
                Quantity.ZERO,
                Optional.of(Price.parse(limit)),
                "new",
                Scenario.NOW);
    }

    private static ExecutionStarted execution(Scenario scenario, String quantity) {
        return new ExecutionStarted(
                new ExecuteOrder(
                        PARENT,
                        Intents.SOURCE,
                        Symbol.of("AAPL"),
                        Side.BUY,
                        Quantity.parse(quantity),
                        Optional.empty(),
                        new Algorithm.Twap(Duration.ofMinutes(10), 2),
                        "because of the test",
                        Scenario.NOW),
                List.of(),
                "",
                scenario.now());
    }
}
