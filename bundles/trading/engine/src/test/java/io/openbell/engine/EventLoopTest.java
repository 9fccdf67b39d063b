package io.openbell.engine;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.openbell.api.engine.LoopSubscriber;
import io.openbell.api.engine.Stage;
import io.openbell.api.engine.Subscription;
import io.openbell.api.engine.TimerTick;
import io.openbell.api.risk.HaltTrading;
import io.openbell.testkit.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventLoopTest {

    private final ManualClock clock = ManualClock.at("2025-01-15T14:30:00Z");
    private final EventLoop loop =
            new EventLoop(LoopSettings.DEFAULTS, LoopClock.of(clock)).start();
    private final Recording recording = new Recording();

    @AfterEach
    void close() {
        loop.close();
    }

    @Test
    void shouldDeliverInTheOrderOfPublication() {
        loop.subscribe("recording", Stage.OBSERVERS, false, recording);

        List<Note> sent = IntStream.range(0, 10_000).mapToObj(Note::of).toList();
        sent.forEach(loop::publish);

        await().until(() -> recording.events(Note.class).size() == sent.size());
        assertThat(recording.events(Note.class)).isEqualTo(sent);
    }

    @Test
    void shouldNumberEventsWithoutAGapAndTellTheTime() {
        List<Long> sequences = new CopyOnWriteArrayList<>();
        List<Object> times = new CopyOnWriteArrayList<>();
        loop.subscribe(
                "s",
                Stage.MARKET,
                false,
                (sequence, now, event) -> {
                    sequences.add(sequence);
                    times.add(now);
                });

        IntStream.range(0, 100).mapToObj(Note::of).forEach(loop::publish);

        await().until(() -> sequences.size() >= 100);
        long first = sequences.get(0);
        assertThat(sequences.subList(0, 100))
                .isEqualTo(IntStream.range(0, 100).mapToObj(i -> first + i).toList());
        assertThat(times).containsOnly(clock.instant());
        assertThat(loop.now()).isEqualTo(clock.instant());
    }

    @Test
    void shouldCallStagesInOrderAndSubscribersOfAStageInOrderOfSubscription() {
        List<String> called = new CopyOnWriteArrayList<>();
        subscribeNamed("observer", Stage.OBSERVERS, called);
        subscribeNamed("strategy 1", Stage.STRATEGIES, called);
        subscribeNamed("risk", Stage.RISK, called);
        subscribeNamed("market", Stage.MARKET, called);
        subscribeNamed("orders", Stage.ORDERS, called);
        subscribeNamed("strategy 2", Stage.STRATEGIES, called);
        subscribeNamed("positions", Stage.POSITIONS, called);

        loop.publish(Note.of(1));

        await().until(() -> called.contains("observer"));
        assertThat(called)
                .containsExactly(
                        "orders",
                        "positions",
                        "risk",
                        "market",
                        "strategy 1",
                        "strategy 2",
                        "observer");
    }

    private void subscribeNamed(String name, Stage stage, List<String> called) {
        loop.subscribe(name, stage, false, onNotes(note -> called.add(name)));
    }

    @Test
    void shouldLetTheFirstLaneOvertakeMarketData() throws Exception {
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        loop.subscribe(
                "holds",
                Stage.ORDERS,
                false,
                onNotes(
                        note -> {
                            if (note.number() == 0) {
                                held.countDown();
                                awaitQuietly(go);
                            }
                        }));
        loop.subscribe("recording", Stage.OBSERVERS, false, recording);

        loop.publish(Note.of(0));
        assertThat(held.await(5, SECONDS)).isTrue();
        loop.publish(Note.of(1));
        loop.publish(Note.of(2));
        loop.publishFirst(Note.of(100));
        loop.publishFirst(Note.of(101));
        go.countDown();

        await().until(() -> recording.events(Note.class).size() == 5);
        assertThat(recording.events(Note.class))
                .extracting(Note::number)
                .containsExactly(0, 100, 101, 1, 2);
    }

    @Test
    void shouldDeliverWhatIsEmittedAfterThePresentEventAndBeforeTheNextInput() {
        CountDownLatch bothWait = new CountDownLatch(1);
        loop.subscribe(
                "emits",
                Stage.ORDERS,
                false,
                onNotes(
                        note -> {
                            if (note.sender() == 0) {
                                awaitQuietly(bothWait);
                                loop.emit(new Note(1, note.number()));
                                loop.tell(new Note(2, note.number()));
                            } else if (note.sender() == 1) {
                                loop.emit(new Note(3, note.number()));
                            }
                        }));
        loop.subscribe("recording", Stage.OBSERVERS, false, recording);

        loop.publishFirst(Note.of(1));
        loop.publishFirst(Note.of(2));
        bothWait.countDown();

        await().until(() -> recording.events(Note.class).size() == 8);
        assertThat(recording.events(Note.class))
                .containsExactly(
                        new Note(0, 1),
                        new Note(1, 1),
                        new Note(2, 1),
                        new Note(3, 1),
                        new Note(0, 2),
                        new Note(1, 2),
                        new Note(2, 2),
                        new Note(3, 2));
    }

    @Test
    void shouldGoOnWhenASubscriberThrows() {
        for (Throwable thrown :
                List.of(
                        new IllegalStateException("broken"),
                        new AssertionError("broken"),
                        new StackOverflowError(),
                        new NoClassDefFoundError("gone"))) {
            loop.subscribe(
                    "broken " + thrown,
                    Stage.ORDERS,
                    false,
                    onNotes(
                            note -> {
                                EventLoopTest.<RuntimeException>sneak(thrown);
                            }));
        }
        loop.subscribe("recording", Stage.OBSERVERS, false, recording);

        loop.publish(Note.of(1));
        loop.publish(Note.of(2));

        await().until(() -> recording.events(Note.class).size() == 2);
        assertThat(loop.statistics().errors()).isEqualTo(8);
        assertThat(loop.statistics().alive()).isTrue();
    }

    @Test
    void shouldRefusePublishersOnceItDied() {
        AtomicReference<String> stalled = new AtomicReference<>("");
        loop.onStall((name, millis, severe) -> stalled.set(name + " " + severe));
        loop.subscribe(
                "fatal",
                Stage.ORDERS,
                false,
                onNotes(
                        note -> {
                            throw new OutOfMemoryError("for the test");
                        }));

        loop.publish(Note.of(1));

        await().until(() -> !loop.statistics().alive());
        assertThatThrownBy(() -> loop.publish(Note.of(2)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("stopped");
        assertThatThrownBy(() -> loop.publishFirst(Note.of(2)))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> loop.subscribe("late", Stage.RISK, false, recording))
                .isInstanceOf(IllegalStateException.class);
        await().untilAsserted(() -> assertThat(stalled).hasValue("trading-loop true"));
    }

    @Test
    void shouldRefuseInputsFromItsOwnThreadAndEmissionsFromOthers() {
        loop.subscribe("publishes", Stage.ORDERS, false, onNotes(loop::publish));
        loop.subscribe("publishes first", Stage.ORDERS, false, onNotes(loop::publishFirst));
        loop.publish(Note.of(1));

        await().until(() -> loop.statistics().errors() == 2);
        assertThatThrownBy(() -> loop.emit(Note.of(1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("publish");
    }

    @Test
    void shouldRefuseJournaledEventsThatDidNotPassTheJournal() {
        HaltTrading halt = new HaltTrading("test", "by hand", clock.instant());

        assertThatThrownBy(() -> loop.publishFirst(halt))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("HaltTrading reaches the loop through the order journal");
    }

    @Test
    void shouldDeliverNothingOnceASubscriptionIsClosed() {
        AtomicInteger heard = new AtomicInteger();
        Subscription subscription =
                loop.subscribe("s", Stage.RISK, false, onNotes(note -> heard.incrementAndGet()));
        loop.subscribe("recording", Stage.OBSERVERS, false, recording);
        loop.publish(Note.of(1));
        await().until(() -> recording.events(Note.class).size() == 1);

        subscription.close();
        subscription.close();
        loop.publish(Note.of(2));

        await().until(() -> recording.events(Note.class).size() == 2);
        assertThat(heard).hasValue(1);
    }

    @Test
    void shouldLetSubscribersComeAndGoFromWithinTheLoop() {
        List<Subscription> inner = new ArrayList<>();
        loop.subscribe(
                "outer",
                Stage.ORDERS,
                false,
                onNotes(
                        note -> {
                            if (note.number() == 1) {
                                inner.add(loop.subscribe("inner", Stage.RISK, true, recording));
                            } else if (note.number() == 3) {
                                inner.get(0).close();
                            }
                        }));
        Recording all = new Recording();
        loop.subscribe("all", Stage.OBSERVERS, false, all);

        IntStream.rangeClosed(1, 4).mapToObj(Note::of).forEach(loop::publish);

        await().until(() -> all.events(Note.class).size() == 4);
        assertThat(recording.events(Note.class)).containsExactly(Note.of(2));
        assertThat(loop.statistics().errors()).isZero();
    }

    @Test
    void shouldTickEverySecondOfTheSystemsClock() {
        loop.subscribe("recording", Stage.OBSERVERS, false, recording);

        await().atMost(Duration.ofSeconds(4))
                .until(() -> recording.events(TimerTick.class).size() >= 2);

        assertThat(recording.events(TimerTick.class)).containsOnly(new TimerTick(clock.instant()));
    }

    @Test
    void shouldEndItsThreadsWhenClosed() {
        loop.observe("test-reader", 8, recording);

        loop.close();

        await().until(
                        () ->
                                Thread.getAllStackTraces().keySet().stream()
                                        .map(Thread::getName)
                                        .noneMatch(
                                                name ->
                                                        name.startsWith("loop-")
                                                                || name.equals("trading-loop")
                                                                || name.equals("test-reader")));
    }

    static LoopSubscriber onNotes(java.util.function.Consumer<Note> consumer) {
        return (sequence, now, event) -> {
            if (event instanceof Note note) {
                consumer.accept(note);
            }
        };
    }

    static void awaitQuietly(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <T extends Throwable> void sneak(Throwable thrown) throws T {
        throw (T) thrown;
    }
}
