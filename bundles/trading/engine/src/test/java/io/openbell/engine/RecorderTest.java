package io.openbell.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.openbell.api.engine.Artifact;
import io.openbell.api.engine.Journaled;
import io.openbell.api.engine.LoopSubscriber;
import io.openbell.api.engine.Recordable;
import io.openbell.api.engine.Stage;
import io.openbell.api.engine.Subscription;
import io.openbell.api.engine.TimerTick;
import io.openbell.api.engine.TradingEvent;
import io.openbell.api.recording.RecordedLine;
import io.openbell.api.recording.RecordedLine.Kind;
import io.openbell.api.recording.SessionRecordings;
import io.openbell.api.recording.SessionRecordings.State;
import io.openbell.api.recording.SessionRecordings.Summary;
import io.openbell.api.session.TradingMode;
import io.openbell.engine.recording.RecorderSettings;
import io.openbell.engine.recording.SessionRecorder;
import io.openbell.engine.recording.StoredRecordings;
import io.openbell.testkit.ManualClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real loop, a real journal and a real recorder. */
class RecorderTest {

    private static final Instant START = Instant.parse("2025-01-15T14:30:00Z");
    private static final RecorderSettings ROOMY =
            new RecorderSettings(4_096, 1 << 20, 8 << 20, Duration.ofDays(7), 0);

    @TempDir private Path home;
    private final ManualClock clock = ManualClock.at("2025-01-15T14:30:00Z");

    private final class Life implements AutoCloseable {
        final SessionRecorder recorder;
        final EventLoop loop;
        final SegmentedJournal journal;

        Life(RecorderSettings settings, boolean started) {
            recorder =
                    new SessionRecorder(
                            new SessionRecorder.Place(
                                    home.resolve("sessions"), "paper", "test", clock.instant()),
                            settings);
            loop = new EventLoop(LoopSettings.DEFAULTS, LoopClock.of(clock), recorder).start();
            journal =
                    new SegmentedJournal(
                            home.resolve("journal"), JournalFixture.SEGMENT_BYTES, clock, loop);
            if (started) {
                recorder.start(journal::folder);
            }
        }

        void tick(int second) {
            loop.publish(new TimerTick(START.plusSeconds(second)));
        }

        void awaitDispatched(long events) {
            await().until(() -> loop.statistics().dispatched() >= events);
        }

        @Override
        public void close() {
            journal.close();
            loop.close();
            recorder.close(loop.hasEnded());
        }
    }

    private SessionRecordings recordings() {
        return new StoredRecordings(
                home.resolve("sessions"),
                home.resolve("journal"),
                StoredRecordings.Running.NONE,
                new JournalBeginning());
    }

    private Summary only() throws IOException {
        assertThat(recordings().list()).hasSize(1);
        return recordings().list().get(0);
    }

    private List<RecordedLine> read(String name) throws IOException {
        List<RecordedLine> lines = new ArrayList<>();
        try (SessionRecordings.Reading reading = recordings().open(name)) {
            for (Optional<RecordedLine> next = reading.next();
                    next.isPresent();
                    next = reading.next()) {
                lines.add(next.get());
            }
        }
        return lines;
    }

    private Path file(Summary of) throws IOException {
        try (Stream<Path> files = Files.list(home.resolve("sessions").resolve(of.name()))) {
            return files.sorted().findFirst().orElseThrow();
        }
    }

    /** An event that names a file. */
    private record Deployed(Artifact bundle) implements Recordable {

        @Override
        public TradingEvent recorded() {
            return new TimerTick(START);
        }

        @Override
        public Optional<Artifact> artifact() {
            return Optional.of(bundle);
        }
    }

