package io.openbell.engine;

import io.openbell.api.broker.BrokerPosition;
import io.openbell.api.broker.CashMoved;
import io.openbell.api.broker.CoinFeeSettled;
import io.openbell.api.broker.PositionAdjusted;
import io.openbell.api.broker.SymbolChanged;
import io.openbell.api.engine.AccountAdopted;
import io.openbell.api.engine.CommandGiven;
import io.openbell.api.engine.Journaled;
import io.openbell.api.engine.SessionMark;
import io.openbell.api.engine.TradingEvent;
import io.openbell.api.market.Bar;
import io.openbell.api.market.Quote;
import io.openbell.api.market.Trade;
import io.openbell.api.order.CancelExecution;
import io.openbell.api.order.CancelOrder;
import io.openbell.api.order.ExitLeg.StopLoss;
import io.openbell.api.order.ExitLeg.TakeProfit;
import io.openbell.api.order.IntentId;
import io.openbell.api.order.OptionLeg;
import io.openbell.api.order.OrderChange;
import io.openbell.api.order.OrderClass;
import io.openbell.api.order.OrderEvent.OrderAccepted;
import io.openbell.api.order.OrderEvent.OrderCancelRejected;
import io.openbell.api.order.OrderEvent.OrderCancelRequested;
import io.openbell.api.order.OrderEvent.OrderCanceled;
import io.openbell.api.order.OrderEvent.OrderContinues;
import io.openbell.api.order.OrderEvent.OrderDenied;
import io.openbell.api.order.OrderEvent.OrderExpired;
import io.openbell.api.order.OrderEvent.OrderFilled;
import io.openbell.api.order.OrderEvent.OrderInitialized;
import io.openbell.api.order.OrderEvent.OrderLegAdded;
import io.openbell.api.order.OrderEvent.OrderNotReceived;
import io.openbell.api.order.OrderEvent.OrderProgressed;
import io.openbell.api.order.OrderEvent.OrderRejected;
import io.openbell.api.order.OrderEvent.OrderReplaceRejected;
import io.openbell.api.order.OrderEvent.OrderReplaceRequested;
import io.openbell.api.order.OrderEvent.OrderReplaced;
import io.openbell.api.order.OrderEvent.OrderResized;
import io.openbell.api.order.OrderEvent.OrderRestated;
import io.openbell.api.order.OrderEvent.OrderSettled;
import io.openbell.api.order.OrderEvent.OrderSubmitted;
import io.openbell.api.order.OrderEvent.OrderUnknown;
import io.openbell.api.order.OrderId;
import io.openbell.api.order.OrderInstructions;
import io.openbell.api.order.OrderIntent;
import io.openbell.api.order.OrderTerms;
import io.openbell.api.order.Origin;
import io.openbell.api.order.PositionIntent;
import io.openbell.api.order.ReplaceOrder;
import io.openbell.api.order.SettleOrder;
import io.openbell.api.order.TimeInForce;
import io.openbell.api.order.VenueAnswered;
import io.openbell.api.order.VenueAnswered.Request;
import io.openbell.api.risk.CheckResult;
import io.openbell.api.risk.EntriesResumed;
import io.openbell.api.risk.EntriesSuspended;
import io.openbell.api.risk.EquityMark;
import io.openbell.api.risk.HaltTrading;
import io.openbell.api.risk.IntentReviewed;
import io.openbell.api.risk.OrdersCleared;
import io.openbell.api.risk.ResumeTrading;
import io.openbell.api.risk.SymbolFrozen;
import io.openbell.api.risk.TradeSuspension;
import io.openbell.api.strategy.StrategyCommand.DeployStrategy;
import io.openbell.api.strategy.StrategyCommand.RollBackStrategy;
import io.openbell.api.strategy.StrategyCommand.SetParameters;
import io.openbell.api.strategy.StrategyCommand.SwitchStrategy;
import io.openbell.api.strategy.StrategyReplaced;
import io.openbell.api.value.Money;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Side;
import io.openbell.api.value.Symbol;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Journaled events of every kind, with figures at the edges. */
final class Samples {

    private static final Instant AT = Instant.parse("2025-01-15T14:30:00.123456789Z");
    private static final OrderId ORDER = new OrderId("pa-0001-000042-7");

    private Samples() {}

