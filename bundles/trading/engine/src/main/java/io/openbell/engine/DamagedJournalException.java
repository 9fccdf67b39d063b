package io.openbell.engine;

import java.io.IOException;

/** The journal cannot be trusted, and nothing was changed. Says where, why, and what to do. */
final class DamagedJournalException extends IOException {

    private static final long serialVersionUID = 1;

    static final String RESTORE =
            "restore the folder from a backup, or move it away and start again"
                    + " (positions are then adopted from the broker, the history is lost)";

    /**
     * @param file   as people would look for it
     * @param offset bytes from its beginning
     */
    DamagedJournalException(String file, long offset, String reason, String remedy) {
        super(
                "journal refused: file="
                        + file
                        + " offset="
                        + offset
                        + " reason="
                        + reason
                        + "; to do: "
                        + remedy);
    }
}
