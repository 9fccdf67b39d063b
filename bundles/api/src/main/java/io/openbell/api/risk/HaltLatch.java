package io.openbell.api.risk;

import io.openbell.api.engine.Subscription;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Whether trading is halted. Once it is, nothing leaves for the venue, and every open order is canceled; a restart, an
 * upgrade, a changed configuration or a restored journal change nothing about it. It is kept twice, in the order journal
 * and in {@code $OPENBELL_HOME/latch/HALTED-<mode>-<account>}: either is enough, and one that cannot be read counts as
 * halted. {@link #release} is the only way out.
 *
 * <p>Every method may be called on any thread, the loop's and the watchdog's included, whatever the state of loop and
 * journal; only {@link #awaitDurable} and {@link #release} block.
 */
public interface HaltLatch {

    /** Nothing may leave. A read of memory: ask it as late as possible before something leaves. */
    boolean isLatched();

    /** The halt; empty when there is none. Of several the first one. */
    Optional<LatchedHalt> halt();

    /**
     * Halts trading: closed when this returns, written down soon after, then all orders are canceled. Does not block. The
     * same source and reason again does nothing.
     */
    default void latch(String source, String reason) {
        latch(source, reason, false);
    }

    /**
     * Halts trading. On top of a halt that left protective orders in the market, one that does not cancels them too.
     *
     * @param source    who halts: a component's id or an operator's name
     * @param reason    why, for people; longer than 200 characters is cut off
     * @param keepStops leave orders in the market that protect a position
     */
    void latch(String source, String reason, boolean keepStops);

    /**
     * Hears of every halt from now on, and at once of the one there is. Called on the thread that halts, before anything is
     * written down: must not block, and must not throw.
     */
    Subscription onLatch(Consumer<LatchedHalt> listener);

    /**
     * Waits until the halt is on the disk in one of the two places at least; true at once when nothing is halted.
     *
     * @return false if that took longer than the limit
     */
    boolean awaitDurable(Duration limit) throws InterruptedException;

    /** Whether the venue was told to take no orders for it, as far as is written down beside the halt. */
    SuspensionNote suspensionNote();

    /** Has this take part in the end of every halt from now on. */
    Subscription onRelease(ReleaseStep step);

    /**
     * Ends the halt. Blocks, at most fifteen seconds and what its steps need; not on the loop.
     *
     * @throws StillHalted if it is not to be ended on this evidence, or could not be written down
     */
    void release(Release release) throws StillHalted, InterruptedException;

    /** The number of the account whose orders these are; empty while nobody knows it. A read of memory. */
    default String account() {
        return "";
    }

    /** State for people: halted or not, and where it is written down. */
    String describe();
}
