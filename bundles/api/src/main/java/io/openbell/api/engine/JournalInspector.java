package io.openbell.api.engine;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Looks at journals that may be damaged. Changes nothing it looks at. Blocks; not on the loop. */
public interface JournalInspector {

    /** The folder of the journal that is open now; empty if none is. */
    Optional<Path> openFolder();

    /**
     * Checks every header, checksum, sequence number, link between segments, and that every record can be read by this
     * program. Of a journal that is being written it sees what was there when it began.
     *
     * @throws IOException if the folder cannot be read, or holds no segment
     */
    Inspection verify(Path folder) throws IOException;

    /**
     * Copies every record that is whole into a new journal, numbered anew without a gap, and ends it with a halt: whoever
     * starts with it trades only after an operator resumed.
     *
     * @param target does not exist yet, or is an empty folder
     * @throws IOException if the folder cannot be read or is being written, or the target cannot be used
     */
    Salvage salvage(Path folder, Path target) throws IOException;

    /**
     * Copies a journal as it is at this moment, while it may be written: every segment from its first byte to the end of its
     * last whole record, and nothing of the lock. The copy can be verified, and be opened as a journal. Damage is copied,
     * too, for {@link #verify} to find.
     *
     * @param target does not exist yet, or is an empty folder
     * @return how many records were copied
     * @throws IOException if the folder cannot be read or holds no segment, or the target cannot be written
     */
    long copy(Path folder, Path target) throws IOException;

    /**
     * Replays a journal from its first record into orders, positions, cash and halts, as a start does, and says what came of
     * it. Of a journal that is being written it sees what was there when it began. One record is in memory at a time, and of
     * ended orders the latest ten thousand.
     *
     * @param upTo number of the last record that counts; {@link Long#MAX_VALUE} for all that are whole
     * @throws IOException if the folder cannot be read, or naming the first record that is missing, that this program cannot
     *                     read, or that cannot have happened after those before it
     */
    DerivedState replay(Path folder, long upTo) throws IOException;

    /**
     * What a journal's records come to. Two that are equal were derived from records that say the same.
     *
     * @param lastSequence number of the last record that was replayed; 0 if there was none
     * @param openOrders   orders that are open after it
     * @param positions    symbols that are held after it
     * @param halted       trading is halted after it
     * @param sha256       of all of it, in hexadecimal: orders with their fills, positions by source, cash, halt
     */
    record DerivedState(
            long lastSequence, int openOrders, int positions, boolean halted, String sha256) {}

    /**
     * One file of a journal.
     *
     * @param file          its name
     * @param number        as its header says; 0 if that cannot be read
     * @param firstSequence number of its first whole record; 0 if there is none
     * @param lastSequence  number of its last whole record; 0 if there is none
     * @param records       whole ones
     * @param usedBytes     from its beginning to the end of the last whole record
     * @param tornBytes     what stands behind that and is no record; a start cuts it off if this is the last segment
     * @param problems      what is wrong with it, each with its offset; empty if it is sound
     */
    record Segment(
            String file,
            int number,
            long firstSequence,
            long lastSequence,
            long records,
            long usedBytes,
            long tornBytes,
            List<String> problems) {

        /** A copy that nobody can change. */
        public Segment {
            problems = List.copyOf(problems);
        }
    }

    /**
     * What the journal had come to at one of its records, as it was written down then, compared with what the records come to
     * today.
     *
     * @param file     its name
     * @param sequence number of that record; 0 if the file cannot be read
     * @param agrees   they come to the same
     * @param problem  why not, or why that is not known; empty if they do
     */
    record Snapshot(String file, long sequence, boolean agrees, String problem) {}

    /**
     * What stands in a folder.
     *
     * @param mode      as the first header that can be read says; {@code ?} if there is none
     * @param account   the same
     * @param records   whole ones in all segments
     * @param snapshots oldest first
     */
    record Inspection(
            Path folder,
            String mode,
            String account,
            long records,
            List<Segment> segments,
            List<Snapshot> snapshots) {

        /** A copy that nobody can change. */
        public Inspection {
            segments = List.copyOf(segments);
            snapshots = List.copyOf(snapshots);
        }

        /**
         * A start would take it, though it may cut off a torn tail, and would not begin halted because of its latest
         * snapshot.
         */
        public boolean isSound() {
            List<Snapshot> readable =
                    snapshots.stream().filter(snapshot -> snapshot.sequence() > 0).toList();
            return segments.stream().allMatch(segment -> segment.problems().isEmpty())
                    && (readable.isEmpty() || readable.get(readable.size() - 1).agrees());
        }
    }

    /**
     * What could be saved.
     *
     * @param kept records that were copied
     * @param lost what was not, in words: numbers of the missing records, bytes that are none
     */
    record Salvage(Path folder, Path target, long kept, List<String> lost) {

        /** A copy that nobody can change. */
        public Salvage {
            lost = List.copyOf(lost);
        }
    }
}
