package io.openbell.simulator;

import io.openbell.simulator.market.SyntheticParameters;
import io.openbell.simulator.web.StreamSettings;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * How the exchange is set up.
 *
 * @param port               on loopback; 0 takes any free one
 * @param startingCash       dollars a new account is opened with
 * @param multiplier         buying power per dollar of equity
 * @param partialFillPercent how often a fill is partial
 * @param synthetic          used unless there are replay files
 * @param replayFiles        recorded ticks; empty for the synthetic market
 * @param replaySpeed        1 as recorded; 0 as fast as the readers read
 */
public record ExchangeSettings(
        int port,
        BigDecimal startingCash,
        int multiplier,
        int partialFillPercent,
        StreamSettings streams,
        SyntheticParameters synthetic,
        List<Path> replayFiles,
        double replaySpeed) {

    /** As shipped, but on any free port: for tests and for embedding. */
    public static ExchangeSettings onAnyPort() {
        return new ExchangeSettings(
                0,
                new BigDecimal(100_000),
                2,
                10,
                new StreamSettings(true, 30, Duration.ofSeconds(10), Duration.ofSeconds(10), false),
                SyntheticParameters.DEFAULTS,
                List.of(),
                0);
    }

    /** With a copy of the files. */
    public ExchangeSettings {
        replayFiles = List.copyOf(replayFiles);
    }

    /** The same, replaying files. Their readers set the pace, so none is closed for being slow. */
    public ExchangeSettings withReplay(List<Path> files, double speed) {
        StreamSettings patient =
                new StreamSettings(
                        streams.oneConnectionPerFeed(),
                        streams.symbolLimit(),
                        streams.authTimeout(),
                        streams.slowReaderTimeout(),
                        true);
        return new ExchangeSettings(
                port,
                startingCash,
                multiplier,
                partialFillPercent,
                patient,
                synthetic,
                files,
                speed);
    }

    /** The same with other partial fills. */
    public ExchangeSettings withPartialFillPercent(int percent) {
        return new ExchangeSettings(
                port,
                startingCash,
                multiplier,
                percent,
                streams,
                synthetic,
                replayFiles,
                replaySpeed);
    }

    /** The same with other rules for listeners. */
    public ExchangeSettings withStreams(StreamSettings other) {
        return new ExchangeSettings(
                port,
                startingCash,
                multiplier,
                partialFillPercent,
                other,
                synthetic,
                replayFiles,
                replaySpeed);
    }

    /** The same with another synthetic market. */
    public ExchangeSettings withSynthetic(SyntheticParameters other) {
        return new ExchangeSettings(
                port,
                startingCash,
                multiplier,
                partialFillPercent,
                streams,
                other,
                replayFiles,
                replaySpeed);
    }

    /** The same on another port. */
    public ExchangeSettings withPort(int other) {
        return new ExchangeSettings(
                other,
                startingCash,
                multiplier,
                partialFillPercent,
                streams,
                synthetic,
                replayFiles,
                replaySpeed);
    }
}
