package io.openbell.kernel.risk;

import io.openbell.api.order.OrderClass;
import io.openbell.api.order.OrderInstructions;
import io.openbell.api.order.OrderIntent;
import io.openbell.api.order.OrderTerms;
import io.openbell.api.order.TimeInForce;
import io.openbell.api.risk.DenyReason;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Row 11: type, time in force, class and instructions go together for this kind of instrument, as the venue has it; before
 * the open and after the close only limits for the day.
 */
record OrderCombination() implements RiskCheck {

    private static final Set<TimeInForce> LASTING = EnumSet.of(TimeInForce.DAY, TimeInForce.GTC);
    private static final Set<TimeInForce> COINS = EnumSet.of(TimeInForce.GTC, TimeInForce.IOC);

    @Override
    public int row() {
        return 11;
    }

    @Override
    public Verdict check(Proposal proposal) {
        OrderIntent intent = proposal.intent();
        Optional<String> allowed =
                proposal.isMultiLeg()
                        ? several(intent)
                        : switch (intent.symbol().assetClass()) {
                            case US_EQUITY -> share(intent);
                            case CRYPTO -> coin(intent);
                            case US_OPTION -> contract(intent);
                            case OTHER -> Optional.of("a kind of instrument that is known");
                        };
        return allowed.map(what -> deny(intent, what)).orElseGet(() -> pass(intent));
    }

    /** What would be allowed; empty when this is. */
    private static Optional<String> share(OrderIntent intent) {
        OrderInstructions asked = intent.instructions();
        boolean plain = isMarket(intent) || isLimit(intent);
        boolean simple = asked.orderClass() instanceof OrderClass.Simple;
        TimeInForce lasts = intent.timeInForce();
        if (!LASTING.contains(lasts) && !plain) {
            return Optional.of("IOC, FOK, OPG and CLS for market and limit orders");
        }
        if (!LASTING.contains(lasts) && !simple) {
            return Optional.of("DAY or GTC for orders in a group");
        }
        if (asked.extendedHours() && !(isLimit(intent) && simple && lasts == TimeInForce.DAY)) {
            return Optional.of("limits for the day in extended hours");
        }
        if (asked.orderClass() instanceof OrderClass.OneCancelsOther && !isLimit(intent)) {
            return Optional.of("a limit as the gain of two exits");
        }
        if (!simple && !plain) {
            return Optional.of("market and limit orders as entries of a group");
        }
        if (asked.notional().isPresent() && !(plain && simple && lasts == TimeInForce.DAY)) {
            return Optional.of("market and limit orders for the day by amount");
        }
        return Optional.empty();
    }

    private static Optional<String> coin(OrderIntent intent) {
        OrderInstructions asked = intent.instructions();
        boolean typed =
                isMarket(intent)
                        || isLimit(intent)
                        || intent.terms() instanceof OrderTerms.StopLimit;
        if (!typed || !COINS.contains(intent.timeInForce())) {
            return Optional.of("market, limit and stop-limit orders, GTC or IOC, for coins");
        }
        return asked.orderClass() instanceof OrderClass.Simple && !asked.extendedHours()
                ? Optional.empty()
                : Optional.of("simple orders without extended hours for coins");
    }

    private static Optional<String> contract(OrderIntent intent) {
        OrderInstructions asked = intent.instructions();
        boolean plain = isMarket(intent) || isLimit(intent);
        if (!plain || !LASTING.contains(intent.timeInForce())) {
            return Optional.of("market and limit orders, DAY or GTC, for option contracts");
        }
        boolean simple =
                asked.orderClass() instanceof OrderClass.Simple
                        && !asked.extendedHours()
                        && asked.notional().isEmpty();
        return simple
                ? Optional.empty()
                : Optional.of("simple orders by contracts in regular hours for option contracts");
    }

    private static Optional<String> several(OrderIntent intent) {
        OrderInstructions asked = intent.instructions();
        boolean right =
                (isMarket(intent) || isLimit(intent))
                        && LASTING.contains(intent.timeInForce())
                        && !asked.extendedHours()
                        && asked.notional().isEmpty();
        return right
                ? Optional.empty()
                : Optional.of("market and limit orders, DAY or GTC, by units, for several legs");
    }

    private static boolean isMarket(OrderIntent intent) {
        return intent.terms() instanceof OrderTerms.Market;
    }

    private static boolean isLimit(OrderIntent intent) {
        return intent.terms() instanceof OrderTerms.Limit;
    }

    private static Verdict deny(OrderIntent intent, String allowed) {
        return Verdict.deny(
                DenyReason.ORDER_TYPE_TIF,
                "terms=%s timeInForce=%s class=%s allowed=%s",
                intent.terms(),
                intent.timeInForce(),
                intent.instructions().orderClass(),
                allowed);
    }

    private static Verdict pass(OrderIntent intent) {
        return Verdict.pass(
                "terms=%s timeInForce=%s class=%s",
                intent.terms(), intent.timeInForce(), intent.instructions().orderClass());
    }
}
