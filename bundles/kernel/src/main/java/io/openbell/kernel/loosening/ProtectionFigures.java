package io.openbell.kernel.loosening;

import io.openbell.kernel.protection.GuardRule;
import io.openbell.kernel.protection.ProtectionRules;
import io.openbell.kernel.protection.ProtectiveStops.Policy;
import io.openbell.kernel.replay.DecisionBasis.Gate;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** When entries rest after bad trades, and what is done about positions without a stop. */
final class ProtectionFigures {

    static final List<Limit> ALL =
            Stream.of(own(), stoplossGuard(), lowProfit(), maxDrawdown())
                    .flatMap(List::stream)
                    .toList();

    private ProtectionFigures() {}

    private static List<Limit> own() {
        return List.of(
                Limit.least("protections.cooldown", gate -> gate.protections().cooldown()),
                Limit.least("stopPolicy", Gate::stopPolicy),
                // Only where stops are placed anything goes by their distance.
                Limit.most("stopDistancePercent", Gate::stopDistancePercent)
                        .where(gate -> gate.stopPolicy() == Policy.PLACE));
    }

    /** Counts those that made less than its figure. */
    private static List<Limit> stoplossGuard() {
        Guard guard = new Guard("stoplossGuard", ProtectionRules::stoplossGuard);
        return guard.with(
                guard.bound(Limit.least(guard.name("lookBack"), guard.of(GuardRule::lookBack))),
                guard.bound(Limit.least(guard.name("percent"), guard.of(GuardRule::percent))));
    }

    /** Over a longer time good trades may make up for bad ones, over a shorter one there may be too few. */
    private static List<Limit> lowProfit() {
        Guard guard = new Guard("lowProfit", ProtectionRules::lowProfit);
        return guard.with(
                guard.bound(Limit.fixed(guard.name("lookBack"), guard.of(GuardRule::lookBack))),
                guard.bound(Limit.least(guard.name("percent"), guard.of(GuardRule::percent))));
    }

    /** A fall within a shorter time is one within a longer time too. */
    private static List<Limit> maxDrawdown() {
        Guard guard = new Guard("maxDrawdown", ProtectionRules::maxDrawdown);
        return guard.with(
                guard.bound(Limit.least(guard.name("lookBack"), guard.of(GuardRule::lookBack))),
                guard.bound(Limit.most(guard.name("percent"), guard.of(GuardRule::percent))));
    }

    /** What the three have in common. */
    private record Guard(String rule, Function<ProtectionRules, GuardRule> rules) {

        String name(String figure) {
            return "protections." + rule + "." + figure;
        }

        <T> Function<Gate, T> of(Function<GuardRule, T> figure) {
            return gate -> figure.apply(rules.apply(gate.protections()));
        }

        /** The numbers of trades, and the rest; with these two. */
        List<Limit> with(Limit lookBack, Limit percent) {
            return List.of(
                    trades("trades", GuardRule::trades),
                    trades("tradesPerSymbol", GuardRule::tradesPerSymbol),
                    lookBack,
                    bound(Limit.least(name("rest"), of(GuardRule::rest))),
                    percent);
        }

        /** Says nothing where it never looks. */
        Limit bound(Limit limit) {
            return limit.where(
                    gate -> {
                        GuardRule now = rules.apply(gate.protections());
                        return now.trades() > 0 || now.tradesPerSymbol() > 0;
                    });
        }

        private Limit trades(String figure, Function<GuardRule, Integer> trades) {
            return Limit.of(
                    name(figure), of(trades), (before, after) -> orNever(after) > orNever(before));
        }

        private static int orNever(int trades) {
            return trades == 0 ? Integer.MAX_VALUE : trades;
        }
    }
}
