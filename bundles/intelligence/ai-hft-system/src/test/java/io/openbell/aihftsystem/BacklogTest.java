package io.openbell.aihftsystem;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.openbell.api.engine.TimerTick;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class BacklogTest {

    private final Backlog backlog = new Backlog(3);

    @Test
    void shouldGiveEventsInTheirOrderAndNoneTwice() {
        offer(1);
        offer(2);

        assertThat(requireNonNull(backlog.poll()).event()).isEqualTo(tick(1));
        assertThat(requireNonNull(backlog.poll()).event()).isEqualTo(tick(2));
        assertThat(backlog.poll()).isNull();
        assertThat(backlog.size()).isZero();
    }

    @Test
    void shouldTakeNoMoreThanItsLengthUntilSomethingIsTaken() {
        assertThat(offer(1) && offer(2) && offer(3)).isTrue();
        assertThat(offer(4)).isFalse();
        assertThat(backlog.size()).isEqualTo(3);

        assertThat(backlog.poll()).isNotNull();

        assertThat(offer(5)).isTrue();
    }

    @Test
    void shouldLoseNothingBetweenTwoThreads() throws InterruptedException {
        Backlog wide = new Backlog(1_000);
        long count = 200_000;
        Thread loop =
                new Thread(
                        () -> {
                            for (long n = 0; n < count; ) {
                                n += wide.offer(Instant.EPOCH, tick(n)) ? 1 : 0;
                            }
                        });
        loop.start();
        for (long n = 0; n < count; ) {
            Backlog.Timed next = wide.poll();
            if (next != null) {
                assertThat(next.event()).isEqualTo(tick(n++));
            }
        }
        loop.join();
        assertThat(wide.size()).isZero();
    }

    private boolean offer(long second) {
        return backlog.offer(Instant.EPOCH, tick(second));
    }

    private static TimerTick tick(long second) {
        return new TimerTick(Instant.ofEpochSecond(second));
    }
}
