package io.openbell.engine;

import io.openbell.api.engine.Journaled;
import io.openbell.engine.recording.StoredRecordings;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** Tells what stood in a journal when a session began, while it may be written to. Any thread but the loop's. */
final class JournalBeginning implements StoredRecordings.PastOf {

    private static final int PORTION = 512;

    private final EventCodec codec = new EventCodec();

    @Override
    public void tell(Path journal, long last, BiConsumer<Instant, Journaled> to)
            throws IOException {
        if (last == 0) {
            return;
        }
        if (!Files.isDirectory(journal)) {
            throw new IOException(
                    "the journal of that account is not there: folder="
                            + journal
                            + "; a session begins with what stood in it");
        }
        NavigableMap<Long, Path> segments = new TreeMap<>();
        for (Path segment : SegmentHeader.files(journal)) {
            segments.put(firstSequence(segment), segment);
        }
        try (JournaledPast.Reading reading = new RecordedPast(segments, codec).from(1)) {
            while (reading.position() <= last) {
                for (PastEvent event : reading.next(PORTION, last)) {
                    to.accept(event.at(), event.event());
                }
            }
        }
    }

    private static long firstSequence(Path segment) throws IOException {
        ByteBuffer header = ByteBuffer.allocate(SegmentHeader.BYTES);
        try (FileChannel channel = FileChannel.open(segment, StandardOpenOption.READ)) {
            while (header.hasRemaining() && channel.read(header) > 0) {
                // A read may give less than it is asked for.
            }
        }
        if (header.hasRemaining()) {
            throw new DamagedJournalException(
                    segment.toString(),
                    0,
                    "shorter than a header",
                    DamagedJournalException.RESTORE);
        }
        return SegmentHeader.decode(segment.toString(), header.flip()).firstSequence();
    }
}
