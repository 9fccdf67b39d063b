package io.openbell.engine;

import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears that the journal cannot be used any more by this process, or could not by an earlier one, or comes to something else
 * than it did. Does not block but where it says so.
 */
interface JournalFailure {

    /** Only says so. */
    JournalFailure UNHEARD =
            new JournalFailure() {
                private static final Logger LOG = LoggerFactory.getLogger(JournalFailure.class);

                @Override
                public void poisoned(String reason) {
                    LOG.error("nobody ends the session: {}", reason);
                }

                @Override
                public boolean foundPoisoned(String reason) {
                    LOG.error("nobody halts: the journal was poisoned by {}", reason);
                    return false;
                }

                @Override
                public boolean foundOtherwise(String reason) {
                    LOG.error("nobody halts: {}", reason);
                    return false;
                }

                @Override
                public void refused(IOException reason) {
                    LOG.error("nobody ends the session", reason);
                }
            };

    /** A write or force failed: nothing is written any more, and nobody knows what of the last group is on the disk. */
    void poisoned(String reason);

    /**
     * It is open now, but an earlier process could not go on writing. On the thread that opens; may wait for a disk.
     *
     * @return true once the halt that follows from it is on the disk, so that it need not be remembered with the journal
     */
    boolean foundPoisoned(String reason);

    /**
     * It is open, and its records come to something else than an earlier process wrote down. On the thread that opens; may
     * wait for a disk.
     *
     * @param reason which snapshot, and what is different
     * @return true once the halt that follows from it is on the disk and is the one that people are told
     */
    boolean foundOtherwise(String reason);

    /** It was not opened: damaged, of somebody else, locked, or the disk refuses. */
    void refused(IOException reason);
}
