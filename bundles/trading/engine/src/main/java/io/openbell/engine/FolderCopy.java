package io.openbell.engine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * A copy of a journal that may be written meanwhile. Segments are only appended to, and a full one never changes: what was
 * read up to the end of its last whole record is what the journal was at one moment, without a gap.
 */
final class FolderCopy {

    private FolderCopy() {}

    static long of(Path folder, Path target) throws IOException {
        List<Path> files = SegmentHeader.files(folder);
        if (files.isEmpty()) {
            throw new IOException("no journal: folder=" + folder + " has no file journal-*.log");
        }
        Files.createDirectories(target);
        try (Stream<Path> present = Files.list(target)) {
            if (present.findAny().isPresent()) {
                throw new IOException("the copy needs an empty folder: target=" + target);
            }
        }
        long records = 0;
        for (int i = 0; i < files.size(); i++) {
            ByteBuffer bytes = WholeFile.read(files.get(i));
            SegmentSurvey survey = SegmentSurvey.of(files.get(i), bytes);
            // What follows the last record of the last segment is being written. Elsewhere it is
            // damage.
            boolean last = i == files.size() - 1;
            int end = last ? survey.end() : survey.end() + survey.tornBytes();
            write(target.resolve(survey.name()), bytes.slice(0, end));
            records += survey.records().size();
        }
        return records;
    }

    private static void write(Path file, ByteBuffer bytes) throws IOException {
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            SegmentWriter.writeFully(channel, bytes, 0);
        }
    }
}
