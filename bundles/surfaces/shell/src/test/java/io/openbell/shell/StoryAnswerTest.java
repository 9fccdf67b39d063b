package io.openbell.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.openbell.api.engine.Journaled;
import io.openbell.api.market.Quote;
import io.openbell.api.order.IntentId;
import io.openbell.api.order.OptionLeg;
import io.openbell.api.order.Order;
import io.openbell.api.order.OrderClass;
import io.openbell.api.order.OrderEvent.OrderAccepted;
import io.openbell.api.order.OrderEvent.OrderCanceled;
import io.openbell.api.order.OrderEvent.OrderDenied;
import io.openbell.api.order.OrderEvent.OrderFilled;
import io.openbell.api.order.OrderEvent.OrderInitialized;
import io.openbell.api.order.OrderEvent.OrderSubmitted;
import io.openbell.api.order.OrderId;
import io.openbell.api.order.OrderInstructions;
import io.openbell.api.order.OrderIntent;
import io.openbell.api.order.OrderStatus;
import io.openbell.api.order.OrderTerms;
import io.openbell.api.order.Origin;
import io.openbell.api.order.PositionIntent;
import io.openbell.api.order.TimeInForce;
import io.openbell.api.order.VenueAnswered;
import io.openbell.api.risk.CheckResult;
import io.openbell.api.risk.IntentReviewed;
import io.openbell.api.value.Money;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Side;
import io.openbell.api.value.Symbol;
import io.openbell.api.view.OrderStory;
import io.openbell.api.view.OrderStory.Effect;
import io.openbell.api.view.OrderStory.Entry;
import io.openbell.api.view.OrderStory.Story;
import io.openbell.shell.Answer.Form;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StoryAnswerTest {

    private static final Instant AT = Instant.parse("2025-01-15T14:30:00Z");
    private static final OrderId ID = new OrderId("p1-1");
    private static final Quote QUOTE =
            new Quote(
                    Symbol.of("AAPL"),
                    Price.parse("187.49"),
                    Quantity.of(100),
                    Price.parse("187.51"),
                    Quantity.of(200),
                    AT.minusMillis(100));

    static Answer filled() {
        return new StoryAnswer(
                new Story(
                        intent(),
                        Optional.of(review(true)),
                        entries(
                                new OrderInitialized(ID, intent(), AT),
                                review(true),
                                new OrderSubmitted(ID, AT.plusMillis(3)),
                                new VenueAnswered(
                                        ID,
                                        VenueAnswered.Request.SUBMIT,
                                        "ACCEPTED",
                                        "",
                                        AT.plusMillis(4),
                                        AT.plusMillis(21)),
                                new OrderAccepted(ID, "b-1", AT.plusMillis(20)),
                                fill()),
                        Optional.of(order()),
                        Optional.of(new Effect(Quantity.ZERO, Quantity.of(10), Money.ZERO))));
    }

    @Test
    void shouldTellAPersonWhatWasSeenComparedSentAndFilled() {
        assertThat(Printed.as(Form.TABLE, filled()))
                .contains(
                        "Order p1-1: BUY 10 AAPL limit 188.00 DAY, FILLED",
                        "moving-average-cross 0.1.0 (fastBars=5), because: fast above slow",
                        "-0.100 s",
                        "quote of AAPL 100 x 187.49 / 187.51 x 200",
                        "signal of strength 0.8",
                        "The market at the decision: 100 x 187.49 / 187.51 x 200, 100 ms old",
                        "ACCEPTED after 17 ms",
                        "OrderSize",
                        "qty=10, max=1000",
                        "10 at 187.52, slippage cost USD 0.20 (+1.1 bps) against the middle 187.50",
                        "0 before, 10 after");
    }

    @Test
    void shouldCountAHundredSharesForAContract() {
        Slippage slippage = new Slippage(Optional.of(QUOTE));

        assertThat(slippage.of(fillOf(ID, Side.BUY, "AAPL250221C00100000", "187.52")))
                .contains("slippage cost USD 20.00 (+1.1 bps) against the middle 187.50");
    }

    @Test
    void shouldNotHoldSeveralLegsAgainstTheQuoteOfWhatTheyAreWrittenOn() {
        OrderIntent spread =
                intent().with(
                                OrderInstructions.PLAIN.in(
                                        new OrderClass.MultiLeg(
                                                List.of(
                                                        leg("AAPL250221C00100000", Side.BUY),
                                                        leg("AAPL250221C00110000", Side.SELL)))));
        Story story =
                new Story(
                        spread,
                        Optional.of(review(true)),
                        entries(new OrderInitialized(ID, spread, AT)),
                        Optional.of(order()),
                        Optional.empty());

        assertThat(Printed.as(Form.JSON, new StoryAnswer(story))).contains("\"slippageBps\":null");
    }

    private static OptionLeg leg(String contract, Side side) {
        PositionIntent opens =
                side == Side.BUY ? PositionIntent.BUY_TO_OPEN : PositionIntent.SELL_TO_OPEN;
        return new OptionLeg(Symbol.of(contract), side, 1, opens);
    }

    @Test
    void shouldNameTheExitsAndLegsWhoseEventsItTells() {
        OrderId exit = new OrderId("v-1");
        Story story =
                new Story(
                        intent(),
                        Optional.of(review(true)),
                        entries(
                                new OrderInitialized(ID, intent(), AT),
                                fill(),
                                fillOf(exit, Side.SELL, "AAPL", "190"),
                                new OrderCanceled(new OrderId("v-2"), AT)),
                        Optional.of(order()),
                        Optional.empty());

        assertThat(Printed.as(Form.PLAIN, new StoryAnswer(story)))
                .contains(
                        "\tfill\t10 at 187.52, slippage cost",
                        "\tfill\tv-1: SELL 10 AAPL at 190.00 (execution",
                        "\tcanceled\tv-2: out of the market");
    }

    @Test
    void shouldTellWhichCheckObjected() {
        Story denied =
                new Story(
                        intent(),
                        Optional.of(review(false)),
                        entries(
                                new OrderDenied(intent(), "MAX_ORDER_QTY", "qty=10, max=5", AT),
                                review(false)),
                        Optional.empty(),
                        Optional.empty());

        assertThat(Printed.as(Form.TABLE, new StoryAnswer(denied)))
                .contains(
                        "DENIED",
                        "denied after 1 checks",
                        "It was denied: MAX_ORDER_QTY, qty=10, max=5; nothing was sent");
        assertThat(Printed.as(Form.PLAIN, new StoryAnswer(denied)))
                .contains("\tobjection\t17 OrderSize qty=10, max=1000");
    }

    @Test
    void shouldSayWhereToLookWhenTheJournalKnowsNoSuchName() {
        WhyCommand command = new WhyCommand();
        command.name = "p1-2";
        OrderStory nothing = name -> Optional.empty();
        OrderStory broken =
                name -> {
                    throw new IOException("no journal is open");
                };

        CommandFailed unknown =
                catchThrowableOfType(
                        CommandFailed.class,
                        () -> command.answer(new FakeServices().with(OrderStory.class, nothing)));
        CommandFailed unread =
                catchThrowableOfType(
                        CommandFailed.class,
                        () -> command.answer(new FakeServices().with(OrderStory.class, broken)));

        assertThat(unknown.text()).contains("'p1-2'", "trading:orders --all");
        assertThat(unread.text()).contains("no journal is open");
    }

    private static OrderIntent intent() {
        return new OrderIntent(
                        new IntentId("moving-average-cross-20250115-143000-000001"),
                        "moving-average-cross",
                        Symbol.of("AAPL"),
                        Side.BUY,
                        Quantity.of(10),
                        new OrderTerms.Limit(Price.parse("188.00")),
                        TimeInForce.DAY,
                        "fast above slow",
                        QUOTE.at())
                .from(
                        new Origin(
                                Origin.Kind.SIGNAL,
                                "0.1.0",
                                "fastBars=5",
                                0.8,
                                "",
                                AT,
                                Optional.of(QUOTE)));
    }

    private static IntentReviewed review(boolean approved) {
        return new IntentReviewed(
                intent().id(),
                approved,
                Optional.of(QUOTE),
                List.of(new CheckResult(17, "OrderSize", approved, "qty=10, max=1000")),
                AT);
    }

    private static Order order() {
        return new Order(
                ID,
                "b-1",
                intent(),
                OrderStatus.FILLED,
                Quantity.of(10),
                Price.parse("187.52"),
                "",
                AT,
                AT);
    }

    private static OrderFilled fill() {
        return fillOf(ID, Side.BUY, "AAPL", "187.52");
    }

    private static OrderFilled fillOf(OrderId id, Side side, String symbol, String price) {
        return new OrderFilled(
                id,
                "e-1",
                "moving-average-cross",
                Symbol.of(symbol),
                side,
                Price.parse(price),
                Quantity.of(10),
                Money.ZERO,
                AT.plusMillis(150));
    }

    private static List<Entry> entries(Journaled... events) {
        return IntStream.range(0, events.length)
                .mapToObj(n -> new Entry(n + 1L, AT.plusMillis(n), events[n]))
                .toList();
    }
}
