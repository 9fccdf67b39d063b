package io.openbell.simulator.market;

import java.nio.file.Path;
import java.util.List;

/**
 * Where prices come from, and when the market is open.
 *
 * @param synthetic   used unless there are replay files
 * @param replayFiles recorded ticks; empty for the synthetic market
 * @param replaySpeed 1 as recorded; 0 as fast as the readers read
 */
public record MarketSettings(
        SyntheticParameters synthetic,
        List<Path> replayFiles,
        double replaySpeed,
        Sessions sessions) {

    /** As shipped: synthetic, always open. */
    public static final MarketSettings DEFAULTS =
            new MarketSettings(SyntheticParameters.DEFAULTS, List.of(), 0, new AlwaysOpen());

    /** With a copy of the files. */
    public MarketSettings {
        replayFiles = List.copyOf(replayFiles);
    }

    /** The same, replaying files. */
    public MarketSettings withReplay(List<Path> files, double speed) {
        return new MarketSettings(synthetic, files, speed, sessions);
    }

    /** The same with another synthetic market. */
    public MarketSettings withSynthetic(SyntheticParameters other) {
        return new MarketSettings(other, replayFiles, replaySpeed, sessions);
    }

    /** The same with other hours. */
    public MarketSettings withSessions(Sessions other) {
        return new MarketSettings(synthetic, replayFiles, replaySpeed, other);
    }
}