    @Test
    void shouldKeepWhatAnEventNamesByItsDigestAndCountItsBytes() throws Exception {
        Artifact bundle = new Artifact("a".repeat(64), new byte[1_000]);
        Artifact large = new Artifact("b".repeat(64), new byte[2 << 20]);
        try (Life life = new Life(ROOMY, true)) {
            life.loop.publish(new Deployed(bundle));
            life.loop.publish(new Deployed(bundle));
            life.loop.publish(new Deployed(large));
            life.awaitDispatched(3);
        }

        assertThat(only().state()).isEqualTo(State.COMPLETE);
        assertThat(only().bytes()).isBetween(1_001L, 10_000L);
        try (SessionRecordings.Reading reading = recordings().open(only().name())) {
            assertThat(reading.artifact(bundle.sha256())).hasValue(bundle.bytes());
            assertThat(reading.artifact(large.sha256())).as("more than a file may hold").isEmpty();
        }
    }

    @Test
    void shouldRecordWhatTheLoopDoesInItsOrderWithWhoSaidIt() throws Exception {
        try (Life life = new Life(ROOMY, true)) {
            Subscription listener =
                    life.loop.subscribe(
                            "echo",
                            Stage.STRATEGIES,
                            false,
                            (sequence, now, event) -> {
                                if (event instanceof TimerTick tick && tick.at().equals(START)) {
                                    life.loop.emit(new Note(1, 1));
                                    life.loop.note(new Note(2, 2));
                                }
                            });
            life.tick(0);
            life.awaitDispatched(2);
            listener.close();
            life.tick(1);
            life.awaitDispatched(3);
        }

        Summary summary = only();
        assertThat(summary.state()).isEqualTo(State.COMPLETE);
        assertThat(read(summary.name()))
                .extracting(line -> line.kind() + " " + line.event() + " " + line.who())
                .containsExactly(
                        "JOINED 0 echo",
                        "INPUT 1 ",
                        "NOTED 1 echo",
                        "EMITTED 2 echo",
                        "LEFT 2 echo",
                        "INPUT 3 ",
                        "END 3 ");
        assertThat(read(summary.name()).get(1).what()).contains(new TimerTick(START));
    }

    @Test
    void shouldPutTheRecordingUnderTheAccountAndTellThePastOfItsJournal() throws Exception {
        List<Journaled> earlier = new ArrayList<>(Samples.halts(20));
        try (JournalFixture before = new JournalFixture(home.resolve("journal"))) {
            before.open();
            before.appendAll(earlier);
        }
        try (Life life = new Life(ROOMY, true)) {
            life.loop.subscribe("orders", Stage.ORDERS, true, new Deaf());
            life.journal.open(TradingMode.PAPER, JournalFixture.ACCOUNT);
            await().until(
                            () ->
                                    life.recorder
                                            .folder()
                                            .filter(f -> f.toString().contains("paper-PA3XYZ"))
                                            .isPresent());
        }

        Summary summary = only();
        assertThat(summary.name()).startsWith("paper-PA3XYZ/2025-01-15T143000Z");
        RecordedLine joined = read(summary.name()).get(0);
        RecordedLine told = read(summary.name()).get(1);
        assertThat(joined.told()).isEqualTo(-1);
        assertThat(told.kind()).isEqualTo(Kind.TOLD);
        List<Journaled> past = new ArrayList<>();
        try (SessionRecordings.Reading reading = recordings().open(summary.name())) {
            reading.past(told.told(), (at, event) -> past.add(event));
        }
        assertThat(past).isEqualTo(earlier);
    }

    private static final class Deaf implements LoopSubscriber {
        @Override
        public void onEvent(long sequence, Instant now, TradingEvent event) {}
    }

    @Test
    void shouldEndTheRecordingAndGoOnTradingWhenTheDiskCannotKeepUp() throws Exception {
        RecorderSettings narrow = new RecorderSettings(8, 1 << 20, 8 << 20, Duration.ofDays(7), 0);
        try (Life life = new Life(narrow, false)) {
            for (int n = 0; n < 50; n++) {
                life.tick(n);
            }
            life.awaitDispatched(50);
            assertThat(life.recorder.stopped()).contains("recordingQueueCapacity");
            life.recorder.start(life.journal::folder);
            await().until(() -> life.recorder.folder().isEmpty() && !recordings().list().isEmpty());
        }

        Summary summary = only();
        assertThat(summary.state()).isEqualTo(State.STOPPED);
        assertThat(summary.detail()).contains("from event 9 on", "8 lines waited");
        assertThat(read(summary.name())).hasSize(9);
    }

