package io.openbell.aihftsystem;

import io.openbell.api.recording.RecordedLine;
import io.openbell.api.recording.RecordedLine.Kind;
import io.openbell.api.recording.SessionRecordings;
import io.openbell.api.recording.SessionReplays;
import io.openbell.api.session.AllowedBundles;
import io.openbell.kernel.replay.RecordedStep;
import io.openbell.kernel.replay.SessionReplay;
import io.openbell.kernel.replay.StrategySource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Reads recorded sessions to the kernel's {@link SessionReplay}, on the caller's thread, with strategies of the bundles that
 * were kept with them, or came with the system. Needs no permit: it decides nothing that counts.
 */
@Component(service = SessionReplays.class)
public final class SessionReplayer implements SessionReplays {

    private static final int PROGRESS_EVERY = 10_000;

    private final SessionRecordings recordings;
    private final Strategies strategies;

    /** Where the strategies of a recording come from. */
    interface Strategies {

        /** @param warnings is told what limits what a replay with them shows */
        StrategySource of(SessionRecordings.Reading reading, Set<String> warnings);
    }

    /** Replays with the strategies of this framework. */
    @Activate
    public SessionReplayer(
            @Reference SessionRecordings recordings,
            @Reference AllowedBundles allowed,
            BundleContext context) {
        this(
                recordings,
                (reading, warnings) ->
                        new InstalledStrategies(context, allowed, reading, warnings));
    }

    SessionReplayer(SessionRecordings recordings, Strategies strategies) {
        this.recordings = recordings;
        this.strategies = strategies;
    }

    @Override
    public Outcome replay(String name, LongConsumer progress)
            throws IOException, InterruptedException {
        Set<String> warnings = new LinkedHashSet<>();
        try (SessionRecordings.Reading reading = recordings.open(name);
                StrategySource source = strategies.of(reading, warnings)) {
            SessionReplay replay = new SessionReplay(source);
            Optional<Difference> difference = run(reading, replay, progress, warnings);
            return new Outcome(
                    replay.events(), replay.decisions(), difference, List.copyOf(warnings));
        } catch (StrategySource.MissingStrategy | IllegalStateException impossible) {
            throw new IOException(impossible.getMessage(), impossible);
        }
    }

    private static Optional<Difference> run(
            SessionRecordings.Reading reading,
            SessionReplay replay,
            LongConsumer progress,
            Set<String> warnings)
            throws IOException, InterruptedException {
        RecordedLine head = reading.next().orElse(null);
        while (head != null) {
            List<RecordedLine> notes = new ArrayList<>();
            RecordedLine next = reading.next().orElse(null);
            while (next != null && !next.kind().beginsStep()) {
                notes.add(next);
                next = reading.next().orElse(null);
            }
            if (next == null && reading.isTorn()) {
                // What belongs to this step may be missing.
                warnings.add(
                        "the recording breaks off at event "
                                + head.event()
                                + ": the session runs, or was ended by force");
                return Optional.empty();
            }
            prepare(reading, replay, head, warnings);
            Optional<Difference> difference = replay.take(new RecordedStep(head, notes));
            if (difference.isPresent()) {
                return difference;
            }
            if (head.event() % PROGRESS_EVERY == 0) {
                progress.accept(replay.events());
            }
            if (Thread.interrupted()) {
                throw new InterruptedException("replay ended at event " + head.event());
            }
            head = next;
        }
        return Optional.empty();
    }

    private static void prepare(
            SessionRecordings.Reading reading,
            SessionReplay replay,
            RecordedLine head,
            Set<String> warnings)
            throws IOException {
        if (head.kind() == Kind.TOLD && replay.wantsPast(head.who())) {
            reading.past(head.told(), (at, event) -> replay.past(head.who(), at, event));
        } else if (head.kind() == Kind.GAP) {
            warnings.add("the recording stopped behind event " + head.event() + ": " + head.who());
        }
    }
}
