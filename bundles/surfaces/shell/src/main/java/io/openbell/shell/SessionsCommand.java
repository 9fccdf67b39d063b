package io.openbell.shell;

import io.openbell.api.recording.SessionRecordings;
import io.openbell.api.recording.SessionRecordings.Summary;
import java.io.IOException;
import java.util.Locale;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Lists the recorded sessions. */
@Service
@Command(
        scope = "trading",
        name = "sessions",
        description = "Lists the recorded sessions and whether each is complete",
        detailedDescription =
                """
                A recording holds everything that the trading loop was told, in its order. It is COMPLETE from
                the first event to the end of the session, RUNNING, TORN where the process was ended by force,
                STOPPED where the disk could not keep up or had no room, or DAMAGED. See trading:session-replay.

                  trading:sessions
                  trading:sessions --json
                """)
public final class SessionsCommand extends TradingCommand {

    @Override
    Answer answer(Services services) throws CommandFailed {
        SessionRecordings recordings = services.require(SessionRecordings.class, "engine");
        Listing listing =
                new Listing("sessions", "No recorded sessions")
                        .column("session", "Session")
                        .column("started", "Started")
                        .column("last", "Last line")
                        .number("lines", "Lines")
                        .number("bytes", "Bytes")
                        .column("state", "State")
                        .column("detail", "Detail");
        long bytes = 0;
        try {
            for (Summary each : recordings.list()) {
                bytes += each.bytes();
                listing.row(
                        each.name(),
                        each.started(),
                        each.last().orElse(null),
                        each.lines(),
                        each.bytes(),
                        each.state().name().toLowerCase(Locale.ROOT),
                        each.detail());
            }
        } catch (IOException unreadable) {
            throw new CommandFailed(
                    CommandFailed.NOT_POSSIBLE,
                    "recordings cannot be listed: " + unreadable.getMessage());
        }
        return listing.figure("bytes", "Bytes in all", bytes);
    }
}
