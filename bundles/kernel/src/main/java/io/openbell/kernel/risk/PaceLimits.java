package io.openbell.kernel.risk;

import io.openbell.api.value.Money;
import java.time.Duration;

/**
 * How much may be done in a while. Reductions are exempt from all but the budget of requests.
 *
 * @param maxRequestsPerMinute  orders, replacements and cancels sent within a minute; the venue counts them too
 * @param reservedForCancels    of them, kept for cancels
 * @param maxOrdersOfSymbol     orders of one symbol within a minute, of all sources together; reductions may be twice as
 *                              many
 * @param maxRoundTripsPerHour  times a symbol's position was opened and ended or turned within an hour
 * @param maxOrdersPerDay       orders of a trading day, which begins with the pre-market
 * @param maxOpenOrders         orders that may still fill
 * @param maxDayTrades          positions opened and ended on one day, within five days, below that equity; 0 for no limit
 * @param dayTradeEquity        from this equity on, day trades are not limited
 */
public record PaceLimits(
        int maxRequestsPerMinute,
        int reservedForCancels,
        int maxOrdersOfSymbol,
        int maxRoundTripsPerHour,
        int maxOrdersPerDay,
        int maxOpenOrders,
        int maxDayTrades,
        Money dayTradeEquity) {

    /** Round trips are counted over this time. */
    static final Duration ROUND_TRIP_WINDOW = Duration.ofHours(1);

    /** What paper trading starts with: the shipped strategies decide every second. */
    public static PaceLimits paper() {
        return new PaceLimits(150, 20, 15, 240, 20_000, 50, 0, Money.parse("25000"));
    }
}
