package io.openbell.shell;

import io.openbell.api.session.Backups;
import io.openbell.api.session.Backups.Backup;
import java.io.IOException;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** The backups there are. */
@Service
@Command(
        scope = "trading",
        name = "backups",
        description = "Lists the good backups, newest first, and how making them goes")
public final class BackupsCommand extends TradingCommand {

    @Override
    Answer answer(Services services) throws CommandFailed {
        Backups backups = services.require(Backups.class, "launcher");
        try {
            Listing listing =
                    new Listing("backups", "No backup yet")
                            .column("name", "Backup")
                            .column("at", "Made at")
                            .number("bytes", "Bytes")
                            .number("files", "Files")
                            .number("records", "Journal entries");
            for (Backup backup : backups.list()) {
                listing.row(
                        backup.name(),
                        backup.at(),
                        backup.bytes(),
                        backup.files(),
                        backup.records());
            }
            Backups.State state = backups.state();
            return listing.figure("made", "Made since the start", state.made())
                    .figure("failed", "Failed", state.failed())
                    .figure("targetFailed", "Not at the second target", state.targetFailed())
                    .figure("problem", "Problem", state.problem());
        } catch (IOException unreadable) {
            throw new CommandFailed(
                    CommandFailed.NOT_POSSIBLE, String.valueOf(unreadable.getMessage()));
        }
    }
}
