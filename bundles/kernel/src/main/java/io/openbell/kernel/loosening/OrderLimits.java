package io.openbell.kernel.loosening;

import static io.openbell.kernel.loosening.Limit.allows;
import static io.openbell.kernel.loosening.Limit.among;
import static io.openbell.kernel.loosening.Limit.fixed;
import static io.openbell.kernel.loosening.Limit.forbids;
import static io.openbell.kernel.loosening.Limit.least;
import static io.openbell.kernel.loosening.Limit.most;
import static io.openbell.kernel.loosening.Limit.of;
import static io.openbell.kernel.loosening.Limit.without;

import io.openbell.api.value.Symbol;
import io.openbell.kernel.replay.DecisionBasis.Gate;
import io.openbell.kernel.risk.CapitalShares.Share;
import io.openbell.kernel.risk.InstrumentLimits;
import io.openbell.kernel.risk.OptionLimits;
import io.openbell.kernel.risk.RiskLimits;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What an order may be: its size, its price, its instrument, and whose it is. */
final class OrderLimits {

    static final List<Limit> ALL =
            List.of(
                    fixed("mode", Gate::mode),
                    fixed("limits.mode", limits(RiskLimits::mode)),
                    forbids("limits.reduceOnly", limits(RiskLimits::reduceOnly)),
                    most("limits.maxOrderNotional", limits(RiskLimits::maxOrderNotional)),
                    most("limits.maxOrderQuantity", limits(RiskLimits::maxOrderQuantity)),
                    most(
                            "limits.maxPositionNotionalPercent",
                            limits(RiskLimits::maxPositionNotionalPercent)),
                    most("limits.maxGrossPercent", limits(RiskLimits::maxGrossPercent)),
                    most("limits.maxNetPercent", limits(RiskLimits::maxNetPercent)),
                    most("limits.maxQuoteAge", limits(RiskLimits::maxQuoteAge)),
                    // An older trade is one more that a price is held against.
                    least("limits.maxTradeAge", limits(RiskLimits::maxTradeAge)),
                    most("limits.maxSpreadPercent", limits(RiskLimits::maxSpreadPercent)),
                    most("limits.collarPercent", limits(RiskLimits::collarPercent)),
                    // A market order that stays one pays any price.
                    forbids("limits.convertMarketOrders", limits(RiskLimits::convertMarketOrders)),
                    allows("limits.allowShort", limits(RiskLimits::allowShort)),
                    most(
                            "limits.options.maxSpreadPercent",
                            options(OptionLimits::maxSpreadPercent)),
                    most("limits.options.collarPercent", options(OptionLimits::collarPercent)),
                    among("limits.instruments.classes", instruments(InstrumentLimits::classes)),
                    forbids(
                            "limits.instruments.allowList",
                            instruments(InstrumentLimits::allowList)),
                    // Where one of the two has no list, that says it already.
                    among("limits.instruments.allowed", instruments(InstrumentLimits::allowed))
                            .whereBoth(gate -> gate.limits().instruments().allowList()),
                    without("limits.instruments.denied", instruments(InstrumentLimits::denied)),
                    of(
                            "limits.instruments.sectors",
                            instruments(InstrumentLimits::sectors),
                            OrderLimits::leavesASector),
                    most(
                            "limits.instruments.maxSectorPercent",
                            instruments(InstrumentLimits::maxSectorPercent)),
                    most(
                            "limits.instruments.maxStrategyPercent",
                            instruments(InstrumentLimits::maxStrategyPercent)),
                    most(
                            "limits.instruments.maxVolumePercent",
                            instruments(InstrumentLimits::maxVolumePercent)),
                    forbids(
                            "limits.instruments.onlyEasyToBorrow",
                            instruments(InstrumentLimits::onlyEasyToBorrow)),
                    of(
                            "capital.bySource",
                            gate -> gate.capital().bySource(),
                            OrderLimits::givesMore));

    private OrderLimits() {}

    private static <T> Function<Gate, T> limits(Function<RiskLimits, T> figure) {
        return gate -> figure.apply(gate.limits());
    }

    private static <T> Function<Gate, T> options(Function<OptionLimits, T> figure) {
        return gate -> figure.apply(gate.limits().options());
    }

    private static <T> Function<Gate, T> instruments(Function<InstrumentLimits, T> figure) {
        return gate -> figure.apply(gate.limits().instruments());
    }

    /** What it leaves has more room then, also where it comes into another one. */
    private static boolean leavesASector(Map<Symbol, String> before, Map<Symbol, String> after) {
        return !after.entrySet().containsAll(before.entrySet());
    }

    /** Who is not named is not bounded. */
    private static boolean givesMore(Map<String, Share> before, Map<String, Share> after) {
        return before.entrySet().stream()
                .anyMatch(
                        share ->
                                !isWithin(
                                        Optional.ofNullable(after.get(share.getKey())),
                                        share.getValue()));
    }

    /** A part of the equity and an amount cannot be compared. */
    private static boolean isWithin(Optional<Share> share, Share bound) {
        boolean percent =
                share.flatMap(Share::percent)
                        .flatMap(some -> bound.percent().map(most -> some <= most))
                        .orElse(false);
        boolean amount =
                share.flatMap(Share::amount)
                        .flatMap(some -> bound.amount().map(most -> !some.exceeds(most)))
                        .orElse(false);
        return percent || amount;
    }
}