    /** Each type at least once, each form of order terms once. */
    static List<Journaled> all() {
        List<Journaled> events = new ArrayList<>();
        events.add(
                new AccountAdopted(
                        "PA3XYZ",
                        Money.parse("-0.000000001"),
                        List.of(
                                new BrokerPosition(
                                        Symbol.of("BRK.B"),
                                        Quantity.parse("-12.123456789"),
                                        new Price(Long.MAX_VALUE)),
                                new BrokerPosition(
                                        Symbol.of("BTC/USD"),
                                        new Quantity(Long.MIN_VALUE),
                                        Price.ZERO)),
                        AT));
        events.add(new AccountAdopted("PA3XYZ", Money.ZERO, List.of(), Instant.EPOCH));
        events.add(new SessionMark(true, "0.1.0", AT));
        events.add(new SessionMark(false, "0.1.0", AT.plusNanos(1)));
        events.add(
                new HaltTrading(
                        "operator", "say \"stop\"\n\t\u0000 \u00e4 \u20ac \ud83d\udd14", AT));
        events.add(new HaltTrading("model", "half a character: \ud83d and \udd14", AT));
        events.add(new ResumeTrading("ann", "", AT));
        commands().forEach(command -> events.add(new CommandGiven(command, AT)));
        events.add(new OrdersCleared(3, 1, AT));
        for (TradeSuspension.Step step : TradeSuspension.Step.values()) {
            events.add(new TradeSuspension(step, AT));
        }
        EquityMark.Level level =
                new EquityMark.Level(Money.parse("100000"), Money.parse("100123.45"));
        events.add(
                new EquityMark(
                        LocalDate.of(2025, 1, 15),
                        level,
                        Optional.of(level),
                        Money.parse("-5"),
                        3,
                        4.25,
                        "percent=2.01 max=2.0",
                        "",
                        AT));
        events.add(
                new EquityMark(
                        LocalDate.of(2025, 1, 15),
                        level,
                        Optional.empty(),
                        Money.ZERO,
                        3,
                        3,
                        "",
                        "",
                        AT));
        events.add(
                new CashMoved(
                        "20250115::f1",
                        "FEE",
                        Optional.empty(),
                        Money.parse("-0.01"),
                        true,
                        "REG fee",
                        AT));
        events.add(
                new CashMoved(
                        "20250115::d1",
                        "DIV",
                        Optional.of(Symbol.of("KO")),
                        Money.parse("12.5"),
                        true,
                        "",
                        AT));
        events.add(
                new CoinFeeSettled(
                        "20250115::c1", Symbol.of("BTC/USD"), Quantity.parse("0.0025"), AT));
        events.add(
                new PositionAdjusted(
                        "20250115::s1",
                        "SSP",
                        Symbol.of("NVDA"),
                        Quantity.parse("90"),
                        PositionAdjusted.Effect.SPLIT,
                        Money.ZERO,
                        Money.ZERO,
                        "10 for 1",
                        AT));
        events.add(
                new SymbolChanged(
                        "20250115::n1+20250115::n2",
                        "NC",
                        Symbol.of("FB"),
                        Symbol.of("META"),
                        Quantity.parse("-12.5"),
                        "ADD",
                        AT));
        terms().forEach(
                        terms ->
                                events.add(
                                        new OrderDenied(
                                                intent(terms), "PRICE_COLLAR", "limit=1", AT)));
        events.add(new OrderInitialized(ORDER, intent(new OrderTerms.Market()), AT));
        instructions()
                .forEach(
                        asked ->
                                events.add(
                                        new OrderInitialized(
                                                ORDER,
                                                intent(new OrderTerms.Market()).with(asked),
                                                AT)));
        events.add(
                new OrderInitialized(
                        ORDER, intent(new OrderTerms.Market()).partOf(new IntentId("twap-1")), AT));
        origins()
                .forEach(
                        origin ->
                                events.add(
                                        new OrderInitialized(
                                                ORDER,
                                                intent(new OrderTerms.Market()).from(origin),
                                                AT)));
        events.add(new OrderSubmitted(ORDER, AT));
        events.add(new OrderAccepted(ORDER, "61e69015-8549-4bfd-b9c3-01e75843f47d", AT));
        events.add(new OrderRejected(ORDER, "insufficient buying power", AT));
        events.add(new OrderUnknown(ORDER, "timeout after 5 s", AT));
        events.add(new OrderNotReceived(ORDER, "404 three times", AT));
        events.add(
                new OrderFilled(
                        ORDER,
                        "exec-1",
                        "pairs-mean-reversion",
                        Symbol.of("AAPL"),
                        Side.SELL,
                        Price.parse("187.25"),
                        Quantity.parse("0.000000001"),
                        Money.parse("-0.35"),
                        AT));
        events.add(new OrderCancelRequested(ORDER, "operator", AT));
        events.add(new OrderCancelRejected(ORDER, "filled already", AT));
        events.add(new OrderCanceled(ORDER, AT));
        events.add(new OrderExpired(ORDER, Instant.MAX));
        addReplacements(events);
        events.addAll(ExecutionSamples.all());
        return events;
    }

