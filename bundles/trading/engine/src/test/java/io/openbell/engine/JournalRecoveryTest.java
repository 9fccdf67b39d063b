package io.openbell.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openbell.api.engine.Journaled;
import io.openbell.api.session.TradingMode;
import io.openbell.engine.RecordFormat.RawRecord;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalRecoveryTest {

    @TempDir private Path root;
    private final EventCodec codec = new EventCodec();

    /** The bytes of a first segment that holds these events. */
    private byte[] journalWith(List<Journaled> events) throws IOException {
        try (JournalFixture fixture = new JournalFixture(root)) {
            fixture.open();
            fixture.appendAll(events);
        }
        JournalFixture.forgetSnapshots(root);
        return Files.readAllBytes(JournalFixture.segment(root, 1));
    }

    private List<RawRecord> recordsOf(byte[] segment) throws IOException {
        return Scanned.of("original", ByteBuffer.wrap(segment)).records();
    }

    /** Recovers without a writer's thread. */
    private List<Journaled> recover(Path folder) throws IOException {
        JournalFolder journal =
                new JournalFolder(
                        folder,
                        JournalFixture.MODE,
                        JournalFixture.ACCOUNT,
                        JournalFixture.SEGMENT_BYTES,
                        new AppendingProcess.Unforced());
        JournalFolder.Recovered recovered =
                journal.recover((file, record) -> codec.requireKnown(record.type()));
        recovered.writer().close();
        try (JournaledPast.Reading reading = new RecordedPast(journal.segments(), codec).from(1)) {
            return reading.next(Integer.MAX_VALUE, recovered.events()).stream()
                    .map(PastEvent::event)
                    .toList();
        }
    }

    @Test
    void shouldRepairAFileThatWasCutOff() throws IOException {
        List<Journaled> events = fiftyEvents();
        byte[] whole = journalWith(events);
        List<RawRecord> records = recordsOf(whole);
        int written = records.get(records.size() - 1).end();
        Path folder = JournalFixture.folder(root);
        Path file = JournalFixture.segment(root, 1);

        for (int length = 0; length <= written; length += 41) {
            int cut = length;
            Files.write(file, Arrays.copyOf(whole, cut));
            int expected = (int) records.stream().filter(record -> record.end() <= cut).count();

            assertThat(recover(folder)).as("cut at %d", cut).isEqualTo(events.subList(0, expected));

            int end = expected == 0 ? SegmentHeader.BYTES : records.get(expected - 1).end();
            int from = cut < SegmentHeader.BYTES ? 0 : end;
            Path kept = folder.resolve("quarantine/journal-00000001.log.offset-" + from);
            byte[] torn = withoutZeros(whole, from, cut);
            if (from > 0 && torn.length > 0) {
                assertThat(Files.readAllBytes(kept)).isEqualTo(torn);
            }
            Files.deleteIfExists(kept);
            assertThat(Files.size(file)).isEqualTo(JournalFixture.SEGMENT_BYTES);
        }
    }

    /** As many of the samples as one segment holds. */
    private List<Journaled> fiftyEvents() {
        List<Journaled> events = new ArrayList<>();
        int room = JournalFixture.SEGMENT_BYTES - SegmentHeader.BYTES;
        List<Journaled> samples =
                Stream.concat(Samples.halts(25).stream(), Samples.all().stream()).toList();
        for (Journaled event : samples) {
            room -= RecordFormat.size(codec.encode(event).length);
            if (room >= 0) {
                events.add(event);
            }
        }
        assertThat(events).hasSizeGreaterThanOrEqualTo(50);
        return events;
    }

    private static byte[] withoutZeros(byte[] bytes, int from, int to) {
        int end = to;
        while (end > from && bytes[end - 1] == 0) {
            end--;
        }
        return Arrays.copyOfRange(bytes, from, end);
    }

    @Test
    void shouldGoOnAppendingBehindATornTail() throws IOException {
        List<Journaled> events = Samples.halts(6);
        byte[] whole = journalWith(events.subList(0, 3));
        int offset = recordsOf(whole).get(2).offset();
        int torn = offset + 40;
        Files.write(JournalFixture.segment(root, 1), Arrays.copyOf(whole, torn));

        try (JournalFixture fixture = new JournalFixture(root)) {
            assertThat(fixture.open()).isEqualTo(2);
            fixture.appendAll(events.subList(3, 6));
        }

        assertThat(JournalFixture.read(root))
                .containsExactly(
                        events.get(0), events.get(1), events.get(3), events.get(4), events.get(5));
        Path kept =
                JournalFixture.folder(root)
                        .resolve("quarantine/journal-00000001.log.offset-" + offset);
        assertThat(Files.readAllBytes(kept)).isEqualTo(Arrays.copyOfRange(whole, offset, torn));
    }

    @Test
    void shouldRefuseADamagedMiddleAndSayWhere() throws IOException {
        byte[] whole = journalWith(Samples.halts(5));
        RawRecord third = recordsOf(whole).get(2);
        whole[third.offset() + 30] ^= 4;
        Path file = JournalFixture.segment(root, 1);
        Files.write(file, whole);

        assertThatThrownBy(() -> JournalFixture.read(root))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("file=" + file.toRealPath())
                .hasMessageContaining("offset=" + third.offset())
                .hasMessageContaining("record 3 is damaged, and record 4 after it")
                .hasMessageContaining("to do: restore the folder from a backup");
        assertThat(Files.readAllBytes(file)).isEqualTo(whole);
    }

    @Test
    void shouldTakeZerosForACleanEnd() throws IOException {
        List<Journaled> events = Samples.halts(4);
        byte[] whole = journalWith(events);
        int written = recordsOf(whole).get(3).end();
        Path file = JournalFixture.segment(root, 1);

        for (int tail : new int[] {0, 1, 3, 4, 8, 26, 511, 4096, 100_000}) {
            Files.write(file, Arrays.copyOf(Arrays.copyOf(whole, written), written + tail));

            assertThat(recover(JournalFixture.folder(root))).isEqualTo(events);
        }
        assertThat(JournalFixture.folder(root).resolve("quarantine")).doesNotExist();
    }

    @Test
    void shouldTakeGarbageOfFullLengthBehindTheLastRecordForATornTail() throws IOException {
        List<Journaled> events = Samples.halts(4);
        byte[] whole = journalWith(events);
        Arrays.fill(whole, recordsOf(whole).get(3).end(), whole.length, (byte) 0x5a);
        Files.write(JournalFixture.segment(root, 1), whole);

        assertThat(JournalFixture.read(root)).isEqualTo(events);
    }

    @Test
    void shouldRefuseAGapInTheSequence() throws IOException {
        byte[] whole = journalWith(Samples.halts(5));
        List<RawRecord> records = recordsOf(whole);
        int third = records.get(2).offset();
        int fourth = records.get(3).offset();
        byte[] without = new byte[whole.length];
        System.arraycopy(whole, 0, without, 0, third);
        System.arraycopy(whole, fourth, without, third, whole.length - fourth);
        Files.write(JournalFixture.segment(root, 1), without);

        assertThatThrownBy(() -> JournalFixture.read(root))
                .hasMessageContaining("offset=" + third)
                .hasMessageContaining("sequence gap: expected 3, found 4");
    }

    @Test
    void shouldRefuseTheJournalOfAnotherAccountOrMode() throws IOException {
        journalWith(Samples.halts(1));
        Path stolen = root.resolve("paper-OTHER");
        Files.move(JournalFixture.folder(root), stolen);

        try (JournalFixture fixture = new JournalFixture(root)) {
            assertThatThrownBy(() -> fixture.journal.open(TradingMode.PAPER, "OTHER"))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(
                            "belongs to mode=paper account=PA3XYZ, not to mode=paper account=OTHER");
        }
        Files.move(stolen, root.resolve("live-PA3XYZ"));
        try (JournalFixture fixture = new JournalFixture(root)) {
            assertThatThrownBy(() -> fixture.journal.open(TradingMode.LIVE, "PA3XYZ"))
                    .hasMessageContaining("not to mode=live account=PA3XYZ");
            assertThat(fixture.journal.isWritable()).isFalse();
        }
    }

    @Test
    void shouldRefuseANewerFormatAndAnUnknownType() throws IOException {
        byte[] whole = journalWith(Samples.halts(1));
        ByteBuffer newer = ByteBuffer.wrap(whole.clone());
        newer.putInt(8, 2);
        java.util.zip.CRC32C crc = new java.util.zip.CRC32C();
        crc.update(newer.array(), 0, 508);
        newer.putInt(508, (int) crc.getValue());
        Files.write(JournalFixture.segment(root, 1), newer.array());

        assertThatThrownBy(() -> JournalFixture.read(root))
                .hasMessageContaining("format version 2, this program reads 1")
                .hasMessageContaining("start the version of Openbell that wrote it");

        ByteBuffer unknown = ByteBuffer.wrap(whole.clone());
        int end = recordsOf(whole).get(0).end();
        unknown.position(end);
        RecordFormat.write(unknown, 2, 999, 0, new byte[] {'{', '}'});
        Files.write(JournalFixture.segment(root, 1), unknown.array());

        assertThatThrownBy(() -> JournalFixture.read(root))
                .hasMessageContaining("offset=" + end)
                .hasMessageContaining("record 2: type 999 is unknown");
    }

    @Test
    void shouldRefuseMissingShortenedAndExchangedSegments() throws IOException {
        try (JournalFixture fixture = new JournalFixture(root)) {
            fixture.open();
            fixture.appendAll(Samples.halts(500));
        }
        Path first = JournalFixture.segment(root, 1);
        Path second = JournalFixture.segment(root, 2);
        Path third = JournalFixture.segment(root, 3);
        byte[] original = Files.readAllBytes(second);

        Files.delete(second);
        assertThatThrownBy(() -> JournalFixture.read(root))
                .hasMessageContaining("segment 2 is missing");

        Files.copy(third, second);
        assertThatThrownBy(() -> JournalFixture.read(root))
                .hasMessageContaining("segment 2 is missing");

        // Cut at a record: nothing in this file is wrong, but the next one remembers its hash.
        List<RawRecord> records = recordsOf(original);
        Files.write(second, Arrays.copyOf(original, records.get(records.size() - 1).offset()));
        assertThatThrownBy(() -> JournalFixture.read(root))
                .hasMessageContaining("does not continue the segment before it");

        Files.write(second, Arrays.copyOf(original, 100));
        assertThatThrownBy(() -> JournalFixture.read(root))
                .hasMessageContaining("ends within its header, and another segment follows");

        Files.write(second, original);
        Files.delete(first);
        assertThatThrownBy(() -> JournalFixture.read(root))
                .hasMessageContaining("segment 1 is missing");
    }

    @Test
    void shouldRemoveANewSegmentThatWasNeverFinished() throws IOException {
        List<Journaled> events = Samples.halts(400);
        try (JournalFixture fixture = new JournalFixture(root)) {
            fixture.open();
            fixture.appendAll(events.subList(0, 1));
        }
        Files.write(
                JournalFixture.folder(root).resolve("journal-00000002.log.new"),
                new byte[777],
                StandardOpenOption.CREATE_NEW);

        try (JournalFixture fixture = new JournalFixture(root)) {
            assertThat(fixture.open()).isEqualTo(1);
            fixture.appendAll(events.subList(1, 400));
        }

        assertThat(JournalFixture.read(root)).isEqualTo(events);
    }
}
