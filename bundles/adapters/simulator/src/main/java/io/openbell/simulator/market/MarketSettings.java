package io.openbell.simulator.market;

import java.nio.file.Path;
import java.util.List;

/**
 * Where prices come from, and when the market is open.
 *
 * @param synthetic        the stocks, unless there are replay files
 * @param crypto           the coins beside them
 * @param options          on the stocks
 * @param newsPerHour      articles made up; 0 for none
 * @param dailyHistoryDays daily bars made up from before the minute bars
 * @param pace             how the time of the synthetic market passes
 * @param ticksKept        newest quotes, and newest trades, kept of each symbol to be asked for
 * @param replayFiles      recorded ticks; empty for the synthetic market
 * @param replaySpeed      1 as recorded; 0 as fast as the readers read
 */
public record MarketSettings(
        SyntheticParameters synthetic,
        CryptoParameters crypto,
        OptionParameters options,
        double newsPerHour,
        int dailyHistoryDays,
        Pace pace,
        int ticksKept,
        List<Path> replayFiles,
        double replaySpeed,
        Sessions sessions) {

    /** As shipped: synthetic, always open. */
    public static final MarketSettings DEFAULTS =
            new MarketSettings(
                    SyntheticParameters.DEFAULTS,
                    CryptoParameters.DEFAULTS,
                    OptionParameters.DEFAULTS,
                    12,
                    1_825,
                    Pace.REAL,
                    5_000,
                    List.of(),
                    0,
                    new AlwaysOpen());

    /** With a copy of the files. */
    public MarketSettings {
        replayFiles = List.copyOf(replayFiles);
    }

    /** The same, replaying files. */
    public MarketSettings withReplay(List<Path> files, double speed) {
        return new MarketSettings(
                synthetic,
                crypto,
                options,
                newsPerHour,
                dailyHistoryDays,
                pace,
                ticksKept,
                files,
                speed,
                sessions);
    }

    /** The same with other stocks. */
    public MarketSettings withSynthetic(SyntheticParameters other) {
        return new MarketSettings(
                other,
                crypto,
                options,
                newsPerHour,
                dailyHistoryDays,
                pace,
                ticksKept,
                replayFiles,
                replaySpeed,
                sessions);
    }

    /** The same with other coins. */
    public MarketSettings withCrypto(CryptoParameters other) {
        return new MarketSettings(
                synthetic,
                other,
                options,
                newsPerHour,
                dailyHistoryDays,
                pace,
                ticksKept,
                replayFiles,
                replaySpeed,
                sessions);
    }

    /** The same with other hours. */
    public MarketSettings withSessions(Sessions other) {
        return new MarketSettings(
                synthetic,
                crypto,
                options,
                newsPerHour,
                dailyHistoryDays,
                pace,
                ticksKept,
                replayFiles,
                replaySpeed,
                other);
    }

    /** The same with another clock. */
    public MarketSettings withPace(Pace other) {
        return new MarketSettings(
                synthetic,
                crypto,
                options,
                newsPerHour,
                dailyHistoryDays,
                other,
                ticksKept,
                replayFiles,
                replaySpeed,
                sessions);
    }
}