    private static void addReplacements(List<Journaled> events) {
        OrderId next = new OrderId("pa-0001-000043-9");
        events.add(new OrderReplaceRequested(ORDER, next, "operator", AT));
        events.add(new OrderReplaced(ORDER, next, AT));
        events.add(new OrderReplaceRejected(ORDER, next, "filled already", AT));
        for (Optional<OrderId> parent : List.of(Optional.<OrderId>empty(), Optional.of(ORDER))) {
            events.add(
                    new OrderContinues(
                            next,
                            ORDER,
                            parent,
                            Quantity.parse("10"),
                            Quantity.parse("0.000000001"),
                            Price.parse("187.01"),
                            AT));
        }
        events.add(
                new OrderLegAdded(
                        new OrderId("61e69015-8549-4bfd-b9c3-01e75843f47d"),
                        ORDER,
                        "b-1",
                        intent(new OrderTerms.Stop(Price.parse("180"))),
                        true,
                        AT));
        events.add(new OrderResized(ORDER, Quantity.parse("0.5"), AT));
        events.add(
                new OrderRestated(
                        ORDER,
                        Quantity.of(100),
                        new OrderTerms.StopLimit(Price.parse("18.01"), Price.parse("17.99")),
                        AT));
        events.add(new OrderProgressed(ORDER, Quantity.of(2), Price.parse("-1.20"), AT));
        events.add(new OrderSettled(ORDER, "ann", "", AT));
    }

    /** Each type that explains and changes nothing. */
    static List<Journaled> explanations() {
        CheckResult check = new CheckResult(17, "OrderSize", false, "qty=1, max=\"0\"");
        return List.of(
                new IntentReviewed(
                        new IntentId("i-1"), false, Optional.of(quote()), List.of(check), AT),
                new IntentReviewed(new IntentId("i-2"), true, Optional.empty(), List.of(), AT),
                new VenueAnswered(
                        ORDER, Request.SUBMIT, "REJECTED", "HTTP 403: no", AT, AT.plusMillis(12)),
                new VenueAnswered(ORDER, Request.CANCEL, "ACCEPTED", "", AT, AT));
    }

    /** Every command that is recorded as such, with and without what may be left out. */
    static List<TradingEvent> commands() {
        IntentId intent = new IntentId("operator-20250115-000007");
        return List.of(
                new CancelOrder(ORDER, "operator"),
                new ReplaceOrder(ORDER, intent, OrderChange.NOTHING, "operator"),
                new ReplaceOrder(
                        ORDER,
                        intent,
                        new OrderChange(
                                Optional.of(Quantity.parse("2.5")),
                                Optional.of(Price.parse("187.01")),
                                Optional.of(Price.parse("180")),
                                Optional.of(Price.parse("0.5")),
                                Optional.of(TimeInForce.GTC)),
                        "diary"),
                new SettleOrder(ORDER, "ann", "the venue's support confirmed it"),
                new CancelExecution(intent, "operator"),
                new EntriesSuspended("daily-loss", "loss=2.1 %", AT, Optional.empty()),
                new EntriesSuspended("cool-down", "", AT, Optional.of(AT.plusSeconds(60))),
                new EntriesResumed("daily-loss", AT),
                new SymbolFrozen(
                        Symbol.of("AAPL"), "symbol-rejects", "3 a minute", AT, Instant.MAX),
                new DeployStrategy("/home/ann/a.jar", "ab".repeat(32), true, "ann"),
                new RollBackStrategy("diary", "ann"),
                new SwitchStrategy("diary", SwitchStrategy.Wish.PAUSE, "ann"),
                new SetParameters("diary", Map.of("fastBars", "5", "name", "x=y"), "ann"),
                new StrategyReplaced("diary", "2.0.0", ""));
    }

