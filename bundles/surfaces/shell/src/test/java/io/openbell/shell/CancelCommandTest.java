package io.openbell.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.openbell.api.engine.Stage;
import io.openbell.api.engine.TradingLoop;
import io.openbell.api.order.CancelOrder;
import io.openbell.api.order.OrderId;
import io.openbell.api.order.OrderIntent;
import io.openbell.api.order.OrderStatus;
import io.openbell.api.view.OrderBook;
import io.openbell.shell.Answer.Form;
import io.openbell.testkit.DirectLoop;
import io.openbell.testkit.ManualClock;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CancelCommandTest {

    private final DirectLoop loop = new DirectLoop(ManualClock.at("2025-01-15T14:30:00Z"));
    private final FakeOrderBook book = new FakeOrderBook();
    private final FakeServices services =
            new FakeServices().with(TradingLoop.class, loop).with(OrderBook.class, book);
    private final OrderId id = new OrderId("p1-7");
    private final OrderIntent intent = Samples.intent("10");
    private final CancelCommand command = new CancelCommand();

    @BeforeEach
    void type() {
        command.orderId = "p1-7";
        command.patience = new Patience(Duration.ZERO);
        book.put(id, intent, OrderStatus.PARTIALLY_FILLED, "4", "187.5");
    }

    @Test
    void shouldAskForTheCancelAndTellWhatWasFilledBefore() throws Exception {
        onCancel(OrderStatus.CANCELED, "4");

        Answer answer = command.answer(services);

        assertThat(loop.delivered(CancelOrder.class))
                .containsExactly(new CancelOrder(id, "operator"));
        assertThat(Printed.as(Form.TABLE, answer))
                .isEqualTo("Canceled p1-7; filled before that: 4 of 10\n");
    }

    @Test
    void shouldFailWhenTheOrderFilledMeanwhile() {
        onCancel(OrderStatus.FILLED, "10");

        assertThat(failure().text())
                .isEqualTo("order p1-7 was over before it could be canceled: status=FILLED");
    }

    @Test
    void shouldFailWhenTheVenueDoesNotAnswer() {
        onCancel(OrderStatus.PENDING_CANCEL, "4");

        CommandFailed failed = failure();

        assertThat(failed.code()).isEqualTo("UNANSWERED");
        assertThat(failed.text()).contains("still open", "status=PENDING_CANCEL");
    }

    @Test
    void shouldAskForNothingWhenThereIsNothingToCancel() {
        book.put(id, intent, OrderStatus.FILLED, "10", "187.5");
        assertThat(failure().text()).isEqualTo("order p1-7 is not open any more: status=FILLED");

        command.orderId = "p1-8";
        assertThat(failure().text()).contains("no order of ours is called p1-8");
        assertThat(loop.delivered()).isEmpty();
    }

    private CommandFailed failure() {
        return catchThrowableOfType(CommandFailed.class, () -> command.answer(services));
    }

    private void onCancel(OrderStatus status, String filled) {
        loop.subscribe(
                "executor",
                Stage.ORDERS,
                false,
                (sequence, now, event) -> book.put(id, intent, status, filled, "187.5"));
    }
}
