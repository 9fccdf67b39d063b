package io.openbell.api.risk;

import java.time.Duration;

/**
 * The file beside the halt which says that the venue was told, by us or on our behalf, to take no new orders of the account:
 * {@code $OPENBELL_HOME/latch/SUSPENDED-<mode>-<account>}. While it is there a halt does not end. Any thread.
 */
public interface SuspensionNote {

    /** It is there, or there is doubt. Does not block. */
    boolean isThere();

    /**
     * Writes it, before the venue is told. Blocks.
     *
     * @return false if it is not on the disk within the limit
     */
    boolean write(Duration limit) throws InterruptedException;

    /**
     * Takes it away, once the venue takes orders again. Blocks.
     *
     * @return false if it is still there after the limit
     */
    boolean remove(Duration limit) throws InterruptedException;
}
