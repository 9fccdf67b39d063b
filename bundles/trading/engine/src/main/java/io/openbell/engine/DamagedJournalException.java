package io.openbell.engine;

import java.io.IOException;

/** The journal cannot be trusted, and nothing was changed. Says where, why, and what to do. */
final class DamagedJournalException extends IOException {

    private static final long serialVersionUID = 1;

    static final String RESTORE =
            "restore the folder from a backup, or save what is whole: ./openbell journal-verify FOLDER,"
                    + " then ./openbell journal-salvage FOLDER TARGET";

    private final String reason;

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
        this.reason = reason;
    }

    /** What is wrong, without place and remedy. */
    String reason() {
        return reason;
    }
}
