package io.openbell.launcher.bundles;

import static org.assertj.core.api.Assertions.assertThat;

import io.openbell.api.risk.LatchedHalt;
import io.openbell.testkit.FakeHaltLatch;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class IntruderHaltTest {

    private static final String DIGEST = "0123456789abcdef".repeat(4);

    private final FakeHaltLatch latch = new FakeHaltLatch(InstantSource.system());
    private final IntruderHalt halt = new IntruderHalt(Runnable::run);
    private final List<LatchedHalt> halts = new ArrayList<>();

    @Test
    void shouldHaltNamingTheBundleAndItsDigestWithinTwoHundredCharacters() {
        latch.onLatch(halts::add);
        halt.came(latch);

        halt.because("n".repeat(200), DIGEST, "not signed");

        assertThat(halts).hasSize(1);
        assertThat(halts.get(0).source()).isEqualTo("signed-bundles");
        assertThat(halts.get(0).keepStops()).isTrue();
        assertThat(halts.get(0).reason()).hasSizeLessThan(200).contains("nnn...").contains(DIGEST);
    }

    @Test
    void shouldHaltOncePerBundle() {
        latch.onLatch(halts::add);
        halt.came(latch);

        halt.because("a 1.0.0", DIGEST, "not signed");
        halt.because("a 1.0.0", DIGEST, "not signed");
        halt.because("a 2.0.0", "f".repeat(64), "not signed");

        assertThat(halts).hasSize(2);
    }

    @Test
    void shouldHaltAsSoonAsThereIsALatch() {
        halt.because("a 1.0.0", DIGEST, "not signed");
        assertThat(latch.isLatched()).isFalse();

        halt.came(latch);

        assertThat(latch.isLatched()).isTrue();
    }

    @Test
    void shouldWaitForTheNextLatchWhenOneWent() {
        halt.came(latch);
        halt.went(latch);
        halt.because("a 1.0.0", DIGEST, "not signed");
        assertThat(latch.isLatched()).isFalse();

        FakeHaltLatch next = new FakeHaltLatch(InstantSource.system());
        halt.came(next);

        assertThat(next.isLatched()).isTrue();
    }
}