    /** That many small events, each different. */
    static List<Journaled> halts(int count) {
        return IntStream.range(0, count)
                .<Journaled>mapToObj(n -> new HaltTrading("s", "number " + n, AT.plusNanos(n)))
                .toList();
    }

    private static List<OrderInstructions> instructions() {
        StopLoss stop = new StopLoss(Price.parse("180"));
        StopLoss stopLimit = new StopLoss(Price.parse("180"), Optional.of(Price.parse("179.5")));
        TakeProfit gain = new TakeProfit(Price.parse("200"));
        OptionLeg call =
                new OptionLeg(
                        Symbol.of("AAPL250117C00150000"), Side.BUY, 3, PositionIntent.BUY_TO_OPEN);
        OptionLeg put =
                new OptionLeg(
                        Symbol.of("AAPL250117P00150000"),
                        Side.SELL,
                        1,
                        PositionIntent.SELL_TO_CLOSE);
        OrderInstructions plain = OrderInstructions.PLAIN;
        return List.of(
                plain.in(new OrderClass.Bracket(gain, stop)),
                plain.in(new OrderClass.Bracket(gain, stopLimit)),
                plain.in(new OrderClass.OneCancelsOther(stopLimit)),
                plain.in(new OrderClass.OneTriggersOther(gain)),
                plain.in(new OrderClass.OneTriggersOther(stop)).inExtendedHours(),
                plain.in(new OrderClass.MultiLeg(List.of(call, put))),
                plain.worth(Money.parse("100.50")),
                plain.to(PositionIntent.BUY_TO_CLOSE));
    }

    static Quote quote() {
        return new Quote(
                Symbol.of("AAPL"),
                Price.parse("187.49"),
                Quantity.parse("100"),
                Price.parse("187.51"),
                Quantity.parse("200.5"),
                AT);
    }

    private static List<Origin> origins() {
        Trade trade =
                new Trade(
                        Symbol.of("BTC/USD"),
                        Price.parse("0.000000001"),
                        Quantity.parse("3"),
                        Long.MAX_VALUE,
                        "V",
                        AT);
        Bar bar =
                new Bar(
                        Symbol.of("AAPL"),
                        Duration.ofMinutes(1),
                        Instant.parse("2025-01-15T14:29:00Z"),
                        Price.parse("1"),
                        Price.parse("4"),
                        Price.parse("0.5"),
                        Price.parse("2"),
                        Quantity.parse("1000"),
                        Price.parse("1.5"),
                        42);
        return List.of(
                new Origin(
                        Origin.Kind.SIGNAL, "0.1.0", "fastBars=5", 0.7, "", AT, Optional.of(bar)),
                new Origin(Origin.Kind.OWN_ORDER, "", "", 0, "", AT, Optional.of(quote())),
                new Origin(Origin.Kind.OPPORTUNITY, "1", "", -1, "id=o-1", AT, Optional.of(trade)),
                new Origin(Origin.Kind.OPPORTUNITY, "1", "", -1, "id=o-2", AT, Optional.empty()));
    }

    private static List<OrderTerms> terms() {
        return List.of(
                new OrderTerms.Market(),
                new OrderTerms.Limit(Price.parse("187.01")),
                new OrderTerms.Stop(Price.parse("0.0001")),
                new OrderTerms.StopLimit(Price.parse("1"), Price.parse("2")),
                new OrderTerms.TrailingStop(Price.parse("-3")),
                new OrderTerms.TrailingStopPercent(0.1),
                new OrderTerms.TrailingStopPercent(Double.NaN));
    }

    private static OrderIntent intent(OrderTerms terms) {
        return new OrderIntent(
                new IntentId("moving-average-cross-20250115-000042"),
                "moving-average-cross",
                Symbol.of("AAPL"),
                Side.BUY,
                Quantity.parse("-10.5"),
                terms,
                TimeInForce.GTC,
                "fast above slow",
                AT);
    }
}
