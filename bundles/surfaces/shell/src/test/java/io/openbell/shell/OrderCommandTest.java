package io.openbell.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.openbell.api.component.ComponentState;
import io.openbell.api.component.Supervision;
import io.openbell.api.engine.Stage;
import io.openbell.api.engine.TradingLoop;
import io.openbell.api.order.ExitLeg;
import io.openbell.api.order.OptionLeg;
import io.openbell.api.order.OrderClass;
import io.openbell.api.order.OrderEvent.OrderDenied;
import io.openbell.api.order.OrderId;
import io.openbell.api.order.OrderInstructions;
import io.openbell.api.order.OrderIntent;
import io.openbell.api.order.OrderStatus;
import io.openbell.api.order.OrderTerms;
import io.openbell.api.order.PositionIntent;
import io.openbell.api.order.TimeInForce;
import io.openbell.api.session.TradingClock;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Side;
import io.openbell.api.value.Symbol;
import io.openbell.api.view.OrderBook;
import io.openbell.shell.Answer.Form;
import io.openbell.testkit.DirectLoop;
import io.openbell.testkit.ManualClock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OrderCommandTest {

    private final ManualClock clock = ManualClock.at("2025-01-15T14:30:00Z");
    private final DirectLoop loop = new DirectLoop(clock);
    private final FakeOrderBook book = new FakeOrderBook();
    private final FakeServices services =
            new FakeServices()
                    .with(TradingLoop.class, loop)
                    .with(TradingClock.class, clock)
                    .with(OrderBook.class, book);
    private final OrderCommand command = new OrderCommand();

    @BeforeEach
    void type() {
        command.side = "buy";
        command.symbol = "AAPL";
        command.quantity = "10";
        command.patience = new Patience(Duration.ZERO);
    }

    @Test
    void shouldPublishTheIntentOfTheOperatorAndTellTheFill() throws Exception {
        executor(intent -> book.put(id(), intent, OrderStatus.FILLED, "10", "187.5"));

        Answer answer = command.answer(services);

        OrderIntent intent = loop.delivered(OrderIntent.class).get(0);
        assertThat(intent.source()).isEqualTo("operator");
        assertThat(intent.side()).isEqualTo(Side.BUY);
        assertThat(intent.symbol()).isEqualTo(Symbol.of("AAPL"));
        assertThat(intent.quantity()).isEqualTo(Quantity.of(10));
        assertThat(intent.terms()).isEqualTo(new OrderTerms.Market());
        assertThat(intent.timeInForce()).isEqualTo(TimeInForce.DAY);
        assertThat(intent.basis()).isEqualTo(clock.instant());
        assertThat(Printed.as(Form.TABLE, answer))
                .isEqualTo("buy 10 AAPL market day: order p1-1 filled 10 of 10 at 187.50\n");
    }

    @Test
    void shouldNeverUseAnIntentIdTwice() throws Exception {
        executor(
                intent ->
                        book.put(
                                new OrderId(intent.id().value()),
                                intent,
                                OrderStatus.FILLED,
                                "10",
                                "1"));

        command.answer(services);
        command.answer(services);

        assertThat(loop.delivered(OrderIntent.class))
                .extracting(OrderIntent::id)
                .doesNotHaveDuplicates()
                .hasSize(2);
    }

    @Test
    void shouldAskForExitsSeveralLegsAmountsAndExtendedHours() throws Exception {
        executor(intent -> book.put(id(), intent, OrderStatus.FILLED, "10", "187.5"));
        command.limit = "187";
        command.takeProfit = "195";
        command.stopLoss = "180";
        command.stopLimit = "179.50";
        command.extendedHours = true;

        Answer answer = command.answer(services);

        OrderInstructions asked = loop.delivered(OrderIntent.class).get(0).instructions();
        assertThat(asked.extendedHours()).isTrue();
        assertThat(asked.orderClass())
                .isEqualTo(
                        new OrderClass.Bracket(
                                new ExitLeg.TakeProfit(Price.parse("195")),
                                new ExitLeg.StopLoss(
                                        Price.parse("180"), Optional.of(Price.parse("179.50")))));
        assertThat(Printed.as(Form.TABLE, answer))
                .startsWith(
                        "buy 10 AAPL limit 187.00 day take-profit 195 stop-loss 180 stop-limit 179.50"
                                + " extended-hours: order p1-1");
    }

    @Test
    void shouldAskForSeveralOptionsAsOne() throws Exception {
        executor(intent -> book.put(id(), intent, OrderStatus.FILLED, "10", "1.2"));
        command.limit = "1.20";
        command.legs = "AAPL250117C00190000:buy_to_open:1,AAPL250117C00195000:sell_to_open:2";

        command.answer(services);

        assertThat(loop.delivered(OrderIntent.class).get(0).instructions().orderClass())
                .isEqualTo(
                        new OrderClass.MultiLeg(
                                List.of(
                                        new OptionLeg(
                                                Symbol.of("AAPL250117C00190000"),
                                                Side.BUY,
                                                1,
                                                PositionIntent.BUY_TO_OPEN),
                                        new OptionLeg(
                                                Symbol.of("AAPL250117C00195000"),
                                                Side.SELL,
                                                2,
                                                PositionIntent.SELL_TO_OPEN))));
    }

    @Test
    void shouldSayWhichOptionsDoNotGoTogether() {
        command.oco = true;
        assertThat(failure().text()).contains("--oco needs --limit");
        command.oco = false;
        command.stopLimit = "180";
        assertThat(failure().text()).contains("--stop-limit needs --stop-loss");
        command.stopLimit = null;
        command.legs = "AAPL";
        assertThat(failure().text()).contains("--leg must be SYMBOL:INTENT:RATIO");
        command.legs = null;
        command.notional = "-1";
        assertThat(failure().text()).contains("--notional must be above zero, was '-1'");
        assertThat(loop.delivered(OrderIntent.class)).isEmpty();
    }

    @Test
    void shouldAskOnceMoreWhenTheQuoteWasStale() {
        command.quote = new StaleQuote(Duration.ZERO);
        executor(
                intent ->
                        book.add(
                                new OrderDenied(intent, "QUOTE_STALE", "age=9s", clock.instant())));

        assertThat(failure().code()).isEqualTo("QUOTE_STALE");
        assertThat(loop.delivered(OrderIntent.class)).hasSize(2);
    }

    @Test
    void shouldFailWithCodeAndFiguresWhenRiskDenies() {
        executor(
                intent ->
                        book.add(
                                new OrderDenied(
                                        intent,
                                        "MAX_ORDER_QTY",
                                        "qty=10, max=5",
                                        clock.instant())));

        CommandFailed failed = failure();

        assertThat(failed.text())
                .isEqualTo("buy 10 AAPL market day: denied by risk: MAX_ORDER_QTY, qty=10, max=5");
        assertThat(failed.code()).isEqualTo("MAX_ORDER_QTY");
        assertThat(failed.json()).containsEntry("outcome", "DENIED").containsKey("error");
    }

    @Test
    void shouldFailWithTheVenuesReasonWhenItRejects() {
        executor(intent -> book.put(id(), intent, OrderStatus.REJECTED, "0", "0"));

        assertThat(failure().text()).endsWith("order p1-1 is REJECTED: insufficient qty");
    }

    @Test
    void shouldWarnNotToSendAgainWhatMayBeInTheMarket() {
        executor(intent -> book.put(id(), intent, OrderStatus.UNKNOWN, "0", "0"));

        CommandFailed failed = failure();

        assertThat(failed.code()).isEqualTo("UNANSWERED");
        assertThat(failed.text()).contains("do not send it again");
    }

    @Test
    void shouldFailWhenNobodyAnswers() {
        CommandFailed failed = failure();

        assertThat(failed.code()).isEqualTo("UNANSWERED");
        assertThat(failed.text()).contains("may still become an order");
    }

    @Test
    void shouldBeContentWithARestingLimitOrder() throws Exception {
        command.limit = "180.25";
        command.tif = "gtc";
        executor(intent -> book.put(id(), intent, OrderStatus.ACCEPTED, "0", "0"));

        Answer answer = command.answer(services);

        assertThat(loop.delivered(OrderIntent.class).get(0).terms())
                .isEqualTo(new OrderTerms.Limit(Price.parse("180.25")));
        assertThat(Printed.as(Form.TABLE, answer))
                .isEqualTo(
                        "buy 10 AAPL limit 180.25 gtc: order p1-1 is ACCEPTED, nothing filled yet\n");
    }

    @Test
    void shouldTakeOptionsThatWereTypedAfterTheArguments() throws Exception {
        command.more = List.of("--limit", "180", "--tif", "ioc", "--json");
        executor(intent -> book.put(id(), intent, OrderStatus.FILLED, "10", "179"));

        command.answer(services);

        OrderIntent intent = loop.delivered(OrderIntent.class).get(0);
        assertThat(intent.terms()).isEqualTo(new OrderTerms.Limit(price("180")));
        assertThat(intent.timeInForce()).isEqualTo(TimeInForce.IOC);
        assertThat(command.json).isTrue();
    }

    @Test
    void shouldRefuseWhatIsNeitherOptionNorArgument() {
        assertThat(usage(() -> command.more = List.of("--limit")))
                .isEqualTo("option --limit needs a value");
        assertThat(usage(() -> command.more = List.of("soon")))
                .isEqualTo("unexpected argument 'soon'; see --help");
        assertThat(usage(() -> command.more = List.of("--limt", "180")))
                .contains("unknown option --limt; known are --limit");
        assertThat(loop.delivered()).isEmpty();
    }

    @Test
    void shouldUnderstandEveryKindOfTerms() throws Exception {
        assertThat(terms(null, "180", null, null)).isEqualTo(new OrderTerms.Stop(price("180")));
        assertThat(terms("179", "180", null, null))
                .isEqualTo(new OrderTerms.StopLimit(price("180"), price("179")));
        assertThat(terms(null, null, "1.5", null))
                .isEqualTo(new OrderTerms.TrailingStop(price("1.5")));
        assertThat(terms(null, null, null, "2.5"))
                .isEqualTo(new OrderTerms.TrailingStopPercent(2.5));
    }

    @Test
    void shouldRefuseWhatMakesNoSenseBeforeAnythingIsPublished() {
        assertThat(usage(() -> command.side = "hold"))
                .isEqualTo("side must be buy or sell, was 'hold'");
        assertThat(usage(() -> command.symbol = "aapl")).endsWith("did you mean AAPL?");
        assertThat(usage(() -> command.quantity = "0")).contains("must be above zero");
        assertThat(usage(() -> command.quantity = "ten")).contains("not a decimal number: 'ten'");
        assertThat(usage(() -> command.quantity = "NaN")).contains("NaN");
        assertThat(usage(() -> command.limit = "-1"))
                .isEqualTo("--limit must be above zero, was '-1'");
        assertThat(usage(() -> command.trailPercent = "100")).contains("below 100");
        assertThat(usage(() -> command.tif = "week"))
                .isEqualTo("--tif must be one of day, gtc, ioc, fok, opg, cls, was 'week'");
        assertThat(
                        usage(
                                () -> {
                                    command.trail = "1";
                                    command.limit = "1";
                                }))
                .contains("do not go together");
        assertThat(loop.delivered()).isEmpty();
    }

    @Test
    void shouldSayWhichComponentIsDownAndWhy() {
        FakeServices without =
                new FakeServices()
                        .with(
                                Supervision.class,
                                new FakeSupervision()
                                        .with(
                                                "order-executor",
                                                ComponentState.WAITING,
                                                true,
                                                "waits for alpaca-client",
                                                List.of(),
                                                List.of()));

        CommandFailed failed =
                catchThrowableOfType(CommandFailed.class, () -> command.answer(without));

        assertThat(failed.code()).isEqualTo("NOT_RUNNING");
        assertThat(failed.text())
                .isEqualTo(
                        "order-executor is not running: state=WAITING, waits for alpaca-client."
                                + " See trading:components.");
    }

    private static OrderId id() {
        return new OrderId("p1-1");
    }

    private static Price price(String text) {
        return Price.parse(text);
    }

    private static OrderTerms terms(
            @Nullable String limit,
            @Nullable String stop,
            @Nullable String trail,
            @Nullable String percent)
            throws CommandFailed {
        return new OrderTicket.Prices(limit, stop, trail, percent).terms();
    }

    private String usage(Runnable typed) {
        type();
        command.limit = null;
        command.trail = null;
        command.trailPercent = null;
        command.tif = "day";
        command.more = null;
        typed.run();
        CommandFailed failed = failure();
        assertThat(failed.code()).isEqualTo("USAGE");
        return failed.text();
    }

    private CommandFailed failure() {
        return catchThrowableOfType(CommandFailed.class, () -> command.answer(services));
    }

    private void executor(Consumer<OrderIntent> takes) {
        loop.subscribe(
                "executor",
                Stage.ORDERS,
                false,
                (sequence, now, event) -> {
                    if (event instanceof OrderIntent intent) {
                        takes.accept(intent);
                    }
                });
    }
}
