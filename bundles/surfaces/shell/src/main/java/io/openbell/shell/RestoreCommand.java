package io.openbell.shell;

import io.openbell.api.session.Backups;
import io.openbell.api.session.Backups.Backup;
import java.io.IOException;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Asks for a backup to be restored. */
@Service
@Command(
        scope = "trading",
        name = "restore",
        description = "Proves a backup good, and has the next start restore it, halted",
        detailedDescription =
                """
                A journal that is being written cannot be replaced under the session, so the next start does
                it, before anything else: it halts every account of the backup, puts journals, configuration
                and the rest in place, keeps what was there in restored-over/, and compares with the venue.
                A restored journal is old: trading:reconcile shows what it misses, trading:resume ends the
                halt. Without a running system: ./openbell restore NAME

                  trading:restore openbell-20261128T150000Z.zip
                """)
public final class RestoreCommand extends TradingCommand {

    @Argument(
            index = 0,
            name = "NAME",
            description = "As trading:backups lists it",
            required = true)
    String name = "";

    @Override
    Answer answer(Services services) throws CommandFailed {
        try {
            Backup good = services.require(Backups.class, "launcher").restoreAtNextStart(name);
            return new Facts()
                    .fact("name", "Backup", good.name())
                    .fact("at", "Made at", good.at())
                    .fact("records", "Journal entries", good.records())
                    .fact("restore", "Restore", "at the next start")
                    .sentence(
                            good.name()
                                    + " is good, and is restored at the next start, halted. To have it now: trading:shutdown, then start. To take it back: remove backups/"
                                    + Backups.RESTORE_REQUEST
                                    + ".");
        } catch (IOException refused) {
            throw new CommandFailed(
                    CommandFailed.NOT_POSSIBLE, String.valueOf(refused.getMessage()));
        }
    }
}
