package io.openbell.shell;

import io.openbell.api.engine.JournalInspector;
import io.openbell.api.engine.JournalInspector.Salvage;
import java.io.IOException;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Copies what is whole of a damaged journal. */
@Service
@Command(
        scope = "trading",
        name = "journal-salvage",
        description =
                "Copies every whole record of a damaged journal into a new one that begins halted",
        detailedDescription =
                """
                The damaged journal is only read. The new one holds every record whose checksum is right,
                numbered anew, and a halt at its end: whoever starts with it trades only after trading:resume.
                What is missing is listed. To use it, stop, move the damaged folder away, move the new one to
                its place, start, and compare with the broker. Without a running system:
                ./openbell journal-salvage FOLDER TARGET

                  trading:journal-salvage paper-PA3XYZ.damaged salvaged/paper-PA3XYZ
                """)
public final class JournalSalvageCommand extends TradingCommand {

    @Argument(
            index = 0,
            name = "FOLDER",
            description = "The damaged journal; absolute, or within the home's journal/",
            required = true)
    String folder = "";

    @Argument(
            index = 1,
            name = "TARGET",
            description = "A folder that does not exist yet, or is empty; the same",
            required = true)
    String target = "";

    @Override
    Answer answer(Services services) throws CommandFailed {
        JournalInspector inspector = services.require(JournalInspector.class, "engine");
        try {
            Salvage saved =
                    inspector.salvage(
                            JournalFolders.resolve(services, "FOLDER", folder),
                            JournalFolders.resolve(services, "TARGET", target));
            Listing listing = new Listing("lost", "Nothing is lost").column("what", "Lost");
            saved.lost().forEach(listing::row);
            return listing.figure("kept", "Records kept", saved.kept())
                    .figure("folder", "Folder", saved.folder().toString())
                    .figure("target", "Salvaged journal", saved.target().toString());
        } catch (IOException refused) {
            throw new CommandFailed(
                    CommandFailed.NOT_POSSIBLE, String.valueOf(refused.getMessage()));
        }
    }
}
