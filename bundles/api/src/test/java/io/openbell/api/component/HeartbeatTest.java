package io.openbell.api.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

class HeartbeatTest {

    private final Heartbeat heart = new Heartbeat("worker");

    @Test
    void shouldBeatBeforeAndAfterEachCall() throws Exception {
        Callable<?> question = heart.around(Callable.class, heart::beats);

        assertThat(question.call()).isEqualTo(1L);

        assertThat(heart.beats()).isEqualTo(2);
    }

    @Test
    void shouldPassOnWhatACallThrows() {
        Callable<?> refusing =
                heart.around(
                        Callable.class,
                        () -> {
                            throw new IOException("no answer");
                        });

        assertThatThrownBy(refusing::call).isInstanceOf(IOException.class).hasMessage("no answer");
        assertThat(heart.beats()).isEqualTo(2);
    }

    @Test
    void shouldRestAgainAfterACallIfItRested() throws Exception {
        heart.rest();

        heart.around(Callable.class, heart::beats).call();

        assertThat(heart.isResting()).isTrue();
        assertThat(heart.beats()).isEqualTo(2);
    }

    @Test
    void shouldTakeAnErrorOfVitalWorkForItsEnd() {
        Runnable work =
                heart.vital(
                        () -> {
                            throw new StackOverflowError("on purpose");
                        });

        assertThatThrownBy(work::run).isInstanceOf(StackOverflowError.class);

        assertThat(heart.isDead()).isTrue();
        assertThat(heart.broken()).contains("on purpose");
    }

    @Test
    void shouldRestUntilTheNextBeat() {
        heart.beat();
        heart.rest();
        assertThat(heart.isResting()).isTrue();

        heart.beat();
        assertThat(heart.isResting()).isFalse();
    }

    @Test
    void shouldTellAThreadThatHasEndedFromOneThatMay() throws Exception {
        assertThat(heart.isDead()).as("not begun").isFalse();
        Thread thread = new Thread(heart::beat);
        thread.start();
        thread.join();
        assertThat(heart.isDead()).isTrue();

        heart.end();

        assertThat(heart.isDead()).isFalse();
    }
}
