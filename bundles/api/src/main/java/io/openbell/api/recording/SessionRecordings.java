package io.openbell.api.recording;

import io.openbell.api.engine.Journaled;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/** The recorded sessions of this home. Reads files, changes nothing, blocks; not on the loop. */
public interface SessionRecordings {

    /** Whether everything that the loop did is in it. */
    enum State {
        /** From the first event to the end of the session. */
        COMPLETE,
        /** It is being written now. */
        RUNNING,
        /** From the first event up to a tear: the process was ended by force, or the machine. */
        TORN,
        /** Recording stopped before the session did; {@code detail} says why. */
        STOPPED,
        /** Bytes are not what was written; {@code detail} says where. */
        DAMAGED
    }

    /**
     * One of them.
     *
     * @param name    {@code <mode>-<account>/<start>}, to open it by
     * @param started when the loop began, UTC
     * @param last    time of the last line that can be read; empty if there is none
     * @param lines   that can be read
     * @param bytes   of its files
     * @param detail  for people; empty if there is nothing to say
     */
    record Summary(
            String name,
            Instant started,
            Optional<Instant> last,
            long lines,
            long bytes,
            State state,
            String detail) {}

    /** All of them, the latest first. */
    List<Summary> list() throws IOException;

    /** Why nothing of the running session is recorded any more; empty while all is, or if none is wanted. Any thread. */
    String stopped();

    /**
     * Begins to read one.
     *
     * @throws IOException naming the recording if there is none of that name
     */
    Reading open(String name) throws IOException;

    /** One pass. One thread. */
    interface Reading extends AutoCloseable {

        /**
         * The next line.
         *
         * @return empty at the end of what can be read, a tear included
         * @throws IOException naming file, offset and reason if bytes are not what was written
         */
        Optional<RecordedLine> next() throws IOException;

        /** Lines are missing behind the last one that was read: there is neither an end nor a reason. */
        boolean isTorn();

        /**
         * Tells the events that stood in the order journal of that account, from the first on, with their times.
         * Explanations are left out, as for everybody who is told the past.
         *
         * @param last sequence number of the last one
         * @throws IOException if the journal is not there any more, or does not reach that far
         */
        void past(long last, BiConsumer<Instant, Journaled> to) throws IOException;

        /**
         * What was kept with the recording, because an event names it by its digest.
         *
         * @return its content; empty if it was not kept, or there was no room for it
         */
        Optional<byte[]> artifact(String sha256) throws IOException;

        @Override
        void close() throws IOException;
    }
}