    @Test
    void shouldReadUpToATearAndSayThatItIsOne() throws Exception {
        recordTicks(20);
        Summary whole = only();
        Path file = file(whole);
        byte[] bytes = Files.readAllBytes(file);
        for (int length = 1; length < bytes.length; length++) {
            Files.write(file, java.util.Arrays.copyOf(bytes, length));

            try (SessionRecordings.Reading reading = recordings().open(whole.name())) {
                while (reading.next().isPresent()) {}
                assertThat(reading.isTorn()).as("cut off at %d", length).isTrue();
            }
            assertThat(only().state()).as("cut off at %d", length).isEqualTo(State.TORN);
        }
    }

    @Test
    void shouldSayWhichBytesAreNotWhatWasWritten() throws Exception {
        recordTicks(20);
        Summary whole = only();
        Path file = file(whole);
        byte[] bytes = Files.readAllBytes(file);
        for (int at = 0; at < bytes.length; at++) {
            byte[] changed = bytes.clone();
            changed[at] ^= 0x10;
            Files.write(file, changed);

            assertThatThrownBy(() -> read(whole.name()))
                    .as("changed at %d", at)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("inputs-0001.jsonl.gz at offset ");
        }
    }

    private void recordTicks(int ticks) {
        try (Life life = new Life(ROOMY, true)) {
            for (int n = 0; n < ticks; n++) {
                life.tick(n);
            }
            life.awaitDispatched(ticks);
        }
    }

    @Test
    void shouldBeReadableByAnybodyWithGzip() throws Exception {
        recordTicks(3);

        try (GZIPInputStream text = new GZIPInputStream(Files.newInputStream(file(only())))) {
            assertThat(new String(text.readAllBytes(), java.nio.charset.StandardCharsets.US_ASCII))
                    .startsWith("{\"recording\":1,\"version\":\"test\",\"mode\":\"paper\"")
                    .contains(
                            "[1,\"INPUT\",1,\"2025-01-15T14:30:00Z\",\"\",0,{\"is\":\"TimerTick\"");
        }
    }

    @Test
    void shouldDeleteTheOldestForRoomAndNeverExceedIt() throws Exception {
        RecorderSettings small =
                new RecorderSettings(1 << 16, 1 << 16, 3 << 16, Duration.ofDays(7), 0);
        for (int session = 0; session < 6; session++) {
            clock.advance(Duration.ofMinutes(1));
            try (Life life = new Life(small, true)) {
                for (int n = 0; n < 10_000; n++) {
                    life.loop.publish(new Note(n * 31, n * 17));
                }
                life.awaitDispatched(10_000);
            }
            assertThat(allBytes()).isLessThanOrEqualTo(3 << 16);
        }

        List<Summary> left = recordings().list();
        assertThat(left).isNotEmpty().hasSizeLessThan(6);
        assertThat(left.get(0).name()).endsWith("2025-01-15T143600Z");
    }

    @Test
    void shouldEndARecordingThatAloneFillsTheRoomAndSayWhy() throws Exception {
        RecorderSettings tiny =
                new RecorderSettings(1 << 20, 1 << 16, 2 << 16, Duration.ofDays(7), 0);
        try (Life life = new Life(tiny, true)) {
            for (int n = 0; n < 60_000; n++) {
                life.loop.publish(new Note(n * 31, n * 17));
            }
            life.awaitDispatched(60_000);
            await().until(() -> !life.recorder.stopped().isEmpty());
        }

        assertThat(only().state()).isEqualTo(State.STOPPED);
        assertThat(only().detail()).contains("recordingMegabytes");
        assertThat(allBytes()).isLessThanOrEqualTo(2 << 16);
    }

    private long allBytes() throws IOException {
        long bytes = 0;
        try (Stream<Path> files = Files.walk(home.resolve("sessions"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                bytes += Files.size(file);
            }
        }
        return bytes;
    }
}
