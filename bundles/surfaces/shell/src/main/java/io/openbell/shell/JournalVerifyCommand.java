package io.openbell.shell;

import io.openbell.api.engine.JournalInspector;
import io.openbell.api.engine.JournalInspector.Inspection;
import io.openbell.api.engine.JournalInspector.Segment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Checks an order journal from its first byte to its last. */
@Service
@Command(
        scope = "trading",
        name = "journal-verify",
        description = "Checks every header, checksum, number and link of an order journal",
        detailedDescription =
                """
                Reads a journal and changes nothing. Without a folder it checks the one that is open. A torn
                tail is no damage: it was being written when a process was cut off, and the next start cuts
                it off. Where a damaged journal does not let the system start: ./openbell journal-verify FOLDER

                  trading:journal-verify
                  trading:journal-verify paper-PA3XYZ.damaged --json
                """)
public final class JournalVerifyCommand extends TradingCommand {

    @Argument(
            index = 0,
            name = "FOLDER",
            description =
                    "Absolute, or within the home's journal/; default: the journal that is open")
    String folder = "";

    @Override
    Answer answer(Services services) throws CommandFailed {
        JournalInspector inspector = services.require(JournalInspector.class, "engine");
        Path path = path(services, inspector);
        Inspection found;
        try {
            found = inspector.verify(path);
        } catch (IOException unreadable) {
            throw new CommandFailed(
                    CommandFailed.NOT_POSSIBLE, String.valueOf(unreadable.getMessage()));
        }
        Listing listing =
                new Listing("segments", "No segments")
                        .column("file", "File")
                        .number("records", "Records")
                        .number("firstSequence", "First")
                        .number("lastSequence", "Last")
                        .number("usedBytes", "Bytes")
                        .number("tornBytes", "Torn bytes")
                        .column("problems", "Problems");
        for (Segment segment : found.segments()) {
            listing.row(
                    segment.file(),
                    segment.records(),
                    segment.firstSequence(),
                    segment.lastSequence(),
                    segment.usedBytes(),
                    segment.tornBytes(),
                    segment.problems());
        }
        return listing.figure("sound", "Sound", found.isSound())
                .figure("folder", "Folder", found.folder().toString())
                .figure("mode", "Mode", found.mode())
                .figure("account", "Account", found.account())
                .figure("records", "Records", found.records())
                .figure("snapshots", "Snapshots", snapshots(found));
    }

    private static List<String> snapshots(Inspection found) {
        return found.snapshots().stream()
                .map(
                        snapshot ->
                                snapshot.file()
                                        + " "
                                        + (snapshot.agrees() ? "agrees" : snapshot.problem()))
                .toList();
    }

    private Path path(Services services, JournalInspector inspector) throws CommandFailed {
        if (!folder.isEmpty()) {
            return JournalFolders.resolve(services, "FOLDER", folder);
        }
        return inspector
                .openFolder()
                .orElseThrow(
                        () ->
                                new CommandFailed(
                                        CommandFailed.USAGE,
                                        "no journal is open now: name the FOLDER"));
    }
}
