package io.openbell.shell;

import io.openbell.api.recording.SessionRecordings;
import io.openbell.api.recording.SessionRecordings.Summary;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import org.apache.karaf.shell.api.action.lifecycle.Service;

/** Names of recorded sessions. */
@Service
public final class RecordingCompleter extends NameCompleter {

    @Override
    Collection<String> names(Services services) {
        SessionRecordings recordings = services.find(SessionRecordings.class);
        try {
            return recordings == null
                    ? List.of()
                    : recordings.list().stream().map(Summary::name).toList();
        } catch (IOException unreadable) {
            return List.of();
        }
    }
}
