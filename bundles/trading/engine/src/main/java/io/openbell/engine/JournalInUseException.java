package io.openbell.engine;

import java.io.IOException;
import java.nio.file.Path;

/** Another process writes to the journal. */
final class JournalInUseException extends IOException {

    private static final long serialVersionUID = 1;

    JournalInUseException(Path folder, String holder) {
        super(
                "journal is in use: folder="
                        + folder
                        + " holder: "
                        + holder
                        + "; to do: stop that process first (./openbell stop), or set OPENBELL_HOME to another folder");
    }
}
