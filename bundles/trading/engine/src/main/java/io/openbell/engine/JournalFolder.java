package io.openbell.engine;

import io.openbell.api.session.TradingMode;
import io.openbell.engine.RecordFormat.RawRecord;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The segments of one journal. Recovery reads all of them, refuses what it cannot trust, and cuts off at most what was
 * being written when the process ended.
 */
final class JournalFolder {

    private static final Logger LOG = LoggerFactory.getLogger(JournalFolder.class);
    private static final String QUARANTINE = "quarantine";

    private final Path folder;
    private final TradingMode mode;
    private final String account;
    private final int segmentBytes;
    private final FileOpener opener;
    private final NavigableMap<Long, Path> segments = new ConcurrentSkipListMap<>();

    /**
     * What recovery found.
     *
     * @param events how many there are, from sequence 1, without a gap
     * @param writer goes on behind the last one
     */
    record Recovered(long events, SegmentWriter writer) {}

    /** Looks at every record before the journal is opened. */
    @FunctionalInterface
    interface Check {

        /** @throws DamagedJournalException if this program does not know such a record */
        void check(Path file, RawRecord record) throws DamagedJournalException;
    }

    /** @param segmentBytes size of new segments */
    JournalFolder(
            Path folder, TradingMode mode, String account, int segmentBytes, FileOpener opener) {
        this.folder = folder;
        this.mode = mode;
        this.account = account;
        this.segmentBytes = segmentBytes;
        this.opener = opener;
    }

    /** The same, of a journal that may have any number of records. */
    Recovered recover(Check check) throws IOException {
        return recover(check, 0);
    }

    /**
     * Reads everything. The caller holds the writer's lock.
     *
     * @param least so many records it had at some time
     * @throws DamagedJournalException if it cannot be trusted; nothing was changed
     */
    Recovered recover(Check check, long least) throws IOException {
        List<Path> files = SegmentHeader.files(folder);
        if (files.isEmpty()) {
            requireAtLeast(least, 0);
            return new Recovered(0, create(SegmentHeader.first(mode, account)));
        }
        long events = 0;
        SegmentHeader expected = null;
        for (int i = 0; ; i++) {
            Path file = files.get(i);
            boolean last = i == files.size() - 1;
            ByteBuffer bytes = readFully(file);
            if (bytes.limit() < SegmentHeader.BYTES && last) {
                requireAtLeast(least, events);
                return new Recovered(events, replaceHeadless(file, bytes, expected, events + 1));
            }
            refuseHeadless(file, bytes);
            refuseStrangers(file, i + 1, SegmentHeader.decode(file.toString(), bytes), expected);
            SegmentScan scan =
                    SegmentScan.of(file.toString(), bytes, record -> check.check(file, record));
            segments.put(scan.header().firstSequence(), file);
            events = scan.nextSequence() - 1;
            if (last) {
                requireAtLeast(least, events);
                return new Recovered(events, resume(file, bytes, scan));
            }
            if (scan.tornBytes() > 0) {
                throw new DamagedJournalException(
                        file.toString(),
                        scan.end(),
                        "record "
                                + scan.nextSequence()
                                + " is damaged, and another segment follows",
                        DamagedJournalException.RESTORE);
            }
            expected = scan.header().next(scan.nextSequence(), hash(bytes, scan.end()));
        }
    }

    /** The last segment stands in no chain: what tells that it is gone is who counted. */
    private void requireAtLeast(long least, long events) throws DamagedJournalException {
        if (events < least) {
            throw new DamagedJournalException(
                    folder.toString(),
                    0,
                    String.format(
                            "a snapshot was written when it had %d records; records %d to %d are missing at its end",
                            least, events + 1, least),
                    DamagedJournalException.RESTORE);
        }
    }

    /** A new segment. */
    SegmentWriter create(SegmentHeader header) throws IOException {
        SegmentWriter writer = SegmentWriter.create(folder, header, segmentBytes, opener);
        segments.put(header.firstSequence(), folder.resolve(header.fileName()));
        return writer;
    }

