package io.openbell.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openbell.api.session.TradingMode;
import io.openbell.testkit.FakeHaltLatch;
import io.openbell.testkit.ManualClock;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is wrong with a journal: the start ends with 74 and says where, why and what to do, and no byte is changed. */
class JournalDamageTest {

    /** Does it to the folder of a journal of three segments; in the message afterwards. */
    private record Damage(String name, Deed deed, String reason) {}

    @FunctionalInterface
    private interface Deed {
        void doTo(Path root) throws IOException;
    }

    @TempDir private Path work;

    @TestFactory
    Stream<DynamicTest> shouldRefuse() {
        return Stream.of(
                        new Damage("bit flip in the middle", JournalDamageTest::flip, "is damaged"),
                        new Damage(
                                "zeros in the middle", root -> zero(root, 1, 1_000), "is damaged"),
                        new Damage(
                                "zeros at the end of a segment that is followed",
                                JournalDamageTest::zeroTheEndOfTheFirst,
                                "does not continue the segment before it"),
                        new Damage(
                                "missing segment",
                                root -> Files.delete(JournalFixture.segment(root, 2)),
                                "segment 2 is missing"),
                        new Damage(
                                "exchanged header",
                                JournalDamageTest::exchangeHeader,
                                "segment 2 is missing"),
                        new Damage(
                                "header in ruins",
                                root -> zero(root, 3, 8),
                                "the header's checksum is wrong"),
                        new Damage(
                                "another account",
                                JournalDamageTest::moveFromAnotherAccount,
                                "belongs to mode=paper account=OTHER"),
                        new Damage(
                                "newer version",
                                JournalDamageTest::makeNewer,
                                "format version 2, this program reads 1"))
                .map(damage -> DynamicTest.dynamicTest(damage.name(), () -> refuses(damage)));
    }

    private void refuses(Damage damage) throws IOException {
        Path root = work.resolve(damage.name().replace(' ', '-'));
        write(root);
        damage.deed().doTo(root);
        Map<String, byte[]> before = segments(root);
        List<String> ends = new ArrayList<>();

        try (JournalFixture fixture = new JournalFixture(root)) {
            fixture.journal.onFailure(
                    new JournalGuard(
                            new FakeHaltLatch(ManualClock.at("2025-01-15T14:30:00Z")),
                            (source, code) -> ends.add(code + " " + source),
                            Duration.ZERO));
            assertThatThrownBy(fixture::open).isInstanceOf(DamagedJournalException.class);
        }

        assertThat(ends)
                .singleElement()
                .asString()
                .startsWith("74 journal refused: file=")
                .containsPattern("offset=\\d+ reason=")
                .contains(damage.reason())
                .contains("; to do: ");
        assertThat(segments(root)).containsExactlyEntriesOf(before);
    }

    private static void write(Path root) throws IOException {
        try (JournalFixture fixture = new JournalFixture(root)) {
            fixture.open();
            fixture.appendAll(Samples.halts(900));
        }
        assertThat(JournalFixture.segment(root, 3)).exists();
    }

    private static Map<String, byte[]> segments(Path root) throws IOException {
        Map<String, byte[]> contents = new TreeMap<>();
        for (Path file : SegmentHeader.files(JournalFixture.folder(root))) {
            contents.put(file.getFileName().toString(), Files.readAllBytes(file));
        }
        return contents;
    }

    private static void flip(Path root) throws IOException {
        byte[] bytes = Files.readAllBytes(JournalFixture.segment(root, 1));
        bytes[bytes.length / 2] ^= 32;
        Files.write(JournalFixture.segment(root, 1), bytes);
    }

    private static void zero(Path root, int segment, int from) throws IOException {
        byte[] bytes = Files.readAllBytes(JournalFixture.segment(root, segment));
        Arrays.fill(bytes, from, from + 200, (byte) 0);
        Files.write(JournalFixture.segment(root, segment), bytes);
    }

    /** Exactly the last record: nothing in this file is wrong, but the next one remembers its hash. */
    private static void zeroTheEndOfTheFirst(Path root) throws IOException {
        Path file = JournalFixture.segment(root, 1);
        byte[] bytes = Files.readAllBytes(file);
        var records = Scanned.of("first", ByteBuffer.wrap(bytes)).records();
        Arrays.fill(bytes, records.get(records.size() - 1).offset(), bytes.length, (byte) 0);
        Files.write(file, bytes);
    }

    private static void exchangeHeader(Path root) throws IOException {
        byte[] third = Files.readAllBytes(JournalFixture.segment(root, 3));
        Path file = JournalFixture.segment(root, 2);
        byte[] bytes = Files.readAllBytes(file);
        System.arraycopy(third, 0, bytes, 0, SegmentHeader.BYTES);
        Files.write(file, bytes);
    }

    private static void moveFromAnotherAccount(Path root) throws IOException {
        ByteBuffer header = SegmentHeader.first(TradingMode.PAPER, "OTHER").encode();
        Path file = JournalFixture.segment(root, 1);
        byte[] bytes = Files.readAllBytes(file);
        header.get(bytes, 0, SegmentHeader.BYTES);
        Files.write(file, bytes);
    }

    private static void makeNewer(Path root) throws IOException {
        Path file = JournalFixture.segment(root, 1);
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).putInt(8, 2);
        CRC32C crc = new CRC32C();
        crc.update(bytes.array(), 0, SegmentHeader.BYTES - Integer.BYTES);
        bytes.putInt(SegmentHeader.BYTES - Integer.BYTES, (int) crc.getValue());
        Files.write(file, bytes.array());
    }
}
