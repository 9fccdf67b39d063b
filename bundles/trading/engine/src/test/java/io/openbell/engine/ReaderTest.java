package io.openbell.engine;

import static io.openbell.engine.EventLoopTest.awaitQuietly;
import static io.openbell.engine.EventLoopTest.onNotes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.openbell.api.engine.Stage;
import io.openbell.api.engine.Subscription;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReaderTest {

    private final EventLoop loop =
            new EventLoop(LoopSettings.DEFAULTS, LoopClock.ofEvents()).start();
    private final Recording recording = new Recording();

    @AfterEach
    void close() {
        loop.close();
    }

    @Test
    void shouldReadEverythingOnAThreadOfItsNameWhileItKeepsUp() {
        AtomicReference<String> thread = new AtomicReference<>("");
        loop.observe(
                "dashboard",
                1_024,
                (sequence, now, event) -> {
                    thread.set(Thread.currentThread().getName());
                    recording.onEvent(sequence, now, event);
                });

        List<Note> sent = IntStream.range(0, 1_000).mapToObj(Note::of).toList();
        sent.forEach(loop::publish);

        await().until(() -> recording.events().size() == 1_000);
        assertThat(recording.events(Note.class)).isEqualTo(sent);
        assertThat(thread).hasValue("dashboard");
        assertThat(loop.statistics().droppedByReader()).containsEntry("dashboard", 0L);
    }

    @Test
    void shouldDropTheNewestAndCountThemWhenAReaderBlocks() {
        CountDownLatch go = new CountDownLatch(1);
        List<Integer> read = new CopyOnWriteArrayList<>();
        loop.observe(
                "archive",
                8,
                onNotes(
                        note -> {
                            read.add(note.number());
                            awaitQuietly(go);
                        }));
        loop.subscribe("recording", Stage.OBSERVERS, false, recording);
        loop.publish(Note.of(0));
        await().until(() -> read.size() == 1);

        IntStream.rangeClosed(1, 100).mapToObj(Note::of).forEach(loop::publish);

        await().until(() -> recording.events(Note.class).size() == 101);
        assertThat(loop.statistics().droppedByReader()).containsEntry("archive", 92L);
        go.countDown();
        await().until(() -> read.size() == 9);
        assertThat(read).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8);
    }

    @Test
    void shouldSurviveAReaderThatThrows() {
        loop.observe(
                "fragile",
                8,
                onNotes(
                        note -> {
                            if (note.number() == 1) {
                                throw new IllegalStateException("broken");
                            }
                            recording.onEvent(0, loop.now(), note);
                        }));

        loop.publish(Note.of(1));
        loop.publish(Note.of(2));

        await().until(() -> recording.events().contains(Note.of(2)));
        assertThat(loop.statistics().errors()).isEqualTo(1);
    }

    @Test
    void shouldCloseInBoundedTimeThoughTheReaderIsStuck() {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        Subscription subscription =
                loop.observe(
                        "stuck",
                        8,
                        onNotes(
                                note -> {
                                    entered.countDown();
                                    awaitQuietly(never);
                                }));
        loop.publish(Note.of(1));
        awaitQuietly(entered);

        long startNanos = System.nanoTime();
        subscription.close();

        assertThat(Duration.ofNanos(System.nanoTime() - startNanos))
                .isLessThan(Duration.ofSeconds(4));
        assertThat(loop.statistics().droppedByReader()).doesNotContainKey("stuck");
    }

    @Test
    void shouldRefuseAReaderWithoutAQueue() {
        assertThatThrownBy(() -> loop.observe("none", 0, recording))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("none")
                .hasMessageContaining("at least 1, was 0");
    }
}
