package io.openbell.kernel.risk;

import io.openbell.api.session.TradingMode;
import io.openbell.api.value.Money;
import io.openbell.api.value.Quantity;
import java.time.Duration;

/**
 * What every new order must respect. Percentages are of the account's equity unless said otherwise.
 *
 * @param mode                       what these limits are for; in live, ceilings apply that no configuration passes
 * @param reduceOnly                 let only through what makes a position smaller
 * @param maxOrderNotional           value of one order
 * @param maxOrderQuantity           shares of one order
 * @param maxPositionNotionalPercent value of one symbol's position with everything that may still fill
 * @param maxGrossPercent            values of all positions without their signs, with everything that may still fill
 * @param maxNetPercent              longs minus shorts, or shorts minus longs, with everything that may still fill
 * @param maxQuoteAge                oldest quote an order may be based on
 * @param maxTradeAge                a last trade older than this says nothing about the price
 * @param maxSpreadPercent           ask minus bid, in percent of the middle
 * @param collarPercent              how far a limit may be from the middle and the last trade, in percent of them
 * @param convertMarketOrders        turn market orders into limits half a collar beyond the touch
 * @param allowShort                 sell more than is held
 * @param duplicateWindow            the same wish of the same source again within this time is a mistake
 * @param maxOrdersPerMinutePerSymbol orders of one symbol and one source within a minute; reductions may be twice as many
 * @param maxOrdersPerMinute         orders within a minute; reductions may be twice as many
 * @param options                    what is different for option contracts
 * @param instruments                what may be traded, and how much of one kind
 * @param hours                      when it may be traded
 * @param pace                       how much may be done in a while
 * @param loss                       how much may be lost
 */
public record RiskLimits(
        TradingMode mode,
        boolean reduceOnly,
        Money maxOrderNotional,
        Quantity maxOrderQuantity,
        double maxPositionNotionalPercent,
        double maxGrossPercent,
        double maxNetPercent,
        Duration maxQuoteAge,
        Duration maxTradeAge,
        double maxSpreadPercent,
        double collarPercent,
        boolean convertMarketOrders,
        boolean allowShort,
        Duration duplicateWindow,
        int maxOrdersPerMinutePerSymbol,
        int maxOrdersPerMinute,
        OptionLimits options,
        InstrumentLimits instruments,
        HoursLimits hours,
        PaceLimits pace,
        LossLimits loss) {

    /** In live, one order is worth at most this much, in percent of the equity. */
    public static final double LIVE_ORDER_CEILING_PERCENT = 5;

    /** A quote this far ahead of our clock is wrong, or our clock is. */
    public static final Duration MAX_QUOTE_AHEAD = Duration.ofSeconds(1);

    /** What paper trading starts with. */
    public static RiskLimits paper() {
        return new RiskLimits(
                TradingMode.PAPER,
                false,
                Money.parse("5000"),
                Quantity.of(1_000),
                10,
                100,
                100,
                Duration.ofSeconds(5),
                Duration.ofMinutes(1),
                2,
                3,
                true,
                true,
                Duration.ofSeconds(10),
                5,
                60,
                OptionLimits.standard(),
                InstrumentLimits.paper(),
                HoursLimits.standard(),
                PaceLimits.paper(),
                LossLimits.standard());
    }
}
