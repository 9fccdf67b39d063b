package io.openbell.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.openbell.api.engine.Stage;
import io.openbell.api.order.CancelOrder;
import io.openbell.api.order.OrderEvent.OrderDenied;
import io.openbell.api.order.OrderId;
import io.openbell.api.order.OrderIntent;
import io.openbell.api.order.OrderStatus;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Side;
import io.openbell.api.view.PositionBook;
import io.openbell.shell.Answer.Form;
import io.openbell.testkit.FakePositionBook;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ExitCommandsTest {

    private final FakeWorld world = new FakeWorld();
    private final FakePositionBook positions = new FakePositionBook();
    private final CloseCommand close = new CloseCommand();
    private final FlattenCommand flatten = new FlattenCommand();
    private boolean fills = true;
    private int stale;

    @BeforeEach
    void hold() {
        positions.hold("AAPL", "10", "100");
        positions.hold("KO", "-5", "60");
        world.services.with(PositionBook.class, positions);
        world.loop.subscribe(
                "executor",
                Stage.ORDERS,
                false,
                (sequence, now, event) -> {
                    if (event instanceof OrderIntent intent) {
                        onIntent(intent);
                    } else if (event instanceof CancelOrder cancel) {
                        world.book.put(
                                cancel.orderId(),
                                Samples.intent("10"),
                                OrderStatus.CANCELED,
                                "0",
                                "0");
                    }
                });
        close.symbol = "AAPL";
        close.yes = true;
        close.patience = new Patience(Duration.ofMillis(50));
        close.quote = new StaleQuote(Duration.ZERO);
        flatten.quote = close.quote;
        flatten.yes = true;
        flatten.patience = close.patience;
    }

    private void onIntent(OrderIntent intent) {
        if (!fills || stale-- > 0) {
            world.book.add(new OrderDenied(intent, "QUOTE_STALE", "age=9s", Samples.NOW));
            return;
        }
        String symbol = intent.symbol().ticker();
        Quantity change = intent.side().signed(intent.quantity());
        Quantity held = positions.quantity(intent.symbol()).plus(change);
        positions.hold(symbol, held.toString(), "100");
        world.book.put(
                new OrderId("x-" + symbol),
                intent,
                OrderStatus.FILLED,
                intent.quantity().toString(),
                "100");
    }

    private List<OrderIntent> wishes() {
        return world.loop.delivered(OrderIntent.class);
    }

    @Test
    void shouldCloseALongPositionBySellingAllOfIt() throws Exception {
        Answer answer = close.answer(world.services);

        assertThat(wishes()).hasSize(1);
        assertThat(wishes().get(0).side()).isEqualTo(Side.SELL);
        assertThat(wishes().get(0).quantity()).isEqualTo(Quantity.of(10L));
        assertThat(wishes().get(0).source()).isEqualTo(FakePositionBook.SOURCE);
        assertThat(wishes().get(0).id().isByHand()).isTrue();
        assertThat(Printed.as(Form.JSON, answer)).contains("\"remaining\":0", "\"done\":true");
    }

    @Test
    void shouldCloseAPartInWholeShares() throws Exception {
        close.percent = "25";
        close.answer(world.services);

        assertThat(wishes().get(0).quantity()).isEqualTo(Quantity.of(2L));
    }

    @Test
    void shouldTakeOurOwnOrdersOfTheSymbolOutFirst() throws Exception {
        world.book.put(new OrderId("p1-1"), Samples.intent("10"), OrderStatus.ACCEPTED, "0", "0");

        close.answer(world.services);

        assertThat(world.loop.delivered(CancelOrder.class))
                .extracting(CancelOrder::orderId)
                .containsExactly(new OrderId("p1-1"));
    }

    @Test
    void shouldCloseEveryPositionOnItsSide() throws Exception {
        flatten.answer(world.services);

        assertThat(wishes()).extracting(OrderIntent::side).contains(Side.SELL, Side.BUY);
        assertThat(positions.positions()).allMatch(position -> position.quantity().isZero());
    }

    @Test
    void shouldCloseOfOneStrategyInItsOwnNameAndLeaveTheOthers() throws Exception {
        positions.give("AAPL", "trend");
        flatten.strategy = "trend";

        flatten.answer(world.services);

        assertThat(wishes()).extracting(OrderIntent::source).containsExactly("trend");
        assertThat(wishes().get(0).symbol().ticker()).isEqualTo("AAPL");
    }

    @Test
    void shouldTryAgainOnceTheVenueHasBeenAskedForAQuote() throws Exception {
        stale = 1;

        close.answer(world.services);

        assertThat(wishes()).hasSize(2);
        assertThat(positions.quantity(wishes().get(0).symbol()).isZero()).isTrue();
    }

    @Test
    void shouldSayWhatStaysOpenAndWhy() {
        fills = false;

        CommandFailed failed =
                catchThrowableOfType(CommandFailed.class, () -> close.answer(world.services));

        assertThat(failed.text()).contains("still open: 10 AAPL", "QUOTE_STALE");
    }

    @Test
    void shouldAskForYesWhereNobodyCanConfirm() {
        close.yes = false;

        CommandFailed failed =
                catchThrowableOfType(CommandFailed.class, () -> close.answer(world.services));

        assertThat(failed.text()).contains("--yes");
        assertThat(wishes()).isEmpty();
    }

    @Test
    void shouldSendNothingWhileTradingIsHalted() {
        world.latch.latch("ann", "test");

        CommandFailed failed =
                catchThrowableOfType(CommandFailed.class, () -> close.answer(world.services));

        assertThat(failed.text()).contains("trading is halted");
        assertThat(wishes()).isEmpty();
    }
}
