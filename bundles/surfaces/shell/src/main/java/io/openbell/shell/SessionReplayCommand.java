package io.openbell.shell;

import io.openbell.api.recording.SessionRecordings;
import io.openbell.api.recording.SessionRecordings.Summary;
import io.openbell.api.recording.SessionReplays;
import io.openbell.api.recording.SessionReplays.Difference;
import io.openbell.api.recording.SessionReplays.Outcome;
import java.io.IOException;
import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.jspecify.annotations.Nullable;

/** Decides a recorded session again. */
@Service
@Command(
        scope = "trading",
        name = "session-replay",
        description = "Decides a recorded session again, and says whether it comes out the same",
        detailedDescription =
                """
                Feeds the recorded events to strategies, sizing, gate, breakers and ledgers made anew, and
                compares every bar, signal, wish, word of the gate and order with what was decided then. The
                running session is not touched. Ends with exit code 1 at the first difference, and says where.
                Without a name it takes the latest recording, which is the running session.

                  trading:session-replay
                  trading:session-replay paper-PA3XYZ/2026-11-28T143000Z
                  trading:session-replay --list
                """)
public final class SessionReplayCommand extends TradingCommand {

    private static final long SAID_EVERY = 200_000;

    @Option(name = "--list", description = "List the recorded sessions, as trading:sessions does")
    boolean list;

    @Argument(name = "session", description = "Its name, as trading:sessions shows it")
    @Completion(RecordingCompleter.class)
    String session = "";

    @Argument(
            index = 1,
            name = "more",
            description = "Options may stand here as well",
            multiValued = true)
    @Completion(
            value = StringsCompleter.class,
            values = {"--json", "--no-format"})
    @Nullable List<String> more;

    private long said;

    @Override
    Answer answer(Services services) throws CommandFailed, InterruptedException {
        TrailingOptions.applyAll(this, more);
        if (list) {
            return new SessionsCommand().answer(services);
        }
        SessionRecordings recordings = services.require(SessionRecordings.class, "engine");
        SessionReplays replays = services.require(SessionReplays.class, "ai-hft-system");
        try {
            String name = session.isEmpty() ? latest(recordings) : session;
            say("Replays " + name);
            return answer(name, replays.replay(name, this::tell));
        } catch (IOException impossible) {
            throw new CommandFailed(
                    CommandFailed.NOT_POSSIBLE, String.valueOf(impossible.getMessage()));
        }
    }

    private static String latest(SessionRecordings recordings) throws IOException, CommandFailed {
        List<Summary> all = recordings.list();
        if (all.isEmpty()) {
            throw new CommandFailed(
                    CommandFailed.NOT_POSSIBLE,
                    "no session was recorded: recordSessions in etc/openbell.engine.cfg");
        }
        return all.get(0).name();
    }

    private void tell(long events) {
        if (events - said >= SAID_EVERY) {
            said = events;
            say(events + " events");
        }
    }

    private static Answer answer(String name, Outcome outcome) throws CommandFailed {
        Difference first = outcome.difference().orElse(null);
        Facts facts =
                new Facts()
                        .fact("session", "Session", name)
                        .fact("same", "Same", first == null)
                        .fact("events", "Events", outcome.events())
                        .fact("decisions", "Decisions that are the same", outcome.decisions())
                        .fact(
                                "event",
                                "First difference at event",
                                first == null ? null : first.event())
                        .fact("line", "Line", first == null ? null : first.line())
                        .fact("recorded", "Recorded", first == null ? null : first.recorded())
                        .fact("replayed", "Replayed", first == null ? null : first.replayed())
                        .fact("warnings", "Warnings", outcome.warnings());
        if (first != null) {
            throw new CommandFailed(
                    "DIFFERENT",
                    outcome.decisions()
                            + " decisions the same, then different at event "
                            + first.event()
                            + " (line "
                            + first.line()
                            + "): recorded "
                            + first.recorded()
                            + ", replayed "
                            + first.replayed(),
                    facts);
        }
        return facts.sentence(
                "Same: "
                        + outcome.events()
                        + " events, "
                        + outcome.decisions()
                        + " decisions"
                        + (outcome.warnings().isEmpty()
                                ? ""
                                : "; " + String.join("; ", outcome.warnings())));
    }
}
