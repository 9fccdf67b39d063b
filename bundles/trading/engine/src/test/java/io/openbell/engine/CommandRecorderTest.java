package io.openbell.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.openbell.api.engine.CommandGiven;
import io.openbell.api.engine.Journaled;
import io.openbell.api.engine.Stage;
import io.openbell.api.engine.TimerTick;
import io.openbell.api.engine.TradingEvent;
import io.openbell.api.order.CancelOrder;
import io.openbell.api.order.OrderEvent.OrderCancelRequested;
import io.openbell.api.order.OrderId;
import io.openbell.api.risk.EntriesSuspended;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandRecorderTest {

    private static final CancelOrder CANCEL = new CancelOrder(new OrderId("p1-1"), "operator");

    @TempDir private Path root;

    private JournalFixture recording() {
        JournalFixture fixture = new JournalFixture(root);
        fixture.loop.subscribe(
                "commands", Stage.ORDERS, false, new CommandRecorder(fixture.journal));
        return fixture;
    }

    @Test
    void shouldKeepEveryKindOfCommandInTheOrderOfTheQueue() throws IOException {
        try (JournalFixture fixture = recording()) {
            fixture.open();
            Samples.commands().forEach(fixture.loop::publishFirst);
            await().until(() -> fixture.past().size() == Samples.commands().size());
        }

        assertThat(JournalFixture.read(root))
                .extracting(event -> ((CommandGiven) event).command())
                .isEqualTo(Samples.commands());
    }

    @Test
    void shouldStandBeforeWhatFollowsFromIt() throws IOException {
        try (JournalFixture fixture = recording()) {
            fixture.open();
            fixture.loop.subscribe(
                    "executor",
                    Stage.ORDERS,
                    false,
                    (sequence, now, event) -> {
                        if (event instanceof CancelOrder cancel) {
                            fixture.journal.append(
                                    new OrderCancelRequested(
                                            cancel.orderId(), cancel.requestedBy(), now));
                        }
                    });
            fixture.loop.publishFirst(CANCEL);
            await().until(() -> fixture.past().size() == 2);
        }

        assertThat(JournalFixture.read(root))
                .extracting(Journaled::getClass)
                .isEqualTo(List.of(CommandGiven.class, OrderCancelRequested.class));
    }

    @Test
    void shouldNotRepeatASuspensionThatIsSaidAgain() throws IOException {
        TradingEvent suspended =
                new EntriesSuspended("daily-loss", "", Instant.EPOCH, Optional.empty());
        try (JournalFixture fixture = recording()) {
            fixture.open();
            List.of(suspended, suspended, CANCEL, CANCEL, suspended)
                    .forEach(fixture.loop::publishFirst);
            await().until(() -> fixture.past().size() == 3);
        }

        assertThat(JournalFixture.read(root))
                .extracting(event -> ((CommandGiven) event).command())
                .isEqualTo(List.of(suspended, CANCEL, CANCEL));
    }

    @Test
    void shouldLetCommandsPassBeforeTheJournalIsOpen() throws IOException {
        try (JournalFixture fixture = recording()) {
            fixture.loop.publishFirst(CANCEL);
            fixture.loop.publishFirst(new TimerTick(Instant.EPOCH));
            assertThat(fixture.open()).isZero();
            assertThat(fixture.loop.statistics().errors()).isZero();
        }
    }
}
