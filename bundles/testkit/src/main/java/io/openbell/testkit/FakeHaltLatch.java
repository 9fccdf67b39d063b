package io.openbell.testkit;

import io.openbell.api.engine.Subscription;
import io.openbell.api.risk.HaltLatch;
import io.openbell.api.risk.LatchedHalt;
import io.openbell.api.risk.Release;
import io.openbell.api.risk.ReleaseStep;
import io.openbell.api.risk.StillHalted;
import io.openbell.api.risk.SuspensionNote;
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
    private final List<ReleaseStep> steps = new CopyOnWriteArrayList<>();
    private final List<Release> releases = new ArrayList<>();
    private final Note note = new Note();
    private volatile @Nullable LatchedHalt halt;

    /** Not halted. */
    public FakeHaltLatch(InstantSource clock) {
        this.clock = clock;
    }

    /** Halted before anybody listens, as found on the disk. */
    public void find(LatchedHalt found) {
        halt = found;
    }

    /** What it was released with, in order; every release is granted that its steps grant. */
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

    /** In memory; writing and removing may be had to fail. */
    @Override
    public Note suspensionNote() {
        return note;
    }

    @Override
    public Subscription onRelease(ReleaseStep step) {
        steps.add(step);
        return () -> steps.remove(step);
    }

    @Override
    public void release(Release release) throws StillHalted, InterruptedException {
        boolean released = false;
        try {
            for (ReleaseStep step : steps) {
                step.beforeRelease(release);
            }
            end(release);
            released = true;
        } finally {
            for (ReleaseStep step : steps) {
                step.afterRelease(released);
            }
        }
    }

    private synchronized void end(Release release) {
        releases.add(release);
        halt = null;
    }

    @Override
    public String describe() {
        return halt().map(LatchedHalt::describe).orElse("not halted");
    }

    /** The note about the venue, in memory. */
    public static final class Note implements SuspensionNote {

        private volatile boolean there;
        private volatile boolean stuck;

        /** As it is found on the disk. */
        public void find(boolean there) {
            this.there = there;
        }

        /** From now on the disk takes nothing. */
        public void breakDisk() {
            stuck = true;
        }

        @Override
        public boolean isThere() {
            return there;
        }

        @Override
        public boolean write(Duration limit) {
            there = true;
            return !stuck;
        }

        @Override
        public boolean remove(Duration limit) {
            there &= stuck;
            return !stuck;
        }
    }
}
