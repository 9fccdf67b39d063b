package io.openbell.engine;

import io.openbell.engine.RecordFormat.RawRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The past as the segments hold it, decoded as it is read. */
final class RecordedPast implements JournaledPast {

    private static final Logger LOG = LoggerFactory.getLogger(RecordedPast.class);

    private final NavigableMap<Long, Path> segments;
    private final EventCodec codec;

    /** @param segments files by the number of their first record; may grow */
    RecordedPast(NavigableMap<Long, Path> segments, EventCodec codec) {
        this.segments = segments;
        this.codec = codec;
    }

    @Override
    public Reading from(long sequence) throws IOException {
        RecordCursor cursor = new RecordCursor(segments, sequence);
        return new Reading() {
            @Override
            public List<PastEvent> next(int max, long last) throws IOException {
                List<PastEvent> events = new ArrayList<>();
                while (events.size() < max && cursor.sequence() <= last) {
                    RawRecord record = cursor.next();
                    if (!codec.isExplanation(record.type())) {
                        events.add(decode(cursor.file(), record));
                    }
                }
                return events;
            }

            @Override
            public long position() {
                return cursor.sequence();
            }

            @Override
            public void close() {
                try {
                    cursor.close();
                } catch (IOException harmless) {
                    LOG.warn("segment not closed after reading: {}", cursor.file(), harmless);
                }
            }
        };
    }

    private PastEvent decode(Path file, RawRecord record) throws DamagedJournalException {
        try {
            return new PastEvent(
                    record.sequence(),
                    RecordFormat.instant(record.appended()),
                    codec.decode(record.type(), record.payload()));
        } catch (IllegalArgumentException unreadable) {
            throw unreadable(file, record, String.valueOf(unreadable.getMessage()));
        }
    }

    /** What this program cannot read, though nothing is wrong with its bytes. */
    static DamagedJournalException unreadable(Path file, RawRecord record, String reason) {
        return new DamagedJournalException(
                file.toString(),
                record.offset(),
                "record " + record.sequence() + ": " + reason,
                "start the version of Openbell that wrote it, or a newer one");
    }
}
