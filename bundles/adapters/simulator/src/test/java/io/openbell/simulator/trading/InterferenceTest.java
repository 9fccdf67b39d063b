package io.openbell.simulator.trading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InterferenceTest {

    @TempDir Path folder;

    private final Hand hand = new Hand();
    private Floor floor;

    /** Does what the test says. */
    private static final class Hand implements Interference {

        private CancelFate fate = CancelFate.DONE;
        private boolean mute;
        private boolean blocked;
        private boolean halted;
        private boolean forgets;

        @Override
        public void afterAcceptance(VenueOrder order) throws Refusal {
            if (forgets) {
                throw new Refusal(504, 50410000, "timeout", Map.of());
            }
        }

        @Override
        public void publish(TradeUpdate update, Consumer<TradeUpdate> listeners) {
            if (!mute) {
                listeners.accept(update);
            }
        }

        @Override
        public CancelFate onCancel(VenueOrder order) {
            return fate;
        }

        @Override
        public boolean isAccountBlocked() {
            return blocked;
        }

        @Override
        public boolean isHalted(String symbol) {
            return halted;
        }
    }

    @BeforeEach
    void open() throws Exception {
        floor = new Floor(folder.resolve("ledger.jsonl"), 0, hand);
        floor.quote("AAPL", "99.90", "100.10");
    }

    @AfterEach
    void close() throws Exception {
        floor.close();
    }

    @Test
    void shouldKeepAnOrderWhoseCancelIsRejected() throws Exception {
        VenueOrder order = floor.submit("buy", "1", "limit", "limit_price=99");
        hand.fate = Interference.CancelFate.REJECTED;

        floor.cancel(order);

        assertThat(order.status()).isEqualTo(VenueOrder.Status.NEW);
        assertThat(floor.events())
                .containsExactly("new", "pending_cancel", "order_cancel_rejected");
    }

    @Test
    void shouldStillFillAnOrderWhoseCancelIsNeverAnswered() throws Exception {
        VenueOrder order = floor.submit("buy", "1", "limit", "limit_price=99");
        hand.fate = Interference.CancelFate.UNANSWERED;

        floor.cancel(order);
        assertThat(order.status()).isEqualTo(VenueOrder.Status.PENDING_CANCEL);
        floor.quote("AAPL", "98.80", "98.90");

        assertThat(order.status()).isEqualTo(VenueOrder.Status.FILLED);
    }

    @Test
    void shouldTakeAnOrderAndAnswerWithATimeout() throws Exception {
        hand.forgets = true;

        Refusal refusal =
                catchThrowableOfType(
                        Refusal.class,
                        () -> floor.submit("buy", "1", "market", "client_order_id=lost"));
        floor.settle();

        assertThat(refusal.httpStatus()).isEqualTo(504);
        assertThat(floor.books.findByClientId("lost").orElseThrow().status())
                .isEqualTo(VenueOrder.Status.FILLED);
    }

    @Test
    void shouldTakeButNotFillWhatIsHalted() throws Exception {
        hand.halted = true;
        VenueOrder order = floor.submit("buy", "1", "market");
        assertThat(order.isOpen()).isTrue();
        hand.halted = false;

        floor.quote("AAPL", "99.90", "100.10");

        assertThat(order.status()).isEqualTo(VenueOrder.Status.FILLED);
    }

    @Test
    void shouldRefuseOrdersOfABlockedAccountAndStillCancel() throws Exception {
        VenueOrder order = floor.submit("buy", "1", "limit", "limit_price=99");
        hand.blocked = true;

        Refusal refusal =
                catchThrowableOfType(Refusal.class, () -> floor.submit("buy", "1", "market"));

        assertThat(refusal.httpStatus()).isEqualTo(403);
        floor.cancel(order);
        assertThat(order.status()).isEqualTo(VenueOrder.Status.CANCELED);
    }

    @Test
    void shouldReplayFromTheLedgerWhatWasNotTold() throws Exception {
        hand.mute = true;
        floor.submit("buy", "1", "market");
        assertThat(floor.events()).isEmpty();

        try (Replay replay = floor.exchange.replay()) {
            while (replay.tell(3, floor.updates::add)) {
                // In parts, as listeners read it.
            }
        }

        assertThat(floor.events()).containsExactly("new", "fill");
    }
}
