package io.openbell.aihftsystem;

import io.openbell.api.recording.SessionRecordings;
import io.openbell.api.recording.SessionReplays;
import io.openbell.kernel.replay.StrategySource;

/** The replayer without a framework. */
public final class Replays {

    private Replays() {}

    /** With strategies of that source. */
    public static SessionReplays of(SessionRecordings recordings, StrategySource strategies) {
        return new SessionReplayer(recordings, (reading, warnings) -> strategies);
    }
}
