package io.openbell.kernel.risk;

import io.openbell.api.value.AssetClass;
import io.openbell.api.value.Symbol;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * What may be traded, and how much of one kind. Percentages are of the account's equity unless said otherwise.
 *
 * @param classes             kinds of instruments
 * @param allowList           only what stands in {@code allowed} may be traded
 * @param allowed             symbols; contracts count by what they are written on
 * @param denied              symbols that may not be traded, whatever else is said; contracts by what they are written on
 * @param sectors             the sector of a symbol, where it belongs to one
 * @param maxSectorPercent    values of all positions of a sector without their signs, with everything that may still fill
 * @param maxStrategyPercent  values of all positions of a source without their signs, with everything that may still fill
 * @param maxVolumePercent    one order, in percent of an average day's volume
 * @param onlyEasyToBorrow    sell short only what is lent without asking
 */
public record InstrumentLimits(
        Set<AssetClass> classes,
        boolean allowList,
        Set<Symbol> allowed,
        Set<Symbol> denied,
        Map<Symbol, String> sectors,
        double maxSectorPercent,
        double maxStrategyPercent,
        double maxVolumePercent,
        boolean onlyEasyToBorrow) {

    /** What was told of an instrument longer ago is no longer known. */
    public static final Duration MAX_FACT_AGE = Duration.ofHours(24);

    /** Keeps copies. */
    public InstrumentLimits {
        classes = Set.copyOf(classes);
        allowed = Set.copyOf(allowed);
        denied = Set.copyOf(denied);
        sectors = Map.copyOf(sectors);
    }

    /** What paper trading starts with. */
    public static InstrumentLimits paper() {
        return new InstrumentLimits(
                Set.of(AssetClass.US_EQUITY, AssetClass.CRYPTO, AssetClass.US_OPTION),
                false,
                Set.of(),
                Set.of(),
                Map.of(),
                20,
                20,
                1,
                true);
    }
}
