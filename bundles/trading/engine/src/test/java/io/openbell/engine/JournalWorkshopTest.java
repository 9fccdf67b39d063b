package io.openbell.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openbell.api.engine.JournalInspector.Inspection;
import io.openbell.api.engine.JournalInspector.Salvage;
import io.openbell.api.engine.JournalInspector.Segment;
import io.openbell.api.engine.Journaled;
import io.openbell.api.risk.HaltTrading;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalWorkshopTest {

    private static final Instant NOW = Instant.parse("2025-01-15T20:00:00Z");

    @TempDir private Path root;
    @TempDir private Path elsewhere;
    private final JournalWorkshop workshop =
            new JournalWorkshop(Optional::empty, JournalFixture.SEGMENT_BYTES, () -> NOW);
    private final List<Journaled> events = Samples.halts(900);

    private Path write() throws IOException {
        try (JournalFixture fixture = new JournalFixture(root)) {
            fixture.open();
            fixture.appendAll(events);
        }
        JournalFixture.forgetSnapshots(root);
        return JournalFixture.folder(root);
    }

    private Path segment(int number) {
        return JournalFixture.segment(root, number);
    }

    private void flip(int segment, int offset) throws IOException {
        byte[] bytes = Files.readAllBytes(segment(segment));
        bytes[offset] ^= 16;
        Files.write(segment(segment), bytes);
    }

    @Test
    void shouldFindASoundJournalSound() throws IOException {
        Inspection found = workshop.verify(write());

        assertThat(found.isSound()).isTrue();
        assertThat(found.mode()).isEqualTo("paper");
        assertThat(found.account()).isEqualTo(JournalFixture.ACCOUNT);
        assertThat(found.records()).isEqualTo(900);
        assertThat(found.segments()).hasSizeGreaterThan(2);
        assertThat(found.segments().get(0).firstSequence()).isEqualTo(1);
        assertThat(found.segments().get(1).firstSequence())
                .isEqualTo(found.segments().get(0).lastSequence() + 1);
    }

    @Test
    void shouldTakeATornTailForNoDamage() throws IOException {
        Path folder = write();
        int last = workshop.verify(folder).segments().size();
        byte[] bytes = Files.readAllBytes(segment(last));
        int end = (int) workshop.verify(folder).segments().get(last - 1).usedBytes();
        Files.write(segment(last), Arrays.copyOf(bytes, end - 7));

        Inspection found = workshop.verify(folder);

        assertThat(found.isSound()).isTrue();
        assertThat(found.records()).isEqualTo(899);
        assertThat(found.segments().get(last - 1).tornBytes()).isPositive();
    }

    @Test
    void shouldListEverythingThatIsDamagedAndNotOnlyTheFirst() throws IOException {
        Path folder = write();
        flip(1, SegmentHeader.BYTES + 40);
        flip(1, SegmentHeader.BYTES + 4_000);
        flip(2, 30);

        List<Segment> found = workshop.verify(folder).segments();

        assertThat(workshop.verify(folder).isSound()).isFalse();
        assertThat(found.get(0).problems())
                .anySatisfy(problem -> assertThat(problem).startsWith("offset=512 "))
                .anySatisfy(problem -> assertThat(problem).contains("record 2 where 1 should be"))
                .hasSize(4);
        assertThat(found.get(1).problems())
                .containsExactly("offset=0 the header's checksum is wrong");
    }

    @Test
    void shouldMissASegmentAndNoticeAStranger() throws IOException {
        Path folder = write();
        Files.delete(segment(2));

        assertThat(workshop.verify(folder).segments().get(1).problems())
                .anySatisfy(
                        problem -> assertThat(problem).contains("segment 2 is missing before it"));
    }

    @Test
    void shouldSaveEverythingThatIsWholeAndSayWhatIsLost() throws IOException {
        Path folder = write();
        flip(1, SegmentHeader.BYTES + 40);
        flip(2, 30);
        Map<String, byte[]> before = contents(folder);
        Path target = elsewhere.resolve("journal/paper-" + JournalFixture.ACCOUNT);

        Salvage saved = workshop.salvage(folder, target);

        assertThat(saved.kept()).isEqualTo(899);
        assertThat(saved.lost())
                .containsExactly(
                        "journal-00000001.log: offset="
                                + secondRecord()
                                + " records 1 to 1 are missing before it",
                        "journal-00000002.log: offset=0 the header's checksum is wrong");
        assertThat(contents(folder)).containsExactlyEntriesOf(before);
        assertThat(workshop.verify(target).isSound()).isTrue();
        List<Journaled> read = JournalFixture.read(elsewhere.resolve("journal"));
        assertThat(read.subList(0, 899)).isEqualTo(events.subList(1, 900));
        assertThat(read.subList(899, 900))
                .singleElement()
                .isInstanceOfSatisfying(
                        HaltTrading.class,
                        halt -> {
                            assertThat(halt.source()).isEqualTo("journal-salvage");
                            assertThat(halt.reason()).contains("salvaged 899 records");
                            assertThat(halt.at()).isEqualTo(NOW);
                        });
    }

    private int secondRecord() throws IOException {
        return SegmentHeader.BYTES
                + RecordFormat.size(new EventCodec().encode(events.get(0)).length);
    }

    /** Compared as text, because arrays are not. */
    private static Map<String, byte[]> contents(Path folder) throws IOException {
        Map<String, byte[]> contents = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                contents.put(file.getFileName().toString(), Files.readAllBytes(file));
            }
        }
        return contents;
    }

    @Test
    void shouldSaveAJournalWithoutAnyHeaderByTheNameOfItsFolder() throws IOException {
        Path folder = write();
        int segments = workshop.verify(folder).segments().size();
        for (int number = 1; number <= segments; number++) {
            flip(number, 20);
        }

        Salvage saved = workshop.salvage(folder, elsewhere.resolve("saved"));

        assertThat(saved.kept()).isEqualTo(900);
        assertThat(workshop.verify(elsewhere.resolve("saved")).account())
                .isEqualTo(JournalFixture.ACCOUNT);
    }

    @Test
    void shouldRefuseATargetThatIsInUseAndAJournalThatIsBeingWritten() throws IOException {
        Path folder = write();
        Files.writeString(elsewhere.resolve("mine"), "text");

        assertThatThrownBy(() -> workshop.salvage(folder, elsewhere))
                .hasMessageContaining("target must be new or empty");
        assertThatThrownBy(() -> workshop.salvage(folder, folder.resolve("inside")))
                .hasMessageContaining("target must be another folder");
        assertThatThrownBy(() -> workshop.verify(elsewhere)).hasMessageContaining("no journal");
        try (JournalFixture fixture = new JournalFixture(root)) {
            fixture.open();
            assertThatThrownBy(() -> workshop.salvage(folder, elsewhere.resolve("new")))
                    .isInstanceOf(JournalInUseException.class);
            fixture.appendAll(Samples.halts(1));
        }
    }

    @Test
    void shouldTellScriptsByItsExitCode() throws IOException {
        Path folder = write();
        ByteArrayOutputStream printed = new ByteArrayOutputStream();

        assertThat(tool(printed, "journal-verify", folder.toString())).isZero();
        assertThat(printed.toString()).contains("records=900 sound");
        flip(1, SegmentHeader.BYTES + 40);
        assertThat(tool(printed, "journal-verify", folder.toString())).isEqualTo(74);
        assertThat(printed.toString()).contains("DAMAGED").contains("offset=512");
        assertThat(
                        tool(
                                printed,
                                "journal-salvage",
                                folder.toString(),
                                elsewhere.resolve("saved").toString()))
                .isZero();
        assertThat(printed.toString())
                .contains("lost: journal-00000001.log")
                .contains("899 records");
        assertThat(tool(printed, "journal-verify")).isEqualTo(64);
        assertThat(tool(printed, "journal-verify", elsewhere.resolve("none").toString()))
                .isEqualTo(74);
    }

    private int tool(ByteArrayOutputStream printed, String... arguments) {
        PrintStream out = new PrintStream(printed, true);
        return JournalTool.run(workshop, arguments, out, out);
    }

    /** What is acknowledged while somebody looks is not disturbed. */
    @Test
    void shouldVerifyWhileTheJournalIsBeingWritten() throws IOException {
        try (JournalFixture fixture = new JournalFixture(root)) {
            fixture.open();
            List<Journaled> appended = new ArrayList<>();
            for (int n = 0; n < 5; n++) {
                fixture.appendAll(Samples.halts(100));
                appended.addAll(Samples.halts(100));
                assertThat(workshop.verify(JournalFixture.folder(root)).records())
                        .isEqualTo(appended.size());
            }
        }
    }

    @Test
    void shouldCopyAJournalWhileItIsWrittenAndGoOnWithTheCopy() throws IOException {
        Path copies = elsewhere.resolve("copies");
        Path copy = JournalFixture.folder(copies);
        long copied;
        try (JournalFixture fixture = new JournalFixture(root)) {
            fixture.open();
            fixture.appendAll(events.subList(0, 500));
            copied = workshop.copy(JournalFixture.folder(root), copy);
            fixture.appendAll(events.subList(500, 900));
        }

        assertThat(copied).isEqualTo(500);
        assertThat(workshop.verify(copy).isSound()).isTrue();
        assertThat(workshop.verify(copy).records()).isEqualTo(500);
        assertThat(JournalFixture.read(copies)).isEqualTo(events.subList(0, 500));
        try (JournalFixture fixture = new JournalFixture(copies)) {
            fixture.open();
            fixture.appendAll(events.subList(500, 900));
        }
        assertThat(JournalFixture.read(copies)).isEqualTo(events);
    }

    /** Many copies of a journal that rolls meanwhile: each is a beginning of it, without a gap. */
    @Test
    void shouldCopyABeginningOfTheJournalAtEveryMoment() throws Exception {
        try (JournalFixture fixture = new JournalFixture(root)) {
            fixture.open();
            fixture.appendAll(events.subList(0, 1));
            Thread writer =
                    new Thread(() -> fixture.appendOneByOne(events.subList(1, 900)), "writer");
            writer.start();
            for (int i = 0; i < 20 || writer.isAlive(); i++) {
                Path copy = elsewhere.resolve("copy-" + i);
                long copied = workshop.copy(JournalFixture.folder(root), copy);
                Inspection found = workshop.verify(copy);
                assertThat(found.isSound()).as("%s", found).isTrue();
                assertThat(found.records()).isEqualTo(copied);
            }
            writer.join();
        }
    }

    @Test
    void shouldCopyDamageForItToBeFound() throws IOException {
        Path folder = write();
        flip(1, SegmentHeader.BYTES + 40);
        Path copy = elsewhere.resolve("copy");

        workshop.copy(folder, copy);

        assertThat(workshop.verify(copy).isSound()).isFalse();
    }
}
