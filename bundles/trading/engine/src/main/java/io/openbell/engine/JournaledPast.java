package io.openbell.engine;

import java.io.IOException;
import java.util.List;

/**
 * Everything that is on the disk, to be read again and again by whoever joins late. Nothing of it is kept in memory. Any
 * thread; not for the loop's while it trades.
 */
@FunctionalInterface
interface JournaledPast {

    /** Begins at that sequence number, 1 for everything. */
    Reading from(long sequence) throws IOException;

    /** One pass over the past. One thread. */
    interface Reading extends AutoCloseable {

        /**
         * The next events. What only explains others ({@link io.openbell.api.engine.Explanation}) is passed over.
         *
         * @param max  how many at most
         * @param last sequence number of the last one wanted; it must be on the disk
         * @return empty if there is none up to {@code last}
         * @throws IOException if they can no longer be read
         */
        List<PastEvent> next(int max, long last) throws IOException;

        /** Sequence number of the record that is read next. */
        long position();

        @Override
        void close();
    }
}
