package io.openbell.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class WatchedCallTest {

    private final WatchedCall call = new WatchedCall("slow");

    @Test
    void shouldNotChargeACallForTheTimeInWhichTheMachineRanOthers() {
        call.enter(1_000);

        assertThat(call.look(1_050, 50, 0)).isEqualTo(50);
        assertThat(call.look(1_100, 50, 45)).isEqualTo(100);
        assertThat(call.look(1_150, 50, 50)).isEqualTo(150);

        assertThat(call.ownNanos()).isEqualTo(55);
    }

    /** The control: a call that sleeps, or waits for a lock, is not waiting for the machine. */
    @Test
    void shouldChargeACallForEverythingElse() {
        call.enter(1_000);

        call.look(1_050, 50, 0);
        call.look(1_100, 50, 0);

        assertThat(call.ownNanos()).isEqualTo(100);
    }

    @Test
    void shouldBeginAnewWithEachCall() {
        call.enter(1_000);
        call.look(1_050, 50, 0);
        call.leave(1_000, 1_060);
        assertThat(call.look(1_100, 50, 0)).isZero();
        assertThat(call.ownNanos()).isZero();

        call.enter(1_110);
        assertThat(call.look(1_150, 50, 20)).isEqualTo(40);
        assertThat(call.ownNanos()).isEqualTo(30);
    }

    /** Where it is not counted, or no more, it is nothing. */
    @Test
    void shouldReadOfAnyThreadHowLongItWaited() throws Exception {
        AtomicReference<WaitingTime> other = new AtomicReference<>(WaitingTime.UNKNOWN);
        Thread asleep =
                new Thread(
                        () -> {
                            other.set(WaitingTime.ofThisThread());
                            try {
                                TimeUnit.MILLISECONDS.sleep(50);
                            } catch (InterruptedException ended) {
                                Thread.currentThread().interrupt();
                            }
                        });
        asleep.start();
        asleep.join();

        assertThat(WaitingTime.ofThisThread().nanos()).isNotNegative();
        // It has ended: nothing is known any more, and nothing is charged.
        assertThat(Objects.requireNonNull(other.get()).nanos()).isZero();
    }
}
