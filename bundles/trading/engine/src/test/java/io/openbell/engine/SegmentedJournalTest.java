package io.openbell.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.openbell.api.engine.Journaled;
import io.openbell.api.engine.Stage;
import io.openbell.api.order.OrderEvent;
import io.openbell.api.risk.HaltTrading;
import io.openbell.api.session.TradingMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SegmentedJournalTest {

    @TempDir private Path root;

    @Test
    void shouldGiveBackEveryTypeOfEventAfterARestart() throws IOException {
        try (JournalFixture first = new JournalFixture(root)) {
            assertThat(first.open()).isZero();
            first.appendAll(Samples.all());
            assertThat(first.past()).isEqualTo(Samples.all());
        }

        try (JournalFixture second = new JournalFixture(root)) {
            assertThat(second.open()).isEqualTo(Samples.all().size());
            assertThat(second.past()).isEqualTo(Samples.all());
        }
    }

    @Test
    void shouldGoOnInNewSegmentsWhenOneIsFull() throws IOException {
        List<Journaled> events = Samples.halts(600);
        try (JournalFixture first = new JournalFixture(root)) {
            first.open();
            first.appendAll(events.subList(0, 450));
        }
        try (JournalFixture second = new JournalFixture(root)) {
            second.open();
            second.appendAll(events.subList(450, 600));
        }

        assertThat(JournalFixture.segment(root, 3)).exists();
        assertThat(Files.size(JournalFixture.segment(root, 1)))
                .isEqualTo(JournalFixture.SEGMENT_BYTES);
        assertThat(JournalFixture.read(root)).isEqualTo(events);
    }

    @Test
    void shouldRunTheCallbackAndThenTellTheLoopInTheOrderOfTheAppends() throws IOException {
        List<String> seen = Collections.synchronizedList(new ArrayList<>());
        AtomicReference<String> thread = new AtomicReference<>("");
        try (JournalFixture fixture = new JournalFixture(root)) {
            fixture.open();
            fixture.loop.subscribe(
                    "s",
                    Stage.ORDERS,
                    true,
                    (sequence, now, event) -> seen.add("told " + ((HaltTrading) event).reason()));

            for (Journaled event : Samples.halts(200)) {
                String reason = ((HaltTrading) event).reason();
                fixture.journal.append(
                        event,
                        () -> {
                            seen.add("durable " + reason);
                            thread.set(Thread.currentThread().getName());
                        });
            }

            await().until(() -> seen.size() == 400);
        }
        assertThat(thread).hasValue("journal");
        assertThat(seen.stream().filter(line -> line.startsWith("told")))
                .isEqualTo(
                        Samples.halts(200).stream()
                                .map(event -> "told " + ((HaltTrading) event).reason())
                                .toList());
        for (int n = 0; n < 200; n++) {
            assertThat(seen.indexOf("durable number " + n))
                    .isLessThan(seen.indexOf("told number " + n));
        }
    }

    @Test
    void shouldTellThePastToThoseWhoCameBeforeItWasOpen() throws IOException {
        List<Journaled> events = Samples.halts(10);
        try (JournalFixture first = new JournalFixture(root)) {
            first.open();
            first.appendAll(events);
        }
        Recording early = new Recording();
        Recording withoutPast = new Recording();
        try (JournalFixture second = new JournalFixture(root)) {
            second.loop.subscribe("early", Stage.POSITIONS, true, early);
            second.loop.subscribe("without past", Stage.POSITIONS, false, withoutPast);
            assertThat(early.replaysEnded()).isZero();

            second.open();

            assertThat(early.replayed()).isEqualTo(events);
            assertThat(early.replaysEnded()).isEqualTo(1);
            assertThat(withoutPast.replaysEnded()).isZero();
            second.appendAll(Samples.halts(1));
            await().until(() -> early.events().size() == 1);
        }
    }

    @Test
    void shouldLetASubscriberAppendAtTheEndOfItsReplay() throws IOException {
        try (JournalFixture fixture = new JournalFixture(root)) {
            Recording recording = new Recording();
            fixture.loop.subscribe("recording", Stage.OBSERVERS, true, recording);
            fixture.loop.subscribe(
                    "appends",
                    Stage.ORDERS,
                    true,
                    new io.openbell.api.engine.LoopSubscriber() {
                        @Override
                        public void onEvent(
                                long sequence,
                                java.time.Instant now,
                                io.openbell.api.engine.TradingEvent event) {}

                        @Override
                        public void onReplayed() {
                            fixture.journal.append(Samples.halts(1).get(0));
                        }
                    });

            fixture.open();

            await().until(() -> recording.events().size() == 1);
            assertThat(fixture.loop.statistics().errors()).isZero();
        }
    }

    @Test
    void shouldTellThePastWithoutAGapWhileOthersAppend() throws Exception {
        List<Journaled> events = Samples.halts(2_000);
        List<Recording> recordings = new ArrayList<>();
        try (JournalFixture fixture = new JournalFixture(root)) {
            fixture.open();
            Thread appender = new Thread(() -> events.forEach(fixture.journal::append));
            appender.start();
            while (appender.isAlive() && recordings.size() < 200) {
                Recording recording = new Recording();
                recordings.add(recording);
                fixture.loop.subscribe("r" + recordings.size(), Stage.RISK, true, recording);
            }
            appender.join();
            Recording last = recordings.get(recordings.size() - 1);
            await().until(() -> last.replayed().size() + last.events().size() == events.size());

            for (Recording recording : recordings) {
                List<Object> heard = new ArrayList<>(recording.replayed());
                heard.addAll(recording.events());
                assertThat(heard).isEqualTo(events);
            }
            assertThat(fixture.loop.statistics().errors()).isZero();
        }
    }

    @Test
    void shouldBeOpenedOnceAndSayHowMuchItHoldsWhenAskedAgain() throws IOException {
        try (JournalFixture fixture = new JournalFixture(root)) {
            assertThat(fixture.journal.isWritable()).isFalse();
            assertThat(fixture.journal.describe()).isEqualTo("not open");
            assertThatThrownBy(() -> fixture.journal.append(Samples.halts(1).get(0)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("not open");

            assertThat(fixture.open()).isZero();
            fixture.appendAll(Samples.halts(3));

            assertThat(fixture.open()).isEqualTo(3);
            assertThat(fixture.journal.isWritable()).isTrue();
            assertThat(fixture.journal.describe()).contains("paper-PA3XYZ").contains("events=3");
            assertThatThrownBy(() -> fixture.journal.open(TradingMode.LIVE, "PA3XYZ"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("another journal is open");
        }
    }

    @Test
    void shouldRefuseAnAccountThatIsNoFolderName() {
        try (JournalFixture fixture = new JournalFixture(root)) {
            for (String account : List.of("", "../PA3", "a/b", ".hidden", "x".repeat(65))) {
                assertThatThrownBy(() -> fixture.journal.open(TradingMode.PAPER, account))
                        .isInstanceOf(IOException.class)
                        .hasMessageContaining("must be 1 to 64 of");
            }
        }
    }

    @Test
    void shouldRefuseAnEventThatIsTooLargeAndGoOn() throws IOException {
        try (JournalFixture fixture = new JournalFixture(root)) {
            fixture.open();
            Journaled large =
                    new HaltTrading(
                            "s", "x".repeat(JournalFixture.SEGMENT_BYTES), java.time.Instant.EPOCH);

            assertThatThrownBy(() -> fixture.journal.append(large))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("too large");
            fixture.appendAll(Samples.halts(1));
        }
    }

    @Test
    void shouldWriteWhatWaitsWhenItIsClosed() throws IOException {
        List<Journaled> events = Samples.halts(500);
        try (JournalFixture fixture = new JournalFixture(root)) {
            fixture.open();
            events.forEach(fixture.journal::append);
        }

        assertThat(JournalFixture.read(root)).isEqualTo(events);
    }

    @Test
    void shouldSurviveACallbackThatThrows() throws IOException {
        try (JournalFixture fixture = new JournalFixture(root)) {
            fixture.open();
            fixture.journal.append(
                    Samples.halts(1).get(0),
                    () -> {
                        throw new IllegalStateException("broken");
                    });
            fixture.appendAll(Samples.halts(1));

            assertThat(fixture.past()).hasSize(2).noneMatch(OrderEvent.class::isInstance);
        }
    }
}
