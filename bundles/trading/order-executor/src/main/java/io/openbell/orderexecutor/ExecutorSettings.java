package io.openbell.orderexecutor;

import java.time.Duration;

/** The configuration in domain types. */
record ExecutorSettings(
        Duration openOrdersPoll,
        Duration accountPoll,
        Duration accountAfterFill,
        Duration notReceivedAfter,
        Duration maxComparisonAge,
        Duration journalLimit,
        int historySize,
        ShutdownPolicy atShutdown,
        SuspendPolicy afterHalt) {

    /** A journal that needs longer is no journal to trade on. */
    private static final Duration JOURNAL_LIMIT = Duration.ofSeconds(10);

    static ExecutorSettings of(ExecutorConfig config) {
        new ExecutorCheck().require(config);
        return new ExecutorSettings(
                Duration.ofSeconds(config.openOrdersPollSeconds()),
                Duration.ofSeconds(config.accountPollSeconds()),
                Duration.ofMillis(config.accountAfterFillMillis()),
                Duration.ofSeconds(config.notReceivedAfterSeconds()),
                Duration.ofSeconds(config.maxComparisonAgeSeconds()),
                JOURNAL_LIMIT,
                config.historySize(),
                ShutdownPolicy.parse(config.ordersAtShutdown()),
                SuspendPolicy.parse(config.suspendTradeAfterHalt()));
    }
}
