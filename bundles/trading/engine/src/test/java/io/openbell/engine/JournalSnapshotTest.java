package io.openbell.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.openbell.api.engine.JournalInspector.Inspection;
import io.openbell.api.engine.JournalInspector.Salvage;
import io.openbell.api.engine.JournalInspector.Snapshot;
import io.openbell.api.engine.Journaled;
import io.openbell.api.engine.SessionMark;
import io.openbell.api.order.OrderEvent.OrderFilled;
import io.openbell.api.risk.HaltTrading;
import io.openbell.testkit.TradedDays;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalSnapshotTest {

    private static final Instant AT = Instant.parse("2025-01-15T14:30:00Z");

    private static final String DIGEST_OF_50_ORDERS =
            "6beb20542898221bc6ea3fabce41b6e7286c9706ffa554289ed29454c7227261";

    @TempDir private Path root;
    private final List<String> otherwise = new ArrayList<>();
    private boolean halts = true;

    /** Remembers what it hears, and halts. */
    private final JournalFailure listener =
            new JournalFailure() {
                @Override
                public void poisoned(String reason) {
                    throw new AssertionError(reason);
                }

                @Override
                public boolean foundPoisoned(String reason) {
                    throw new AssertionError(reason);
                }

                @Override
                public boolean foundOtherwise(String reason) {
                    otherwise.add(reason);
                    return halts;
                }

                @Override
                public void refused(IOException reason) {}
            };

    /** One session: opens, appends, and ends in order. */
    private void session(List<? extends Journaled> events) throws IOException {
        session(root, events, FileChannel::open);
    }

    private void session(Path journals, List<? extends Journaled> events, FileOpener opener)
            throws IOException {
        try (JournalFixture fixture = new JournalFixture(journals, opener)) {
            fixture.journal.onFailure(listener);
            fixture.open();
            fixture.appendAll(events);
        }
    }

    private static SnapshotFolder folder(Path journals) {
        return new SnapshotFolder(JournalFixture.folder(journals), FileChannel::open);
    }

    private Optional<JournalSnapshot> latest() throws IOException {
        return folder(root).latest((file, reason) -> {});
    }

    private List<Path> files() throws IOException {
        return folder(root).files();
    }

    private static Inspection verify(Path journals) throws IOException {
        return workshop().verify(JournalFixture.folder(journals));
    }

    private static JournalWorkshop workshop() {
        return new JournalWorkshop(Optional::empty, JournalFixture.SEGMENT_BYTES, () -> AT);
    }

    private static List<Journaled> with(List<Journaled> events, int index, Journaled instead) {
        List<Journaled> changed = new ArrayList<>(events);
        changed.set(index, instead);
        return changed;
    }

    private static int lastFill(List<Journaled> events) {
        for (int i = events.size() - 1; i >= 0; i--) {
            if (events.get(i) instanceof OrderFilled) {
                return i;
            }
        }
        throw new AssertionError("no fill");
    }

    @Test
    void shouldWriteDownWhatTheJournalComesToWhenASessionEnds() throws IOException {
        List<Journaled> events = TradedDays.of(20);
        session(events);

        JournalSnapshot snapshot = latest().orElseThrow();
        assertThat(snapshot.sequence()).isEqualTo(events.size());
        assertThat(snapshot.orders()).hasSize(1);
        assertThat(snapshot.held()).isNotEmpty();
        assertThat(snapshot.halted()).isFalse();
        assertThat(snapshot.sha256())
                .isEqualTo(
                        new JournalReplay(new EventCodec(), Long.MAX_VALUE)
                                .of(JournalFixture.folder(root))
                                .sha256());
    }

    @Test
    void shouldComeToTheSameInEverySessionAndKeepTheLatest() throws IOException {
        List<Journaled> events = TradedDays.of(60);
        int sessions = SnapshotFolder.KEPT + 4;
        int each = events.size() / sessions;
        for (int i = 0; i < sessions; i++) {
            session(events.subList(i * each, (i + 1) * each));
        }

        assertThat(otherwise).isEmpty();
        assertThat(files()).hasSize(SnapshotFolder.KEPT);
        assertThat(verify(root).snapshots())
                .hasSize(SnapshotFolder.KEPT)
                .allMatch(Snapshot::agrees);
        assertThat(verify(root).isSound()).isTrue();
    }

    @Test
    void shouldWriteNothingWhereNothingIsNew() throws IOException {
        session(TradedDays.of(3));
        List<Path> before = files();
        session(List.of());

        assertThat(files()).isEqualTo(before);
    }

    /** As if another version had counted otherwise: the same records, another result. */
    @Test
    void shouldHaltOnceIfTheRecordsComeToSomethingElseThanWasWrittenDown() throws IOException {
        List<Journaled> events = TradedDays.of(10);
        int at = lastFill(events);
        Path others = root.resolve("others");
        session(
                others,
                with(events, at, TradedDays.dearer((OrderFilled) events.get(at))),
                FileChannel::open);
        session(events);
        Path ours = files().get(0);
        Files.copy(folder(others).files().get(0), ours, StandardCopyOption.REPLACE_EXISTING);

        Inspection found = verify(root);
        assertThat(found.isSound()).isFalse();
        session(List.of());

        assertThat(otherwise)
                .singleElement()
                .asString()
                .contains("snapshot " + events.size(), " then, ", " now", "cash: ");
        assertThat(found.snapshots().get(0).problem()).contains("cash: ");
        Path quarantine = JournalFixture.folder(root).resolve("quarantine");
        assertThat(quarantine.resolve(ours.getFileName())).exists();
        assertThat(quarantine.resolve("difference-%012d.txt".formatted(events.size())))
                .content()
                .contains("cash: ");
        assertThat(verify(root).isSound()).isTrue();
        assertThat(latest().orElseThrow().sequence()).isEqualTo(events.size());
        session(List.of());
        assertThat(otherwise).hasSize(1);
    }

    /** Eight snapshots of the same old version are one question, and kill -9 asks it no second time. */
    @Test
    void shouldPutAllOfThemAsideOnceAPersonIsTold() throws IOException {
        List<Journaled> events = TradedDays.of(10);
        session(events.subList(0, 20));
        session(events.subList(20, 40));
        pretendOtherBooks(files().get(0));
        pretendOtherBooks(files().get(1));

        session(List.of());

        assertThat(otherwise).hasSize(1);
        assertThat(files()).hasSize(1);
        session(List.of());
        assertThat(otherwise).hasSize(1);
    }

    /** Without somebody who halts it is told at every start. */
    @Test
    void shouldTellItAgainUntilAHaltStandsForIt() throws IOException {
        session(TradedDays.of(5));
        pretendOtherBooks(files().get(0));
        halts = false;

        session(List.of(new SessionMark(true, "0.1.0", AT)));
        session(List.of());

        assertThat(otherwise).hasSize(2);
        halts = true;
        session(List.of());
        session(List.of());
        assertThat(otherwise).hasSize(3);
    }

    /** Who wrote the snapshot had no such record: this version is stricter, or the records are others. */
    @Test
    void shouldHaltIfARecordCannotBeThatCouldBeThen() throws IOException {
        List<Journaled> events = new ArrayList<>(TradedDays.of(3));
        session(root.resolve("others"), events, FileChannel::open);
        events.set(events.size() - 1, TradedDays.fillOfAnUnknownOrder());
        session(events);
        assertThat(files()).isEmpty();
        Path others = folder(root.resolve("others")).files().get(0);
        Files.createDirectories(folder(root).file(1).getParent());
        Files.copy(others, folder(root).file(events.size()));

        session(List.of());

        assertThat(otherwise)
                .singleElement()
                .asString()
                .contains("record " + events.size() + " cannot be");
    }

    /** Whoever changes what is in the digest, or how it is written, gives the file another version. */
    @Test
    void shouldComeToTheDigestThatStandsInTheFilesOfThoseWhoUpgrade() throws IOException {
        assertThat(SnapshotForm.VERSION).isEqualTo(1);
        session(TradedDays.of(50));

        assertThat(latest().orElseThrow().sha256()).isEqualTo(DIGEST_OF_50_ORDERS);
    }

    private void pretendOtherBooks(Path snapshot) throws IOException {
        JournalSnapshot then = folder(root).read(snapshot);
        SnapshotForm form = new SnapshotForm();
        Files.write(
                snapshot,
                form.encode(
                        new JournalSnapshot(
                                then.sequence(),
                                then.at(),
                                "another",
                                then.halted(),
                                then.orders(),
                                then.held(),
                                then.cash())));
    }

    /** What stands in no chain: the end. Without the snapshot nothing tells that there was more. */
    @Test
    void shouldRefuseAJournalWhoseLastSegmentIsGone() throws IOException {
        List<Journaled> events = TradedDays.of(300);
        session(events);
        List<Path> segments = SegmentHeader.files(JournalFixture.folder(root));
        assertThat(segments).hasSizeGreaterThan(2);
        Files.delete(segments.get(segments.size() - 1));
        byte[] last = Files.readAllBytes(segments.get(segments.size() - 2));

        assertThatThrownBy(() -> session(List.of()))
                .isInstanceOf(DamagedJournalException.class)
                .hasMessageContaining("to " + events.size() + " are missing at its end");
        assertThat(verify(root).isSound()).isFalse();
        assertThat(Files.readAllBytes(segments.get(segments.size() - 2))).isEqualTo(last);
        Salvage saved = workshop().salvage(JournalFixture.folder(root), root.resolve("saved"));
        assertThat(saved.lost())
                .singleElement()
                .asString()
                .contains("to " + events.size() + " are missing at the end");

        Files.delete(files().get(0));
        assertThat(verify(root).isSound()).isTrue();
        session(List.of());
    }

    /** What was acknowledged is no torn tail: nothing is cut off, so that it can still be saved. */
    @Test
    void shouldCutOffNothingThatASnapshotHasCounted() throws IOException {
        session(TradedDays.of(3));
        Path segment = JournalFixture.segment(root, 1);
        byte[] bytes = Files.readAllBytes(segment);
        int end = (int) verify(root).segments().get(0).usedBytes();
        bytes[end - 3] ^= 4;
        Files.write(segment, bytes);

        assertThatThrownBy(() -> session(List.of())).isInstanceOf(DamagedJournalException.class);
        assertThat(Files.readAllBytes(segment)).isEqualTo(bytes);
        JournalFixture.forgetSnapshots(root);
        session(List.of());
        assertThat(Files.readAllBytes(segment)).isNotEqualTo(bytes);
    }

    @Test
    void shouldCompareWhatIsBehindASalvage() throws IOException {
        List<Journaled> events = new ArrayList<>(TradedDays.of(5));
        events.remove(1);
        events.add(new HaltTrading(FolderSalvage.SOURCE, "salvaged", AT));
        session(events);

        assertThat(files()).hasSize(1);
        assertThat(verify(root).isSound()).isTrue();
        session(List.of());
        assertThat(otherwise).isEmpty();
    }

    @Test
    void shouldPassOverASnapshotThatIsDamagedAnywhere() throws IOException {
        session(TradedDays.of(10));
        Path file = files().get(0);
        byte[] whole = Files.readAllBytes(file);
        Random random = new Random(20261130);
        for (int i = 0; i < 2_000; i++) {
            byte[] damaged = whole.clone();
            int bit = random.nextInt(damaged.length * 8);
            damaged[bit / 8] ^= (byte) (1 << bit % 8);
            Files.write(file, damaged);
            assertThat(latest()).as("bit %d", bit).isEmpty();
            Files.write(file, Arrays.copyOf(whole, random.nextInt(whole.length)));
            assertThat(latest()).isEmpty();
        }
        Files.write(file, whole);
        assertThat(latest()).isPresent();

        Files.writeString(file, "nonsense");
        session(List.of());
        assertThat(otherwise).isEmpty();
        assertThat(verify(root).isSound()).isTrue();
    }

    /** One more thing that may fail, and nothing else may. */
    @Test
    void shouldTradeOnWhereNoSnapshotCanBeWritten() throws IOException {
        FileOpener full =
                (path, options) -> {
                    if (path.toString().contains("snapshot")) {
                        throw new IOException("No space left on device");
                    }
                    return FileChannel.open(path, options);
                };
        List<Journaled> events = TradedDays.of(10);
        session(root, events, full);

        assertThat(files()).isEmpty();
        assertThat(JournalFixture.read(root)).isEqualTo(events);
    }

    @Test
    void shouldNotWriteDownWhatCannotBe() throws IOException {
        List<Journaled> events = new ArrayList<>(TradedDays.of(3));
        events.add(TradedDays.fillOfAnUnknownOrder());
        session(events);

        assertThat(files()).isEmpty();
    }

    @Test
    void shouldWriteInIntervalsWhileASessionRuns() throws Exception {
        EventLoop loop = new EventLoop(LoopSettings.DEFAULTS, LoopClock.ofEvents()).start();
        try (loop;
                SegmentedJournal journal =
                        new SegmentedJournal(
                                root,
                                JournalFixture.SEGMENT_BYTES,
                                () -> AT,
                                loop,
                                FileChannel::open,
                                Duration.ofMillis(20))) {
            journal.open(JournalFixture.MODE, JournalFixture.ACCOUNT);
            journal.append(new SessionMark(true, "0.1.0", AT));
            await().until(() -> files().size() == 1);
            journal.append(new SessionMark(true, "0.1.0", AT));
            await().until(() -> files().size() == 2);
        }
        try (Stream<Path> all = Files.list(files().get(0).getParent())) {
            assertThat(all).hasSize(2);
        }
    }
}
