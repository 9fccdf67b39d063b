package io.openbell.marketdatacollector;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The keys of {@code etc/openbell.market-data-collector.cfg}. */
@ObjectClassDefinition(
        name = "Market data collector",
        description = "Which symbols are collected, and what counts as a good tick.")
@interface MarketDataCollectorConfig {

    @AttributeDefinition(description = "Symbols to collect, separated by commas.")
    String symbols() default "AAPL,MSFT,NVDA,JPM,KO,PEP,XOM,CVX";

    @AttributeDefinition(
            description = "Widths of the bars in seconds, separated by commas, 1 to 86400 each.")
    String barSeconds() default "1,5,60";

    @AttributeDefinition(
            description = "How long after its end a bar waits for late trades, in milliseconds.",
            min = "0",
            max = "60000")
    int barLatenessMillis() default 500;

    @AttributeDefinition(
            description = "Age of the newest tick from which data counts as stale, in seconds.",
            min = "1",
            max = "86400")
    int staleAfterSeconds() default 15;

    @AttributeDefinition(
            description =
                    "How far ahead of our clock a tick may be, in milliseconds; 0 means any distance.",
            min = "0",
            max = "86400000")
    int maxTickAheadMillis() default 5_000;

    @AttributeDefinition(
            description =
                    "How far behind our clock a tick may be, in seconds; 0 means any distance.",
            min = "0",
            max = "604800")
    int maxTickAgeSeconds() default 86_400;

    @AttributeDefinition(
            description =
                    "How far a price may be from the symbol's last one, in percent of the lower of the two,"
                            + " before three more ticks must confirm it; 0 means any distance.",
            min = "0",
            max = "1000")
    int jumpPercent() default 20;

    @AttributeDefinition(
            description =
                    "Time for asking after a gap what it swallowed, in milliseconds, while live data waits;"
                            + " 0: nothing is asked for.",
            min = "0",
            max = "30000")
    int backfillMillis() default 5_000;

    @AttributeDefinition(
            description =
                    "Longest gap, in seconds, of which trades and quotes are asked for; of a longer one bars are.",
            min = "1",
            max = "86400")
    int backfillTicksMaxSeconds() default 300;

    @AttributeDefinition(
            description = "Most trades, and most quotes, that are asked for about one gap.",
            min = "1",
            max = "100000")
    int backfillMaxTicks() default 50_000;
}
