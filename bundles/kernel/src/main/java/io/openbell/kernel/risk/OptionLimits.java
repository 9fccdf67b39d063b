package io.openbell.kernel.risk;

/**
 * What is different for option contracts, whose markets are wide. Percentages are of the middle of the quote.
 *
 * @param maxSpreadPercent ask minus bid
 * @param collarPercent    how far a limit may be from the middle; for several legs of the middles of all, without signs
 */
public record OptionLimits(double maxSpreadPercent, double collarPercent) {

    /** What every mode starts with. */
    public static OptionLimits standard() {
        return new OptionLimits(25, 15);
    }
}
