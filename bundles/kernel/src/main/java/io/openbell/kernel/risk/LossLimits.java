package io.openbell.kernel.risk;

/**
 * How much may be lost. A loss is what the venue states or what our own books say, whichever is more.
 *
 * @param reduceOnlyPercent   loss since the previous close from which only reductions pass, in percent of that equity
 * @param haltPercent         loss since the previous close from which nothing passes, in percent of that equity
 * @param maxDrawdownPercent  loss since the highest equity of the day from which only reductions pass, in percent of it
 * @param maxDisagreement     the venue's and our own equity may differ by so many percent of the venue's
 */
public record LossLimits(
        double reduceOnlyPercent,
        double haltPercent,
        double maxDrawdownPercent,
        double maxDisagreement) {

    /** What every mode starts with. */
    public static LossLimits standard() {
        return new LossLimits(2, 3, 2, 0.5);
    }
}
