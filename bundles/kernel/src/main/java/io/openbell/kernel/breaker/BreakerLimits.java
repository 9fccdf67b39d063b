package io.openbell.kernel.breaker;

import java.time.Duration;

/**
 * Figures at which breakers trip.
 *
 * @param dailyLossReducePercent  loss of a day, in percent of the equity it began with, from which on only reductions pass
 * @param dailyLossHaltPercent    loss of a day at which trading is halted
 * @param drawdownReducePercent   fall below the day's highest equity from which on only reductions pass
 * @param drawdownHaltPercent     fall below the day's highest equity at which trading is halted
 * @param disagreementPercent     the day's profit by the venue and by our ledger may differ by so much of the equity
 * @param symbolRejectsPerMinute  so many rejections of one symbol freeze it
 * @param symbolFreeze            for so long
 * @param rejectsPerMinute        so many rejections halt
 * @param fillDeviationPercent    a fill further outside of bid and ask halts
 * @param maxUnknownOrders        one more order of unknown fate halts
 * @param maxClockOffset          our clock further from the venue's suspends entries
 * @param diskReduceMegabytes     less free space suspends entries
 * @param diskHaltMegabytes       less free space halts
 * @param componentErrorsPerMinute so many errors of one component suspend entries
 * @param errorPause              for so long
 */
public record BreakerLimits(
        double dailyLossReducePercent,
        double dailyLossHaltPercent,
        double drawdownReducePercent,
        double drawdownHaltPercent,
        double disagreementPercent,
        int symbolRejectsPerMinute,
        Duration symbolFreeze,
        int rejectsPerMinute,
        double fillDeviationPercent,
        int maxUnknownOrders,
        Duration maxClockOffset,
        long diskReduceMegabytes,
        long diskHaltMegabytes,
        int componentErrorsPerMinute,
        Duration errorPause) {

    /** What is shipped. */
    public static BreakerLimits standard() {
        return new BreakerLimits(
                2,
                3,
                2,
                3,
                0.5,
                3,
                Duration.ofMinutes(10),
                10,
                2,
                3,
                Duration.ofSeconds(2),
                500,
                100,
                30,
                Duration.ofMinutes(5));
    }
}
