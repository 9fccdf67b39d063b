package io.openbell.simulator;

import io.openbell.simulator.market.MarketSettings;
import io.openbell.simulator.market.SyntheticParameters;
import io.openbell.simulator.web.StreamSettings;
import io.openbell.simulator.web.WireSettings;
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
 * @param market             where prices come from, and when it is open
 * @param wire               who may ask, how often, over what
 */
public record ExchangeSettings(
        int port,
        BigDecimal startingCash,
        int multiplier,
        int partialFillPercent,
        StreamSettings streams,
        MarketSettings market,
        WireSettings wire) {

    /** As shipped, but on any free port: for tests and for embedding. */
    public static ExchangeSettings onAnyPort() {
        return new ExchangeSettings(
                0,
                new BigDecimal(100_000),
                2,
                10,
                new StreamSettings(true, 30, Duration.ofSeconds(10), Duration.ofSeconds(10), false),
                MarketSettings.DEFAULTS,
                WireSettings.OPEN);
    }

    /** The same, replaying files. Their readers set the pace, so none is closed for being slow. */
    public ExchangeSettings withReplay(List<Path> files, double speed) {
        StreamSettings patient =
                new StreamSettings(
                        streams.oneConnectionPerFeed(),
                        streams.symbolLimit(),
                        streams.authTimeout(),
                        streams.slowReaderTimeout(),
                        true,
                        streams.takenAfterDrop());
        return new ExchangeSettings(
                port,
                startingCash,
                multiplier,
                partialFillPercent,
                patient,
                market.withReplay(files, speed),
                wire);
    }

    /** The same with other partial fills. */
    public ExchangeSettings withPartialFillPercent(int percent) {
        return new ExchangeSettings(port, startingCash, multiplier, percent, streams, market, wire);
    }

    /** The same with other rules for listeners. */
    public ExchangeSettings withStreams(StreamSettings other) {
        return new ExchangeSettings(
                port, startingCash, multiplier, partialFillPercent, other, market, wire);
    }

    /** The same with another synthetic market. */
    public ExchangeSettings withSynthetic(SyntheticParameters other) {
        return withMarket(market.withSynthetic(other));
    }

    /** The same with another market. */
    public ExchangeSettings withMarket(MarketSettings other) {
        return new ExchangeSettings(
                port, startingCash, multiplier, partialFillPercent, streams, other, wire);
    }

    /** The same with other rules for who may ask, how often, over what. */
    public ExchangeSettings withWire(WireSettings other) {
        return new ExchangeSettings(
                port, startingCash, multiplier, partialFillPercent, streams, market, other);
    }

    /** The same on another port. */
    public ExchangeSettings withPort(int other) {
        return new ExchangeSettings(
                other, startingCash, multiplier, partialFillPercent, streams, market, wire);
    }
}
