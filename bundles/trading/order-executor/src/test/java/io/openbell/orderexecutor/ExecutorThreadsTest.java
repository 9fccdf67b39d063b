package io.openbell.orderexecutor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.openbell.api.broker.SubmitOutcome;
import io.openbell.api.component.Heartbeat;
import io.openbell.api.order.OrderIntent;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the Supervisor sees of the threads. */
class ExecutorThreadsTest {

    private final Desk desk = new Desk();

    @Test
    void shouldNameBothThreads() {
        assertThat(desk.executor.heartbeats())
                .extracting(Heartbeat::thread)
                .containsExactly("order-sender", "order-reconciler");
    }

    @Test
    void shouldBeatWhileThereIsNothingToSend() throws InterruptedException {
        Thread sender = new Thread(desk.executor.sender::run, "order-sender");
        sender.start();

        await().until(() -> desk.executor.sender.heart().beats() >= 3);

        desk.executor.sender.end();
        sender.join();
    }

    @Test
    void shouldBeatBetweenTheJournalsAnswerAndTheVenues() throws InterruptedException {
        desk.step();
        OrderIntent wish = desk.intents.buy("AAPL", "10", "100");
        List<Long> beats = new ArrayList<>();
        desk.broker.answerNext(
                order -> {
                    beats.add(desk.executor.sender.heart().beats());
                    return new SubmitOutcome.Unknown("late");
                });
        desk.wish(wish);
        long before = desk.executor.sender.heart().beats();

        desk.executor.sender.drain();

        assertThat(beats)
                .singleElement()
                .satisfies(there -> assertThat(there).isGreaterThan(before));
    }

    @Test
    void shouldLetBothThreadsEndOnceItIsStopped() throws InterruptedException {
        desk.executor.deactivate();

        assertThat(desk.executor.heartbeats()).noneMatch(Heartbeat::isDead);
        assertThat(desk.executor.heartbeats()).allMatch(Heartbeat::isResting);
    }
}
