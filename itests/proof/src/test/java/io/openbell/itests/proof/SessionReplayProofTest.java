package io.openbell.itests.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.openbell.aihftsystem.Replays;
import io.openbell.api.market.Quote;
import io.openbell.api.recording.RecordedLine;
import io.openbell.api.recording.RecordedLine.Kind;
import io.openbell.api.recording.SessionRecordings;
import io.openbell.api.recording.SessionRecordings.State;
import io.openbell.api.recording.SessionReplays;
import io.openbell.api.recording.SessionReplays.Outcome;
import io.openbell.api.value.Price;
import io.openbell.api.value.Symbol;
import io.openbell.engine.RecordedEngine;
import io.openbell.kernel.replay.GateAsked;
import io.openbell.kernel.replay.SeededSession;
import io.openbell.testkit.Proof;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A session that ran on the loop, with journal and recorder on their own threads, is decided again from the recorder's files
 * alone: strategies, sizing, bars, orders, and the gate with the figures of every check. The controls: a recording in which
 * one quote is off by a cent, and a session in which one trade went past the queue.
 */
class SessionReplayProofTest {

    @TempDir private Path root;

    @Test
    void shouldDecideARecordedSessionAgain() throws Exception {
        int seeds = Proof.figure(2, 200);
        int steps = Proof.figure(4_000, 20_000);
        long events = 0;
        long decisions = 0;
        long orders = 0;
        int foundChanges = 0;
        int foundWrites = 0;
        for (int seed = 1; seed <= seeds; seed++) {
            Path home = root.resolve("seed-" + seed);
            orders += session(home, seed, steps, false);
            SessionRecordings recordings = RecordedEngine.recordings(home);

            Outcome again = replay(recordings);

            assertThat(again.difference()).as("seed %d", seed).isEmpty();
            assertThat(again.warnings()).as("seed %d", seed).isEmpty();
            events += again.events();
            decisions += again.decisions();
            foundChanges += replay(new OneQuoteOff(recordings)).difference().isPresent() ? 1 : 0;

            Path other = root.resolve("control-" + seed);
            session(other, seed, steps, true);
            Outcome strayed = replay(RecordedEngine.recordings(other));
            foundWrites += strayed.difference().isPresent() ? 1 : 0;
            delete(home);
            delete(other);
        }
        assertThat(orders).isGreaterThan(5L * seeds);
        assertThat(foundChanges).isEqualTo(seeds);
        assertThat(foundWrites).isEqualTo(seeds);
        Proof.shown(
                0,
                "A recorded session replays to the same decisions",
                events + " events, " + decisions + " decisions, " + orders + " orders, 0 different",
                "one quote off by a cent: found in "
                        + foundChanges
                        + " of "
                        + seeds
                        + "; one trade past the queue: in "
                        + foundWrites
                        + " of "
                        + seeds);
    }

    private static long session(Path home, int seed, int steps, boolean unsequenced)
            throws IOException, InterruptedException {
        SeededSession session = new SeededSession(home, seed, unsequenced);
        try (session) {
            session.run(steps);
        }
        return session.orders();
    }

    private static Outcome replay(SessionRecordings recordings)
            throws IOException, InterruptedException {
        List<SessionRecordings.Summary> all = recordings.list();
        assertThat(all).hasSize(1);
        assertThat(all.get(0).state()).as(all.get(0).detail()).isEqualTo(State.COMPLETE);
        SessionReplays replays = Replays.of(recordings, SeededSession::construct);
        return replays.replay(all.get(0).name(), sofar -> {});
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }

    /** The same recordings with the quote changed that the first order was priced on. */
    private record OneQuoteOff(SessionRecordings recordings) implements SessionRecordings {

        @Override
        public String stopped() {
            return recordings.stopped();
        }

        @Override
        public List<Summary> list() throws IOException {
            return recordings.list();
        }

        @Override
        public Reading open(String name) throws IOException {
            long line = lineOfQuote(name);
            Reading reading = recordings.open(name);
            return new Reading() {
                @Override
                public Optional<RecordedLine> next() throws IOException {
                    return reading.next().map(next -> next.line() == line ? off(next) : next);
                }

                @Override
                public boolean isTorn() {
                    return reading.isTorn();
                }

                @Override
                public void past(
                        long last,
                        java.util.function.BiConsumer<
                                        java.time.Instant, io.openbell.api.engine.Journaled>
                                to)
                        throws IOException {
                    reading.past(last, to);
                }

                @Override
                public Optional<byte[]> artifact(String sha256) throws IOException {
                    return reading.artifact(sha256);
                }

                @Override
                public void close() throws IOException {
                    reading.close();
                }
            };
        }

        private long lineOfQuote(String name) throws IOException {
            Map<Symbol, Long> latest = new HashMap<>();
            try (Reading reading = recordings.open(name)) {
                for (RecordedLine line = reading.next().orElseThrow();
                        ;
                        line = reading.next().orElseThrow()) {
                    Object what = line.what().orElse(null);
                    if (line.kind() == Kind.INPUT && what instanceof Quote quote) {
                        latest.put(quote.symbol(), line.line());
                    } else if (what instanceof GateAsked asked && asked.approved()) {
                        return Objects.requireNonNull(latest.get(asked.intent().symbol()));
                    }
                }
            }
        }

        private static RecordedLine off(RecordedLine line) {
            Quote quote = (Quote) line.what().orElseThrow();
            Price cent = Price.parse("0.01");
            return new RecordedLine(
                    line.line(),
                    line.kind(),
                    line.event(),
                    line.at(),
                    line.who(),
                    Optional.of(
                            new Quote(
                                    quote.symbol(),
                                    quote.bid().plus(cent),
                                    quote.bidSize(),
                                    quote.ask().plus(cent),
                                    quote.askSize(),
                                    quote.at())),
                    line.told());
        }
    }
}
