package io.openbell.api.engine;

import io.openbell.api.session.TradingMode;
import java.io.IOException;
import java.time.Duration;

/**
 * The record of what must not be forgotten. One writer thread ("journal"), group commit, fsync. An event appended here
 * reaches the loop's subscribers once it is on the disk, in the order of the appends.
 */
public interface OrderJournal {

    /**
     * Opens {@code journal/<mode>-<account>/}, recovers it, and hands the past to present subscribers that asked for it.
     * Again with the same arguments does nothing. Blocks; not on the loop.
     *
     * @return how many events were recovered (0 for a new journal)
     * @throws IOException           if it is damaged, belongs to somebody else, or is locked by another process
     * @throws IllegalStateException if another one is open
     */
    long open(TradingMode mode, String account) throws IOException;

    /**
     * Appends. Does not block on the disk.
     *
     * @throws IllegalStateException if it is not open, or poisoned by a write error
     */
    default void append(Journaled event) {
        append(event, () -> {});
    }

    /**
     * Appends, and runs {@code durable} on the journal's thread once the event is on the disk, before subscribers see it.
     * If the write fails it never runs. It must not block.
     */
    void append(Journaled event, Runnable durable);

    /** Open, and no write has failed. */
    boolean isWritable();

    /**
     * The longest time that the disk took for a group of events in the last half to whole minute, the one included that
     * it has not taken yet. Every order waits for that before it is sent. Any thread.
     *
     * @return zero if nothing was written, and from a journal that is not on a disk
     */
    default Duration slowestCommit() {
        return Duration.ZERO;
    }

    /** State for people: folder, number of events, the last write error. */
    String describe();
}
