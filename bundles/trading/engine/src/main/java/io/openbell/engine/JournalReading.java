package io.openbell.engine;

import io.openbell.engine.RecordFormat.RawRecord;
import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads the files of a journal from the beginning while it may be written to, one record after the other. What is being
 * written at this moment is not seen yet. Judges nothing: that is recovery's.
 */
final class JournalReading {

    private static final Pattern SEGMENT = Pattern.compile("journal-[0-9]{8}\\.log");

    private JournalReading() {}

    /** Gives each record, oldest first; one at a time is in memory. */
    static void each(Path folder, Consumer<RawRecord> reader) throws IOException {
        for (Path segment : segments(folder)) {
            try (FileChannel channel = FileChannel.open(segment, StandardOpenOption.READ)) {
                MappedByteBuffer bytes =
                        channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
                RawRecord record = RecordFormat.read(bytes, SegmentHeader.BYTES);
                while (record != null) {
                    reader.accept(record);
                    record = RecordFormat.read(bytes, record.end());
                }
            }
        }
    }

    private static List<Path> segments(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> SEGMENT.matcher(file.getFileName().toString()).matches())
                    .sorted()
                    .toList();
        }
    }
}
