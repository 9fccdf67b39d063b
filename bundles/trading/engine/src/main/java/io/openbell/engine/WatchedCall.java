package io.openbell.engine;

import java.util.concurrent.atomic.AtomicLong;

/** Since when the loop has been inside something. Written by the loop, read by the watchdog. */
final class WatchedCall {

    /** How far an offence has been reported. */
    enum Reported {
        NOTHING,
        BUDGET,
        SEVERE
    }

    private final String name;
    private final AtomicLong enteredNanos = new AtomicLong();
    private final AtomicLong longestNanos = new AtomicLong();

    // Of the watchdog's thread alone.
    private long watchedSince;
    private long stuckNanos;
    private long ownNanos;
    private Reported reported = Reported.NOTHING;

    WatchedCall(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }

    void enter(long nanoTime) {
        enteredNanos.setRelease(nanoTime == 0 ? 1 : nanoTime);
    }

    void leave(long enteredNanoTime, long nanoTime) {
        enteredNanos.setRelease(0);
        long taken = nanoTime - enteredNanoTime;
        if (taken > longestNanos.getPlain()) {
            longestNanos.setRelease(taken);
        }
    }

    long longestNanos() {
        return longestNanos.getAcquire();
    }

    /**
     * Looks at the call from the watchdog's thread.
     *
     * @param elapsedNanos since the last look, less any time in which the watchdog itself did not run: a frozen process
     *                     is nobody's offence
     * @param waitedNanos  of these, the time in which the machine did not run the loop's thread although it could
     * @return how long the present call lasts; 0 when there is none
     */
    long look(long nanoTime, long elapsedNanos, long waitedNanos) {
        long entered = enteredNanos.getAcquire();
        if (entered == 0) {
            watchedSince = 0;
            ownNanos = 0;
            return 0;
        }
        if (entered == watchedSince) {
            stuckNanos += elapsedNanos;
            ownNanos += Math.max(0, elapsedNanos - waitedNanos);
        } else {
            watchedSince = entered;
            stuckNanos = Math.min(Math.max(0, nanoTime - entered), elapsedNanos);
            ownNanos = Math.min(stuckNanos, Math.max(0, elapsedNanos - waitedNanos));
            reported = Reported.NOTHING;
        }
        return stuckNanos;
    }

    /** Of the call that was looked at last: what it took itself, whether it worked or waited for something. */
    long ownNanos() {
        return ownNanos;
    }

    /** True once per level and call. */
    boolean report(Reported level) {
        if (reported.compareTo(level) >= 0) {
            return false;
        }
        reported = level;
        return true;
    }
}
