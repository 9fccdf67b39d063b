package io.openbell.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.openbell.api.engine.Journaled;
import io.openbell.engine.RecordFormat.RawRecord;
import io.openbell.testkit.Proof;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Goal 1: wherever a file ends, and whichever bit of it is wrong, what was acknowledged is read or the start is refused. */
class JournalBytesProofTest {

    @TempDir private Path root;
    private final EventCodec codec = new EventCodec();
    private final List<Journaled> events = new ArrayList<>();
    private byte[] whole = new byte[0];
    private List<RawRecord> records = List.of();
    private int written;

    /** One segment, full but for a rest, of events of every kind. */
    @BeforeEach
    void writeASegment() throws IOException {
        int room = JournalFixture.SEGMENT_BYTES - SegmentHeader.BYTES - 256;
        List<Journaled> samples = new ArrayList<>(Samples.all());
        samples.addAll(Samples.halts(200));
        for (Journaled event : samples) {
            int size = RecordFormat.size(codec.encode(event).length);
            if (size <= room) {
                room -= size;
                events.add(event);
            }
        }
        try (JournalFixture fixture = new JournalFixture(root)) {
            fixture.open();
            fixture.appendAll(events);
        }
        whole = Files.readAllBytes(JournalFixture.segment(root, 1));
        records = Scanned.of("original", ByteBuffer.wrap(whole)).records();
        written = records.get(records.size() - 1).end();
    }

    @Test
    void shouldReadTheExactPrefixAtEveryOffsetWhereWritingWasCutOff() throws IOException {
        int step = Proof.figure(3, 1);
        int offsets = 0;
        int control = 0;
        byte[] zeroed = Arrays.copyOf(whole, written);
        for (int cut = written; cut >= SegmentHeader.BYTES; cut -= step) {
            offsets++;
            Arrays.fill(zeroed, cut, written, (byte) 0);
            int expected = recordsBefore(cut);
            for (ByteBuffer left :
                    List.of(ByteBuffer.wrap(whole, 0, cut).slice(), ByteBuffer.wrap(zeroed))) {
                assertThat(Scanned.of("cut", left).records())
                        .as("cut at %d", cut)
                        .isEqualTo(records.subList(0, expected));
            }
            control += recordsByLengthAlone(ByteBuffer.wrap(zeroed)) > expected ? 1 : 0;
        }
        int recovered = recoverFilesCutOff();

        assertThat(control).as("a reader without checksums takes torn records").isPositive();
        Proof.shown(
                1,
                "file cut off at "
                        + offsets
                        + " offsets, and filled with zeros from there; "
                        + recovered
                        + " of them recovered from the disk and appended to",
                "always the exact prefix",
                "a reader without checksums took a torn record at " + control + " offsets");
    }

    private int recordsBefore(int cut) {
        return (int) records.stream().filter(record -> record.end() <= cut).count();
    }

    /** The whole way: recovery of the file, one more event, and all of it read again. */
    private int recoverFilesCutOff() throws IOException {
        int step = Proof.figure(911, 23);
        int recovered = 0;
        Journaled more = Samples.halts(1).get(0);
        for (int cut = 0; cut < written; cut += step) {
            Path home = root.resolve("cut-" + cut);
            Files.createDirectories(JournalFixture.folder(home));
            Files.write(JournalFixture.segment(home, 1), Arrays.copyOf(whole, cut));
            List<Journaled> expected = new ArrayList<>(events.subList(0, recordsBefore(cut)));
            try (JournalFixture fixture =
                    new JournalFixture(home, new AppendingProcess.Unforced())) {
                assertThat(fixture.open()).as("cut at %d", cut).isEqualTo(expected.size());
                fixture.appendAll(List.of(more));
            }
            expected.add(more);
            assertThat(JournalFixture.read(home)).as("cut at %d", cut).isEqualTo(expected);
            recovered++;
        }
        return recovered;
    }

    /** Every single-bit error, in header, records and the zeros behind them: refused, or the records before it and nothing else. */
    @Test
    void shouldNeverTakeAFlippedBitForData() {
        int step = Proof.figure(13, 1);
        int lastRecord = records.get(records.size() - 1).offset();
        byte[] bytes = Arrays.copyOf(whole, written + 64);
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        int bits = 0;
        int refused = 0;
        int control = 0;
        for (int bit = 0; bit < 8 * bytes.length; bit += step) {
            int at = bit / 8;
            bytes[at] ^= (byte) (1 << (bit % 8));
            bits++;
            try {
                Scanned found = Scanned.of("flipped", buffer);
                assertThat(at).as("bit %d went unnoticed", bit).isGreaterThanOrEqualTo(lastRecord);
                int survivors = at < written ? records.size() - 1 : records.size();
                assertThat(found.records()).isEqualTo(records.subList(0, survivors));
                assertThat(found.scan().tornBytes()).isPositive();
            } catch (DamagedJournalException damaged) {
                assertThat(at).as("bit %d refused for nothing", bit).isLessThan(lastRecord);
                refused++;
            }
            control += at < written && recordsByLengthAlone(buffer) == records.size() ? 1 : 0;
            bytes[at] ^= (byte) (1 << (bit % 8));
        }
        assertThat(control).as("a reader without checksums takes flipped bits").isPositive();
        Proof.shown(
                1,
                bits + " single-bit flips of a segment",
                "0 undetected: "
                        + refused
                        + " refused, the others cut the last record or the zeros off",
                "a reader without checksums took " + control + " of them for data");
    }

    /** What a reader would find that trusts the length of a record and nothing else. */
    private static int recordsByLengthAlone(ByteBuffer bytes) {
        int count = 0;
        int offset = SegmentHeader.BYTES;
        for (int length = RecordFormat.plausibleLength(bytes, offset);
                length >= 0;
                length = RecordFormat.plausibleLength(bytes, offset)) {
            count++;
            offset += RecordFormat.PREFIX_BYTES + length;
        }
        return count;
    }
}
