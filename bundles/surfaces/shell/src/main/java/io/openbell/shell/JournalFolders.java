package io.openbell.shell;

import io.openbell.api.session.Session;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Folders as people name them: absolute, or as they stand in {@code $OPENBELL_HOME/journal}. */
final class JournalFolders {

    private JournalFolders() {}

    /** @param option what is asked for, in the message */
    static Path resolve(Services services, String option, String text) throws CommandFailed {
        Session session = services.require(Session.class, "launcher");
        try {
            return session.home().resolve("journal").resolve(text).normalize();
        } catch (InvalidPathException nonsense) {
            throw new CommandFailed(
                    CommandFailed.USAGE,
                    option
                            + " must be a folder, absolute or within the home's journal/, was '"
                            + text
                            + "'");
        }
    }
}
