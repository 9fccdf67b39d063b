package io.openbell.simulator;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** Keys of {@code etc/openbell.simulator.cfg}. */
@ObjectClassDefinition(
        name = "Simulator",
        description =
                "The built-in exchange that paper mode trades on while no Alpaca keys are given.")
@interface SimulatorConfig {

    @AttributeDefinition(
            description = "TCP port on 127.0.0.1; 0 takes any free one.",
            min = "0",
            max = "65535")
    int port() default 8450;

    @AttributeDefinition(
            description =
                    "TCP port on 127.0.0.1 for the same over TLS; 0 takes any free one, -1 is no TLS.",
            min = "-1",
            max = "65535")
    int tlsPort() default 8451;

    @AttributeDefinition(description = "The key id it accepts.")
    String keyId() default "PKSIMULATOR";

    @AttributeDefinition(
            description =
                    "The secret it accepts. Protects nothing: only this machine reaches the exchange.")
    String secret() default "simulator";

    @AttributeDefinition(
            description =
                    "Requests per minute to the trading paths, one more gets 429; 0 for any number.",
            min = "0",
            max = "1000000")
    int requestsPerMinute() default 200;

    @AttributeDefinition(
            description =
                    "Requests per minute to the market data paths, one more gets 429; 0 for any number.",
            min = "0",
            max = "1000000")
    int dataRequestsPerMinute() default 10_000;

    @AttributeDefinition(
            description = "Dollars a new account is opened with.",
            min = "1",
            max = "1000000000")
    long startingCash() default 100_000;

    @AttributeDefinition(description = "Buying power per dollar of equity.", min = "1", max = "4")
    int multiplier() default 2;

    @AttributeDefinition(
            description = "How often a fill is partial, in percent.",
            min = "0",
            max = "100")
    int partialFillPercent() default 10;

    @AttributeDefinition(
            description =
                    "Refuse a second market data connection per feed (error 406), as Alpaca does.")
    boolean oneConnectionPerFeed() default true;

    @AttributeDefinition(
            description =
                    "Most symbols of trades or quotes per connection (error 405); 0 for any number.",
            min = "0",
            max = "100000")
    int streamSymbolLimit() default 30;

    @AttributeDefinition(
            description =
                    "Time for a market data connection to authenticate, in seconds (error 404).",
            min = "1",
            max = "600")
    int authTimeoutSeconds() default 10;

    @AttributeDefinition(
            description =
                    "How long a market data reader may be behind the synthetic market, in seconds (error 407).",
            min = "1",
            max = "600")
    int slowReaderSeconds() default 10;

    @AttributeDefinition(
            description =
                    "How long a market data feed stays taken (error 406) after its link dropped, in seconds.",
            min = "0",
            max = "600")
    int takenAfterDropSeconds() default 0;

    @AttributeDefinition(
            description = "Where prices come from.",
            options = {
                @Option(label = "generated", value = "synthetic"),
                @Option(label = "recorded", value = "replay")
            })
    String marketSource() default "synthetic";

    @AttributeDefinition(
            description =
                    "When stocks and options are in session: always, or in the hours of the New York Stock Exchange.",
            options = {
                @Option(label = "always open", value = "always"),
                @Option(label = "New York Stock Exchange", value = "nyse")
            })
    String sessions() default "always";

    @AttributeDefinition(description = "Same seed, same market.")
    long seed() default 20130107;

    @AttributeDefinition(description = "Quotes per second of each symbol.", min = "1", max = "1000")
    int ticksPerSecond() default 4;

    @AttributeDefinition(
            description = "How often a trade follows a quote, in percent.",
            min = "0",
            max = "100")
    int tradesPerQuotePercent() default 50;

    @AttributeDefinition(
            description = "Volatility of each symbol in percent per year (252 days of 6.5 hours).",
            min = "0",
            max = "1000")
    double volatilityPercentPerYear() default 40;

    @AttributeDefinition(
            description = "Part of the variance all symbols share, in percent.",
            min = "0",
            max = "100")
    double marketSharePercent() default 50;

    @AttributeDefinition(
            description =
                    "Part of the variance a sector shares, in percent; with marketSharePercent at most 100.",
            min = "0",
            max = "100")
    double sectorSharePercent() default 25;

