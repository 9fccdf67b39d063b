package io.openbell.testkit;

import io.openbell.api.engine.Subscription;
import io.openbell.api.risk.HaltLatch;
import io.openbell.api.risk.LatchedHalt;
import io.openbell.api.risk.Release;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A latch in memory. Any thread. */
public final class FakeHaltLatch implements HaltLatch {

    private final InstantSource clock;
    private final List<Consumer<LatchedHalt>> listeners = new CopyOnWriteArrayList<>();
    private final List<Release> releases = new ArrayList<>();
    private volatile @Nullable LatchedHalt halt;

    /** Not halted. */
    public FakeHaltLatch(InstantSource clock) {
        this.clock = clock;
    }

    /** Halted before anybody listens, as found on the disk. */
    public void find(LatchedHalt found) {
        halt = found;
    }

    /** What it was released with, in order; every release is granted. */
    public synchronized List<Release> releases() {
        return List.copyOf(releases);
    }

    @Override
    public boolean isLatched() {
        return halt != null;
    }

    @Override
    public Optional<LatchedHalt> halt() {
        return Optional.ofNullable(halt);
    }

    @Override
    public void latch(String source, String reason, boolean keepStops) {
        LatchedHalt stated = new LatchedHalt(source, reason, clock.instant(), keepStops);
        synchronized (this) {
            LatchedHalt before = halt;
            halt = before == null ? stated : before.widenedBy(stated);
        }
        listeners.forEach(listener -> listener.accept(stated));
    }

    @Override
    public Subscription onLatch(Consumer<LatchedHalt> listener) {
        listeners.add(listener);
        halt().ifPresent(listener);
        return () -> listeners.remove(listener);
    }

    @Override
    public boolean awaitDurable(Duration limit) {
        return true;
    }

    @Override
    public synchronized void release(Release release) {
        releases.add(release);
        halt = null;
    }

    @Override
    public String describe() {
        return halt().map(LatchedHalt::describe).orElse("not halted");
    }
}
