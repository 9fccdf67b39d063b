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
        if (now != null && now.isReadable()) {
            hear(now, nowNanos);
        } else if (now != null && state == State.WAITING) {
            sinceNanos = nowNanos;
            state = State.ARMED;
        }
        if (state == State.ARMED && nowNanos - sinceNanos >= limit().toNanos()) {
            state = State.ACTING;
        }
        return state;
    }

    /** What cannot be read never comes here: a disk that answers now and then would count as progress each time. */
    private void hear(Heartbeat now, long nowNanos) {
        Heartbeat before = last;
        if (before == null || now.isProgressOver(before)) {
            sinceNanos = nowNanos;
            state = now.isLastWord() ? State.DISARMED : State.ARMED;
        } else if (now.isLastWord() && state == State.ARMED) {
            state = State.DISARMED;
        }
        last = now;
    }

    /** It is done, or an operator has ended it. */
    void acted() {
        state = State.ACTED;
    }

    /** What could be read last; null before. */
    @Nullable Heartbeat last() {
        return last;
    }

    private Duration limit() {
        Heartbeat known = last;
        boolean ends = known != null && known.isClosing();
        return ends && closing.compareTo(silence) > 0 ? closing : silence;
    }
}