    /** The files by the number of their first record. Grows; any thread. */
    NavigableMap<Long, Path> segments() {
        return Collections.unmodifiableNavigableMap(segments);
    }

    private static void refuseHeadless(Path file, ByteBuffer bytes) throws DamagedJournalException {
        if (bytes.limit() < SegmentHeader.BYTES) {
            throw new DamagedJournalException(
                    file.toString(),
                    bytes.limit(),
                    "ends within its header, and another segment follows",
                    DamagedJournalException.RESTORE);
        }
    }

    /** @param expected what the previous segment lets us expect, or null for the first */
    private void refuseStrangers(
            Path file, int number, SegmentHeader header, @Nullable SegmentHeader expected)
            throws DamagedJournalException {
        if (header.mode() != mode || !header.account().equals(account)) {
            throw new DamagedJournalException(
                    file.toString(),
                    0,
                    String.format(
                            "belongs to mode=%s account=%s, not to mode=%s account=%s",
                            header.mode().token(), header.account(), mode.token(), account),
                    "move the file back to where it came from");
        }
        String name = file.getFileName().toString();
        if (header.number() != number || !header.fileName().equals(name)) {
            throw new DamagedJournalException(
                    file.toString(),
                    0,
                    "segment " + number + " is missing: found " + header.fileName() + " as " + name,
                    DamagedJournalException.RESTORE);
        }
        if (expected != null && !header.equals(expected)) {
            throw new DamagedJournalException(
                    file.toString(),
                    0,
                    "does not continue the segment before it: expected sequence "
                            + expected.firstSequence()
                            + " and the hash of that segment, states sequence "
                            + header.firstSequence(),
                    DamagedJournalException.RESTORE);
        }
    }

    private SegmentWriter resume(Path file, ByteBuffer bytes, SegmentScan scan) throws IOException {
        if (scan.tornBytes() > 0) {
            quarantine(file, bytes, scan.end(), scan.tornBytes());
        }
        return SegmentWriter.resume(
                folder,
                scan.header(),
                bytes.slice(0, scan.end()),
                scan.tornBytes(),
                segmentBytes,
                opener);
    }

    /** A last segment too short for a header holds no record: it was cut off at its creation. */
    private SegmentWriter replaceHeadless(
            Path file, ByteBuffer bytes, @Nullable SegmentHeader expected, long nextSequence)
            throws IOException {
        SegmentHeader header = expected == null ? SegmentHeader.first(mode, account) : expected;
        if (!header.fileName().equals(file.getFileName().toString())
                || header.firstSequence() != nextSequence) {
            throw new DamagedJournalException(
                    file.toString(),
                    bytes.limit(),
                    "ends within its header, and segments before it are missing",
                    DamagedJournalException.RESTORE);
        }
        quarantine(file, bytes, 0, bytes.limit());
        return create(header);
    }

    private void quarantine(Path file, ByteBuffer bytes, int from, int count) throws IOException {
        Path quarantine = folder.resolve(QUARANTINE);
        Files.createDirectories(quarantine);
        String name = file.getFileName() + ".offset-" + from;
        Path copy = quarantine.resolve(name);
        for (int again = 2; Files.exists(copy); again++) {
            copy = quarantine.resolve(name + "." + again);
        }
        try (FileChannel channel =
                opener.open(copy, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            SegmentWriter.writeFully(channel, bytes.slice(from, count), 0);
            channel.force(true);
        }
        opener.forceFolder(quarantine);
        opener.forceFolder(folder);
        LOG.warn(
                "journal was cut off while writing: file={} offset={} bytes={} keptIn={}",
                file,
                from,
                count,
                copy);
    }

    private static byte[] hash(ByteBuffer bytes, int end) {
        MessageDigest digest = SegmentWriter.sha256();
        digest.update(bytes.slice(0, end));
        return digest.digest();
    }

    /** Reads around the opener: what is read was not written through it. */
    private static ByteBuffer readFully(Path file) throws IOException {
        return WholeFile.read(file);
    }
}
