package io.openbell.deadman;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Decides by heartbeats alone when to act. Touches no clock; one thread. */
final class Watch {

    /** How it stands. */
    enum State {
        /** No heartbeat was ever seen. */
        WAITING,
        /** The last word was that nothing is left to do: ended in order, or halted and swept. */
        DISARMED,
        /** Silence means that it acts. */
        ARMED,
        /** Silent for too long: it takes orders out of the market. */
        ACTING,
        /** It has; until the system goes on. */
        ACTED
    }

    private final Duration silence;
    private final Duration closing;
    private final long excuseNanos;
    private State state = State.WAITING;
    private @Nullable Heartbeat last;
    private long sinceNanos;
    private long lookedNanos;

    /**
     * A watch that has seen nothing.
     *
     * @param silence how long nothing may go on
     * @param closing the same while the system is ending
     * @param look    between two looks
     */
    Watch(Duration silence, Duration closing, Duration look, long nowNanos) {
        this.silence = silence;
        this.closing = closing;
        this.excuseNanos = look.multipliedBy(3).toNanos();
        this.sinceNanos = nowNanos;
        this.lookedNanos = nowNanos;
    }

    /** One look; {@link State#ACTING} asks to act, until {@link #acted}. */
    State look(@Nullable Heartbeat now, long nowNanos) {
        if (nowNanos - lookedNanos > excuseNanos) {
            // We did not run either: the whole machine was stopped, and nobody could have gone on.
            sinceNanos = nowNanos;
        }
        lookedNanos = nowNanos;
        Heartbeat before = last;
        if (now != null && (before == null || now.isProgressOver(before))) {
            sinceNanos = nowNanos;
            state = now.isLastWord() ? State.DISARMED : State.ARMED;
        } else if (now != null && now.isLastWord() && state == State.ARMED) {
            state = State.DISARMED;
        }
        last = now == null ? before : now;
        if (state == State.ARMED && nowNanos - sinceNanos >= limit().toNanos()) {
            state = State.ACTING;
        }
        return state;
    }

    /** It is done. */
    void acted() {
        state = State.ACTED;
    }

    private Duration limit() {
        Heartbeat known = last;
        boolean ends = known != null && known.isClosing();
        return ends && closing.compareTo(silence) > 0 ? closing : silence;
    }
}
