package io.openbell.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.openbell.api.engine.Stage;
import io.openbell.api.order.Algorithm;
import io.openbell.api.order.CancelExecution;
import io.openbell.api.order.ExecuteOrder;
import io.openbell.api.order.ExecutionEvent.Outcome;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.view.Execution.State;
import io.openbell.shell.Answer.Form;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AlgosCommandTest {

    private final FakeWorld world = new FakeWorld();
    private final OrderCommand order = new OrderCommand();

    @BeforeEach
    void type() {
        order.side = "buy";
        order.symbol = "AAPL";
        order.quantity = "1000";
        order.patience = new Patience(Duration.ZERO);
    }

    @Test
    void shouldShowHowFarAnExecutionIs() throws Exception {
        world.executions.put(
                FakeExecutionBook.wish("x-1"), State.RUNNING, Optional.empty(), "QUOTE_STALE");

        String table = Printed.as(Form.TABLE, new AlgosCommand().answer(world.services));

        assertThat(table).contains("x-1", "twap", "30 min in 15", "###.......", "QUOTE_STALE");
    }

    @Test
    void shouldStartAnExecution() throws Exception {
        starts(State.RUNNING, Optional.empty(), "");
        order.algo = "vwap";
        order.minutes = "60";
        order.limit = "187.50";

        String said = Printed.as(Form.TABLE, order.answer(world.services));

        ExecuteOrder wish = world.loop.delivered(ExecuteOrder.class).get(0);
        assertThat(wish.algorithm()).isEqualTo(new Algorithm.Vwap(Duration.ofHours(1), 60));
        assertThat(wish.limitPrice()).contains(Price.parse("187.5"));
        assertThat(wish.source()).isEqualTo("operator");
        assertThat(said).contains(wish.id().value(), "runs, vwap 60 min in 60");
    }

    @Test
    void shouldUnderstandEveryAlgorithm() throws Exception {
        assertThat(typed("twap", "30", "15", null, null))
                .isEqualTo(new Algorithm.Twap(Duration.ofMinutes(30), 15));
        assertThat(typed("pov", "30", null, "12.5", null))
                .isEqualTo(new Algorithm.Participation(12.5, Duration.ofMinutes(30)));
        assertThat(typed("iceberg", "30", null, null, "100"))
                .isEqualTo(new Algorithm.Iceberg(Quantity.of(100), Duration.ofMinutes(30)));
    }

    @Test
    void shouldSayWhatIsWrongWithWhatWasTyped() {
        order.algo = "twap";
        fails("--minutes must be a whole number");
        order.minutes = "30";
        order.stop = "180";
        fails("only --limit goes with --algo");
        order.stop = null;
        order.tif = "gtc";
        fails("--tif does not go with --algo");
        order.tif = "day";
        order.extendedHours = true;
        order.limit = "187";
        fails("do not go with --algo");
        order.extendedHours = false;
        order.algo = "pov";
        fails("--percent is needed");
        order.algo = "magic";
        fails("must be one of twap, vwap, pov, iceberg");
    }

    @Test
    void shouldTellWhyAnExecutionWasRefused() {
        starts(State.ENDED, Optional.of(Outcome.REFUSED), "slices must be 1 to 150");
        order.algo = "twap";
        order.minutes = "30";
        order.slices = "1000";

        fails("slices must be 1 to 150");
    }

    @Test
    void shouldStopAnExecutionByItsName() throws Exception {
        ExecuteOrder wish = FakeExecutionBook.wish("x-1");
        world.executions.put(wish, State.RUNNING, Optional.empty(), "");
        world.loop.subscribe(
                "desk",
                Stage.STRATEGIES,
                false,
                (sequence, now, event) -> {
                    if (event instanceof CancelExecution) {
                        world.executions.put(wish, State.ENDED, Optional.of(Outcome.CANCELED), "");
                    }
                });
        CancelCommand cancel = new CancelCommand();
        cancel.orderId = "x-1";
        cancel.patience = new Patience(Duration.ZERO);

        assertThat(Printed.as(Form.TABLE, cancel.answer(world.services)))
                .contains("Stopped x-1; filled before that: 340");
        assertThat(catchThrowableOfType(CommandFailed.class, () -> cancel.answer(world.services)))
                .hasMessageContaining("has ended: CANCELED");
    }

    private Algorithm typed(
            String algorithm,
            String minutes,
            @Nullable String slices,
            @Nullable String percent,
            @Nullable String show)
            throws CommandFailed {
        return ExecutionTicket.read(
                        OrderTicket.read(
                                "buy",
                                "AAPL",
                                "1000",
                                new OrderTicket.Prices("187", null, null, null),
                                "day",
                                GroupOptions.NONE),
                        new ExecutionTicket.Options(algorithm, minutes, slices, percent, show))
                .algorithm();
    }

    private void starts(State state, Optional<Outcome> outcome, String detail) {
        world.loop.subscribe(
                "desk",
                Stage.STRATEGIES,
                false,
                (sequence, now, event) -> {
                    if (event instanceof ExecuteOrder wish) {
                        world.executions.put(wish, state, outcome, detail);
                    }
                });
    }

    private void fails(String why) {
        assertThat(catchThrowableOfType(CommandFailed.class, () -> order.answer(world.services)))
                .hasMessageContaining(why);
    }
}
