package io.openbell.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openbell.api.engine.AccountAdopted;
import io.openbell.api.engine.JournalInspector.DerivedState;
import io.openbell.api.engine.Journaled;
import io.openbell.api.engine.SessionMark;
import io.openbell.api.order.OrderEvent.OrderFilled;
import io.openbell.api.risk.HaltTrading;
import io.openbell.api.risk.ResumeTrading;
import io.openbell.api.value.Money;
import io.openbell.testkit.TradedDays;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalReplayTest {

    private static final Instant AT = Instant.parse("2025-01-15T14:30:00Z");

    @TempDir private Path root;
    private final JournalWorkshop workshop =
            new JournalWorkshop(Optional::empty, JournalFixture.SEGMENT_BYTES, () -> AT);

    private DerivedState replay(String name, List<Journaled> events, long upTo) throws IOException {
        Path journals = root.resolve(name);
        try (JournalFixture fixture = new JournalFixture(journals)) {
            fixture.open();
            fixture.appendAll(events);
        }
        return workshop.replay(JournalFixture.folder(journals), upTo);
    }

    private DerivedState replay(String name, List<Journaled> events) throws IOException {
        return replay(name, events, Long.MAX_VALUE);
    }

    @Test
    void shouldComeToTheSameFromACopyOfAJournalOfManySegments() throws IOException {
        DerivedState state = replay("journal", TradedDays.of(300));
        Path copy = root.resolve("copy");
        workshop.copy(JournalFixture.folder(root.resolve("journal")), copy);

        assertThat(workshop.replay(copy, Long.MAX_VALUE)).isEqualTo(state);
        assertThat(workshop.verify(copy).segments()).hasSizeGreaterThan(3);
        assertThat(state.lastSequence()).isEqualTo(TradedDays.of(300).size());
        assertThat(state.positions()).isEqualTo(2);
        assertThat(state.openOrders()).isEqualTo(1);
        assertThat(state.halted()).isFalse();
    }

    @Test
    void shouldComeToWhatTheJournalWasAtThatRecord() throws IOException {
        List<Journaled> events = TradedDays.of(20);
        DerivedState then = replay("shorter", events.subList(0, 33));

        assertThat(replay("longer", events, 33)).isEqualTo(then);
        assertThat(replay("whole", events)).isNotEqualTo(then);
    }

    /** The control of the comparison: whatever one fill says, or whether it is there, shows in the digest. */
    @Test
    void shouldComeToSomethingElseWithAnyOneFillChangedOrMissing() throws IOException {
        List<Journaled> events = TradedDays.of(5);
        Set<String> digests = new HashSet<>(Set.of(replay("unchanged", events).sha256()));
        int others = 0;
        for (int i = 0; i < events.size(); i++) {
            if (events.get(i) instanceof OrderFilled fill) {
                List<Journaled> dearer = new ArrayList<>(events);
                dearer.set(i, TradedDays.dearer(fill));
                digests.add(replay("dearer-" + i, dearer).sha256());
                List<Journaled> missing = new ArrayList<>(events);
                missing.set(i, new SessionMark(true, "0.1.0", AT));
                digests.add(replay("missing-" + i, missing).sha256());
                others += 2;
            }
        }
        assertThat(others).isPositive();
        assertThat(digests).hasSize(1 + others);
    }

    @Test
    void shouldTellAHaltFromNone() throws IOException {
        List<Journaled> halted = new ArrayList<>(TradedDays.of(2));
        halted.add(new HaltTrading("ann", "a test", AT));
        List<Journaled> resumed = new ArrayList<>(halted);
        resumed.add(new ResumeTrading("ann", "over", AT));

        assertThat(replay("halted", halted).halted()).isTrue();
        assertThat(replay("resumed", resumed).halted()).isFalse();
    }

    @Test
    void shouldNameARecordThatCanBeReadAndCannotBe() {
        List<Journaled> events = new ArrayList<>(TradedDays.of(2));
        OrderFilled stranger = TradedDays.fillOfAnUnknownOrder();
        events.add(stranger);

        assertThatThrownBy(() -> replay("nonsense", events))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("record " + events.size() + " cannot be")
                .hasMessageContaining("there is no such order");
    }

    /** Otherwise nobody who had to salvage a journal would ever have a good backup again. */
    @Test
    void shouldTakeASalvagedJournalThoughTheBeginningOfAnOrderIsLost() throws IOException {
        List<Journaled> saved = new ArrayList<>(TradedDays.of(5));
        saved.remove(1);
        assertThatThrownBy(() -> replay("lost", saved)).hasMessageContaining("record 2 cannot be");

        saved.add(new HaltTrading(FolderSalvage.SOURCE, "salvaged, 1 record is lost", AT));

        assertThat(replay("salvaged", saved).halted()).isTrue();
    }

    @Test
    void shouldNameARecordThatIsMissing() throws IOException {
        replay("journal", TradedDays.of(300));
        Path folder = JournalFixture.folder(root.resolve("journal"));
        Files.delete(folder.resolve(SegmentHeader.fileName(2)));

        assertThatThrownBy(() -> workshop.replay(folder, Long.MAX_VALUE))
                .hasMessageMatching(".*record [0-9]+ where [0-9]+ should be");
    }

    @Test
    void shouldComeToNothingFromAJournalWithoutRecords() throws IOException {
        assertThat(replay("empty", List.of()).lastSequence()).isZero();
        assertThat(
                        replay(
                                "adopted",
                                List.of(
                                        new AccountAdopted(
                                                JournalFixture.ACCOUNT,
                                                Money.ZERO,
                                                List.of(),
                                                AT))))
                .isNotEqualTo(replay("empty", List.of()));
    }
}
