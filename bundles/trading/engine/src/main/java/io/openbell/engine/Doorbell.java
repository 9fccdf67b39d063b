package io.openbell.engine;

import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Lets one thread sleep until others have work for it. Ringing costs a fence while the thread is awake. */
final class Doorbell {

    private volatile @Nullable Thread sleeper;

    /** Sleeps until there is work; returns at once when there is. One thread only. Swallows no interrupt. */
    void sleepUntil(BooleanSupplier work) {
        Thread self = Thread.currentThread();
        sleeper = self;
        // Work first put up, then the bell looked at; here the other way round: one of the two sees
        // the other.
        VarHandle.fullFence();
        while (sleeper == self && !work.getAsBoolean() && !self.isInterrupted()) {
            LockSupport.park(this);
        }
        sleeper = null;
    }

    /** Wakes the sleeper, if it sleeps. Call it after the work was put up. */
    void ring() {
        VarHandle.fullFence();
        Thread asleep = sleeper;
        if (asleep != null) {
            sleeper = null;
            LockSupport.unpark(asleep);
        }
    }
}
