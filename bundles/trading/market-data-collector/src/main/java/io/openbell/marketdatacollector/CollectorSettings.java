package io.openbell.marketdatacollector;

import io.openbell.api.value.Symbol;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The configuration in domain types.
 *
 * @param symbols      in configuration order, without repetition
 * @param barWidths    without repetition
 * @param maxTickAhead zero: any distance
 * @param maxTickAge   zero: any distance
 * @param jumpPercent  distance from the last price at which a tick needs others to confirm it; zero: none
 * @param backfillLimit    time after which no more is asked for about a gap; zero: nothing is asked for
 * @param backfillTicksMax longest gap of which ticks are asked for; of a longer one bars are
 * @param backfillMaxTicks most items asked for, of each sort, about one gap
 */
record CollectorSettings(
        List<Symbol> symbols,
        List<Duration> barWidths,
        Duration barLateness,
        Duration staleAfter,
        Duration maxTickAhead,
        Duration maxTickAge,
        int jumpPercent,
        Duration backfillLimit,
        Duration backfillTicksMax,
        int backfillMaxTicks) {

    private static final int DAY_SECONDS = 86_400;

    /**
     * Reads the configuration.
     *
     * @throws IllegalArgumentException naming key, value and what is allowed
     */
    static CollectorSettings of(MarketDataCollectorConfig config) {
        return new CollectorSettings(
                list(
                        "symbols",
                        config.symbols(),
                        "symbols such as AAPL or BRK.B, separated by commas",
                        Symbol::of),
                list(
                        "barSeconds",
                        config.barSeconds(),
                        "whole numbers from 1 to 86400, separated by commas",
                        CollectorSettings::barWidth),
                Duration.ofMillis(config.barLatenessMillis()),
                Duration.ofSeconds(config.staleAfterSeconds()),
                Duration.ofMillis(config.maxTickAheadMillis()),
                Duration.ofSeconds(config.maxTickAgeSeconds()),
                config.jumpPercent(),
                Duration.ofMillis(config.backfillMillis()),
                Duration.ofSeconds(config.backfillTicksMaxSeconds()),
                config.backfillMaxTicks());
    }

    private static Duration barWidth(String text) {
        int seconds = Integer.parseInt(text);
        if (seconds < 1 || seconds > DAY_SECONDS) {
            throw new IllegalArgumentException("out of range: " + seconds);
        }
        return Duration.ofSeconds(seconds);
    }

    private static <T> List<T> list(
            String key, String text, String allowed, Function<String, T> parse) {
        try {
            return Stream.of(text.split(",", -1)).map(String::trim).map(parse).distinct().toList();
        } catch (IllegalArgumentException bad) {
            throw new IllegalArgumentException(
                    "openbell.market-data-collector.cfg: "
                            + key
                            + " = "
                            + text
                            + ": needs "
                            + allowed
                            + " ("
                            + bad.getMessage()
                            + ")",
                    bad);
        }
    }
}
