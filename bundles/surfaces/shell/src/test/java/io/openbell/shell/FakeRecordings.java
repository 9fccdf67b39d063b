package io.openbell.shell;

import io.openbell.api.recording.SessionRecordings;
import io.openbell.api.recording.SessionReplays;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/** Two recordings, of which the older one comes out differently. */
final class FakeRecordings implements SessionRecordings, SessionReplays {

    static final String LATEST = "paper-PA3XYZ/2025-01-15T143000Z";
    static final String OLDER = "paper-PA3XYZ/2025-01-14T143000Z";

    @Override
    public List<Summary> list() {
        return List.of(
                summary(LATEST, State.RUNNING, ""),
                summary(OLDER, State.STOPPED, "from event 7 on: no room"));
    }

    @Override
    public String stopped() {
        return "";
    }

    private static Summary summary(String name, State state, String detail) {
        Instant start = Instant.parse("2025-01-15T14:30:00Z");
        return new Summary(name, start, Optional.of(start), 1_204, 40_960, state, detail);
    }

    @Override
    public Reading open(String name) throws IOException {
        throw new IOException("there is no recording '" + name + "'");
    }

    @Override
    public Outcome replay(String name, LongConsumer progress) throws IOException {
        progress.accept(250_000);
        return switch (name) {
            case LATEST ->
                    new Outcome(1_000, 120, Optional.empty(), List.of("torn behind event 9"));
            case OLDER ->
                    new Outcome(
                            7,
                            3,
                            Optional.of(new Difference(7, 9, "Signal[up]", "nothing")),
                            List.of());
            default -> throw new IOException("there is no recording '" + name + "'");
        };
    }
}
