package io.openbell.orderexecutor;

import java.time.Duration;

/** The configuration, checked as a whole. */
record ExecutorSettings(
        Duration openOrdersPoll,
        Duration accountPoll,
        Duration accountAfterFill,
        Duration notReceivedAfter,
        Duration maxComparisonAge,
        Duration journalLimit,
        int historySize) {

    /** A journal that needs longer is no journal to trade on. */
    private static final Duration JOURNAL_LIMIT = Duration.ofSeconds(10);

    /** Refuses a comparison that would be too old before the next one is due. */
    ExecutorSettings {
        if (maxComparisonAge.compareTo(openOrdersPoll) <= 0) {
            throw new IllegalArgumentException(
                    "openbell.order-executor: maxComparisonAgeSeconds="
                            + maxComparisonAge.toSeconds()
                            + " must be above openOrdersPollSeconds="
                            + openOrdersPoll.toSeconds()
                            + ", or no order would ever pass; raise the former or lower the latter");
        }
    }

    static ExecutorSettings of(ExecutorConfig config) {
        return new ExecutorSettings(
                Duration.ofSeconds(config.openOrdersPollSeconds()),
                Duration.ofSeconds(config.accountPollSeconds()),
                Duration.ofMillis(config.accountAfterFillMillis()),
                Duration.ofSeconds(config.notReceivedAfterSeconds()),
                Duration.ofSeconds(config.maxComparisonAgeSeconds()),
                JOURNAL_LIMIT,
                config.historySize());
    }
}
