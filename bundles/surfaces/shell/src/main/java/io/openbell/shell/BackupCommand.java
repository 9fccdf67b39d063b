package io.openbell.shell;

import io.openbell.api.session.Backups;
import io.openbell.api.session.Backups.Backup;
import java.io.IOException;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Makes a backup. */
@Service
@Command(
        scope = "trading",
        name = "backup",
        description = "Makes a backup now, and proves it good",
        detailedDescription =
                """
                Copies journals, halts, supervision, configuration (no secrets) and strategies into backups/,
                restores the copy into a scratch folder, compares every file and reads every entry of every
                journal there. Trading goes on meanwhile. Backups are made every hour and at the end of a
                session, too (etc/openbell.backups.cfg).
                """)
public final class BackupCommand extends TradingCommand {

    @Override
    Answer answer(Services services) throws CommandFailed {
        Backups backups = services.require(Backups.class, "launcher");
        try {
            Backup made = backups.backUp("by hand");
            return new Facts()
                    .fact("name", "Backup", made.name())
                    .fact("at", "Made at", made.at())
                    .fact("bytes", "Bytes", made.bytes())
                    .fact("files", "Files", made.files())
                    .fact("records", "Journal entries", made.records())
                    .fact("problem", "Problem", backups.state().problem());
        } catch (IOException failed) {
            throw new CommandFailed(
                    CommandFailed.NOT_POSSIBLE, String.valueOf(failed.getMessage()));
        }
    }
}
