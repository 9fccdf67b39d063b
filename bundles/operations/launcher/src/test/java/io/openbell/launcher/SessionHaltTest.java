package io.openbell.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.openbell.api.risk.HaltLatch;
import io.openbell.testkit.FakeHaltLatch;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SessionHaltTest {

    private final FakeHaltLatch latch = new FakeHaltLatch(InstantSource.system());
    private @Nullable HaltLatch present = latch;
    private final SessionHalt halt = new SessionHalt(() -> present);

    @Test
    void shouldHaltAndKeepOrdersThatProtectPositions() {
        halt.because("required component a stays down");

        assertThat(latch.halt())
                .hasValueSatisfying(
                        stated -> {
                            assertThat(stated.source()).isEqualTo("supervisor");
                            assertThat(stated.reason()).contains("a stays down");
                            assertThat(stated.keepStops()).isTrue();
                        });
    }

    @Test
    void shouldHaltAsSoonAsThereIsALatch() {
        present = null;
        halt.because("required component a stays down");
        halt.look();
        assertThat(latch.isLatched()).isFalse();

        present = latch;
        halt.look();

        assertThat(latch.isLatched()).isTrue();
    }
}
