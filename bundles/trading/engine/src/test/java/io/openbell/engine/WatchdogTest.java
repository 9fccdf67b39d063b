package io.openbell.engine;

import static io.openbell.engine.EventLoopTest.awaitQuietly;
import static io.openbell.engine.EventLoopTest.onNotes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.openbell.api.engine.Stage;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WatchdogTest {

    private record Stall(String subscriber, boolean severe) {}

    private final EventLoop loop =
            new EventLoop(
                            new LoopSettings(64, Duration.ofMillis(50), Duration.ofMillis(200)),
                            LoopClock.ofEvents())
                    .start();
    private final List<Stall> stalls = new CopyOnWriteArrayList<>();
    private volatile CountDownLatch gate = new CountDownLatch(1);

    @AfterEach
    void close() {
        loop.close();
    }

    private void subscribeSlow() {
        loop.subscribe("quick", Stage.ORDERS, false, onNotes(note -> {}));
        loop.subscribe("slow", Stage.STRATEGIES, false, onNotes(note -> awaitQuietly(gate)));
        loop.onStall((name, millis, severe) -> stalls.add(new Stall(name, severe)));
    }

    @Test
    void shouldReportAStallOncePerLevelAndOffence() {
        subscribeSlow();

        loop.publish(Note.of(1));
        await().until(() -> stalls.contains(new Stall("slow", true)));
        await().during(Duration.ofMillis(150))
                .untilAsserted(
                        () ->
                                assertThat(stalls)
                                        .containsExactly(
                                                new Stall("slow", false), new Stall("slow", true)));
        CountDownLatch first = gate;
        gate = new CountDownLatch(1);
        loop.publish(Note.of(2));
        first.countDown();

        await().untilAsserted(
                        () ->
                                assertThat(stalls)
                                        .containsExactly(
                                                new Stall("slow", false),
                                                new Stall("slow", true),
                                                new Stall("slow", false),
                                                new Stall("slow", true)));
        gate.countDown();
        await().untilAsserted(
                        () ->
                                assertThat(loop.longestCalls().get("slow"))
                                        .isGreaterThan(Duration.ofMillis(150)));
        assertThat(loop.longestCalls().get("quick")).isLessThan(Duration.ofMillis(150));
    }

    @Test
    void shouldSayNothingWhenNobodyStalls() {
        subscribeSlow();
        gate.countDown();

        for (int n = 0; n < 100; n++) {
            loop.publish(Note.of(n));
        }

        await().during(Duration.ofMillis(300)).until(stalls::isEmpty);
    }

    @Test
    void shouldHearAStallAlthoughAnotherListenerThrows() {
        loop.onStall(
                (name, millis, severe) -> {
                    throw new IllegalStateException("broken");
                });
        subscribeSlow();

        loop.publish(Note.of(1));

        await().until(() -> stalls.size() == 2);
        gate.countDown();
    }

    @Test
    void shouldReportEventsThatBeginEachOtherForEver() {
        loop.onStall((name, millis, severe) -> stalls.add(new Stall(name, severe)));
        loop.subscribe(
                "echo",
                Stage.STRATEGIES,
                false,
                onNotes(
                        note -> {
                            if (gate.getCount() > 0) {
                                loop.emit(note);
                            }
                        }));

        loop.publish(Note.of(1));

        await().until(() -> stalls.contains(new Stall("all that follows from one event", true)));
        gate.countDown();
    }
}
