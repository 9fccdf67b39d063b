package io.openbell.arbitragescanner;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The keys of {@code etc/openbell.arbitrage-scanner.cfg}. */
@ObjectClassDefinition(
        name = "Arbitrage scanner",
        description = "What is looked at, and what is worth telling.")
@interface ArbitrageScannerConfig {

    @AttributeDefinition(
            description = "Triangles of coins, separated by commas: A/USD>B/USD>B/A. Empty: none.")
    String triangles() default "BTC/USD>ETH/USD>ETH/BTC";

    @AttributeDefinition(
            description =
                    "Funds and what one share of each holds, separated by semicolons:"
                            + " XLK=0.5*AAPL+0.25*MSFT+1.20*CASH. Empty: none.")
    String baskets() default "";

    @AttributeDefinition(description = "Pairs of prices, separated by commas: KO:PEP. Empty: none.")
    String pairs() default "KO:PEP,XOM:CVX";

    @AttributeDefinition(
            description = "What the venue takes of a trade in shares, in basis points.",
            min = "0",
            max = "1000")
    double stockFeeBps() default 0;

    @AttributeDefinition(
            description = "What the venue takes of a trade in coins, in basis points.",
            min = "0",
            max = "1000")
    double cryptoFeeBps() default 25;

    @AttributeDefinition(
            description = "Least gain after costs, in basis points of the gross value.",
            min = "0",
            max = "10000")
    double minimumEdgeBps() default 1;

    @AttributeDefinition(
            description = "Least gross value that the quotes carry, in dollars.",
            min = "0",
            max = "1000000000")
    double minimumDepthDollars() default 100;

    @AttributeDefinition(
            description = "Age of a quote from which it is not used, in milliseconds.",
            min = "10",
            max = "60000")
    int maxQuoteAgeMillis() default 2_000;

    @AttributeDefinition(
            description = "How long a triangle or a basket is worth anything, in milliseconds.",
            min = "10",
            max = "600000")
    int timeToLiveMillis() default 2_000;

    @AttributeDefinition(
            description = "Pause between two looks at a pair, in seconds.",
            min = "1",
            max = "86400")
    int pairSampleSeconds() default 5;

    @AttributeDefinition(description = "Looks at a pair that are kept.", min = "30", max = "5000")
    int pairWindow() default 360;

    @AttributeDefinition(
            description = "Looks at a pair before the first test; at most pairWindow.",
            min = "30",
            max = "5000")
    int pairWarmUp() default 180;

    @AttributeDefinition(
            description = "Earlier differences in the test of a pair.",
            min = "0",
            max = "10")
    int pairLags() default 1;

    @AttributeDefinition(
            description =
                    "How likely two prices that have nothing to do with each other may look like a pair.",
            min = "0.0001",
            max = "0.5")
    double pairMaxProbability() default 0.05;

    @AttributeDefinition(
            description = "Longest half-life of the way back, in seconds.",
            min = "1",
            max = "864000")
    int pairMaxHalfLifeSeconds() default 600;

    @AttributeDefinition(
            description = "Standard deviations from the mean from which a pair is told of.",
            min = "0.1",
            max = "20")
    double pairEntryDeviations() default 2;
}
