package io.openbell.api.session;

import java.io.IOException;
import java.time.Instant;
import java.util.List;

/**
 * Backups of what must not be lost: journals, halts, supervision, configuration, strategies. Offered by the launcher. Each one
 * is restored into a scratch folder and compared before it counts. Methods block on the disk; not on the loop.
 */
public interface Backups {

    /** File in the folder of backups that names the one to restore; the next start does it, before anything else. */
    String RESTORE_REQUEST = "RESTORE";

    /**
     * Makes one now, and verifies it.
     *
     * @param reason for people, for example {@code by hand}
     * @throws IOException if it could not be made or is not good; it is counted, trading goes on
     */
    Backup backUp(String reason) throws IOException;

    /** The good ones in the backup folder, newest first. */
    List<Backup> list() throws IOException;

    /**
     * Checks a backup against its checksum, restores it into a scratch folder, compares every file and reads every entry of
     * every journal in it.
     *
     * @throws IOException if there is none of that name, or it is not good; the message says why
     */
    Backup verify(String name) throws IOException;

    /**
     * The next start restores that backup, halted, before anything else; what is there now is kept aside.
     *
     * @throws IOException as {@link #verify}
     */
    Backup restoreAtNextStart(String name) throws IOException;

    /** How it goes. Does not block. */
    State state();

    /**
     * A good backup.
     *
     * @param name    of its file
     * @param at      when it was made, UTC
     * @param bytes   size of its file
     * @param files   in it
     * @param records entries of journals in it; -1 if they were not counted
     */
    record Backup(String name, Instant at, long bytes, int files, long records) {}

    /**
     * Counters since the process started.
     *
     * @param made           good ones
     * @param failed         those that were not
     * @param targetFailed   good ones that did not reach the second target
     * @param lastGood       when the latest good one was made, UTC; {@link Instant#EPOCH} if there is none
     * @param problem        what is wrong now, for people; empty if nothing is
     */
    record State(long made, long failed, long targetFailed, Instant lastGood, String problem) {}
}