    @AttributeDefinition(
            description =
                    "Standard deviation of the log price ratio of KO/PEP and XOM/CVX, in basis points.",
            min = "0",
            max = "1000")
    double pairSpreadBps() default 20;

    @AttributeDefinition(
            description = "Half-life of deviations of that ratio, in seconds.",
            min = "1",
            max = "86400")
    double pairHalfLifeSeconds() default 60;

    @AttributeDefinition(
            description = "Ask minus bid, in basis points; at least one cent.",
            min = "0",
            max = "1000")
    double quoteSpreadBps() default 2;

    @AttributeDefinition(
            description = "Mean size of a trade, in shares.",
            min = "1",
            max = "1000000")
    double meanTradeShares() default 100;

    @AttributeDefinition(
            description =
                    "How much larger than usual trades are at the open and close, in percent; at midday half as much smaller.",
            min = "0",
            max = "150")
    double volumeShapePercent() default 100;

    @AttributeDefinition(
            description = "Days of minute bars made up from before the start.",
            min = "0",
            max = "6")
    int historyDays() default 2;

    @AttributeDefinition(
            description =
                    "Clock of the synthetic market: real, scaled (clockSpeed times as fast), or stepped (advances by the control endpoint only).",
            options = {
                @Option(label = "real", value = "real"),
                @Option(label = "scaled", value = "scaled"),
                @Option(label = "stepped", value = "stepped")
            })
    String clock() default "real";

    @AttributeDefinition(
            description = "For clock=scaled: seconds of the market per second of the system.",
            min = "0.001",
            max = "100000")
    double clockSpeed() default 1;

    @AttributeDefinition(
            description =
                    "For clock=scaled and stepped: when a market begins that has not run before, like 2026-10-30T12:00:00Z; empty is now.")
    String clockStart() default "";

    @AttributeDefinition(
            description = "Days of daily bars made up from before the minute bars.",
            min = "0",
            max = "7300")
    int dailyHistoryDays() default 1825;

    @AttributeDefinition(
            description = "Newest quotes, and newest trades, kept of each symbol to be asked for.",
            min = "100",
            max = "1000000")
    int ticksKept() default 5000;

    @AttributeDefinition(description = "Articles made up per hour.", min = "0", max = "3600")
    double newsPerHour() default 12;

    @AttributeDefinition(description = "Trade BTC/USD, ETH/USD and ETH/BTC around the clock.")
    boolean crypto() default true;

    @AttributeDefinition(
            description = "Volatility of coins in percent per year (365 days of 24 hours).",
            min = "0",
            max = "1000")
    double cryptoVolatilityPercentPerYear() default 60;

    @AttributeDefinition(
            description = "Ask minus bid of coins, in basis points.",
            min = "0",
            max = "1000")
    double cryptoSpreadBps() default 4;

    @AttributeDefinition(
            description = "How often ETH/BTC departs from the ratio of the other two, per hour.",
            min = "0",
            max = "3600")
    double triangleJumpsPerHour() default 6;

    @AttributeDefinition(
            description = "How far ETH/BTC departs at most, in basis points, for some seconds.",
            min = "0",
            max = "1000")
    double triangleJumpBps() default 60;

    @AttributeDefinition(description = "List options on the synthetic stocks.")
    boolean options() default true;

    @AttributeDefinition(
            description = "Strikes listed above and below the price of the day before.",
            min = "1",
            max = "100")
    int optionStrikesPerSide() default 10;

    @AttributeDefinition(
            description = "Implied volatility at the money, in percent per year of 365 days.",
            min = "1",
            max = "500")
    double optionVolatilityPercent() default 40;

    @AttributeDefinition(
            description = "Riskless interest that options are priced with, in percent per year.",
            min = "-10",
            max = "50")
    double optionRatePercent() default 4;

    @AttributeDefinition(
            description =
                    "Ask minus bid of options, in percent of their value; at least two cents.",
            min = "0",
            max = "100")
    double optionSpreadPercent() default 2;

    @AttributeDefinition(
            description =
                    "For marketSource=replay: LEAN tick files, separated by commas, relative to the home folder.")
    String replayFiles() default "";

    @AttributeDefinition(
            description =
                    "For marketSource=replay: 1 as recorded, 10 ten times as fast, 0 as fast as the readers read.",
            min = "0",
            max = "1000000")
    double replaySpeed() default 0;
}
