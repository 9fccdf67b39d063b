package io.openbell.simulator;

import io.openbell.simulator.market.AlwaysOpen;
import io.openbell.simulator.market.CryptoParameters;
import io.openbell.simulator.market.MarketSettings;
import io.openbell.simulator.market.NyseHours;
import io.openbell.simulator.market.OptionParameters;
import io.openbell.simulator.market.Pace;
import io.openbell.simulator.market.Sessions;
import io.openbell.simulator.market.SyntheticParameters;
import java.time.Instant;
import java.util.List;

/** The market the configuration asks for. */
final class MarketChoice {

    private MarketChoice() {}

    static MarketSettings of(SimulatorConfig config) {
        return new MarketSettings(
                stocks(config),
                new CryptoParameters(
                        config.crypto(),
                        config.cryptoVolatilityPercentPerYear(),
                        config.cryptoSpreadBps(),
                        config.triangleJumpsPerHour(),
                        config.triangleJumpBps()),
                new OptionParameters(
                        config.options(),
                        config.optionStrikesPerSide(),
                        config.optionVolatilityPercent(),
                        config.optionRatePercent(),
                        config.optionSpreadPercent()),
                config.newsPerHour(),
                config.dailyHistoryDays(),
                pace(config),
                config.ticksKept(),
                List.of(),
                0,
                sessions(config));
    }

    private static Pace pace(SimulatorConfig config) {
        return switch (config.clock()) {
            case "real" -> Pace.REAL;
            case "scaled" -> from(config, Pace.scaled(config.clockSpeed()));
            case "stepped" -> from(config, Pace.STEPPED);
            default ->
                    throw new IllegalArgumentException(
                            "openbell.simulator: clock='"
                                    + config.clock()
                                    + "' must be real, scaled or stepped");
        };
    }

    private static Pace from(SimulatorConfig config, Pace pace) {
        String start = config.clockStart().strip();
        return start.isEmpty() ? pace : pace.from(Instant.parse(start));
    }

    private static Sessions sessions(SimulatorConfig config) {
        return switch (config.sessions()) {
            case "always" -> new AlwaysOpen();
            case "nyse" -> new NyseHours();
            default ->
                    throw new IllegalArgumentException(
                            "openbell.simulator: sessions='"
                                    + config.sessions()
                                    + "' must be always or nyse");
        };
    }

    private static SyntheticParameters stocks(SimulatorConfig config) {
        return new SyntheticParameters(
                config.seed(),
                config.ticksPerSecond(),
                config.tradesPerQuotePercent(),
                config.volatilityPercentPerYear(),
                config.marketSharePercent(),
                config.sectorSharePercent(),
                config.pairSpreadBps(),
                config.pairHalfLifeSeconds(),
                config.quoteSpreadBps(),
                config.meanTradeShares(),
                config.volumeShapePercent(),
                config.historyDays());
    }
}
