package io.openbell.shell;

import io.openbell.api.order.ExitLeg.StopLoss;
import io.openbell.api.order.ExitLeg.TakeProfit;
import io.openbell.api.order.OptionLeg;
import io.openbell.api.order.OrderClass;
import io.openbell.api.order.OrderInstructions;
import io.openbell.api.order.OrderTerms;
import io.openbell.api.order.PositionIntent;
import io.openbell.api.value.Money;
import io.openbell.api.value.Price;
import io.openbell.api.value.Side;
import io.openbell.api.value.Symbol;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What an operator asked for beyond side, symbol, quantity, prices and time; null and false where not given.
 *
 * @param stopLimit where the stop-loss becomes a limit order
 * @param oco       the order and its stop-loss leave a position that is held; the first to fill cancels the other
 * @param legs      {@code SYMBOL:buy_to_open:1}, separated by commas
 */
record GroupOptions(
        @Nullable String notional,
        @Nullable String takeProfit,
        @Nullable String stopLoss,
        @Nullable String stopLimit,
        boolean oco,
        boolean extendedHours,
        @Nullable String positionIntent,
        @Nullable String legs) {

    /** None of them. */
    static final GroupOptions NONE =
            new GroupOptions(null, null, null, null, false, false, null, null);

    OrderInstructions instructions(OrderTerms terms) throws CommandFailed {
        return new OrderInstructions(
                orderClass(terms),
                notional == null ? Optional.empty() : Optional.of(amount(notional)),
                extendedHours,
                positionIntent == null
                        ? Optional.empty()
                        : Optional.of(intent("--position-intent", positionIntent)));
    }

    private OrderClass orderClass(OrderTerms terms) throws CommandFailed {
        if (stopLimit != null && stopLoss == null) {
            throw Arguments.usage("--stop-limit needs --stop-loss, the price that triggers it");
        }
        if (legs != null) {
            if (takeProfit != null || stopLoss != null || oco) {
                throw Arguments.usage(
                        "--leg does not go together with --take-profit, --stop-loss and --oco");
            }
            return new OrderClass.MultiLeg(readLegs(legs));
        }
        if (oco) {
            return oneCancelsOther(terms);
        }
        if (takeProfit != null && stopLoss != null) {
            return new OrderClass.Bracket(gain(takeProfit), loss(stopLoss));
        }
        if (takeProfit != null) {
            return new OrderClass.OneTriggersOther(gain(takeProfit));
        }
        return stopLoss == null
                ? new OrderClass.Simple()
                : new OrderClass.OneTriggersOther(loss(stopLoss));
    }

    private OrderClass oneCancelsOther(OrderTerms terms) throws CommandFailed {
        if (stopLoss == null || takeProfit != null || !(terms instanceof OrderTerms.Limit)) {
            throw Arguments.usage(
                    "--oco needs --limit (the exit with a gain) and --stop-loss (the other one), and no"
                            + " --take-profit");
        }
        return new OrderClass.OneCancelsOther(loss(stopLoss));
    }

    private static TakeProfit gain(String price) throws CommandFailed {
        return new TakeProfit(Arguments.price("--take-profit", price));
    }

    private StopLoss loss(String price) throws CommandFailed {
        Optional<Price> limit =
                stopLimit == null
                        ? Optional.empty()
                        : Optional.of(Arguments.price("--stop-limit", stopLimit));
        return new StopLoss(Arguments.price("--stop-loss", price), limit);
    }

    private static List<OptionLeg> readLegs(String text) throws CommandFailed {
        List<OptionLeg> legs = new ArrayList<>();
        for (String leg : text.split(",", -1)) {
            String[] parts = leg.split(":", -1);
            if (parts.length != 3) {
                throw Arguments.usage(
                        "--leg must be SYMBOL:INTENT:RATIO, two to four of them separated by commas, for"
                                + " example AAPL250117C00150000:buy_to_open:1, was '"
                                + leg
                                + "'");
            }
            Symbol symbol = Arguments.symbol(parts[0]);
            PositionIntent intent = intent("--leg", parts[1]);
            int ratio = Arguments.integer("--leg", parts[2]);
            Arguments.within("ratio of --leg", ratio, 1, 1_000);
            Side side = intent.name().startsWith("BUY") ? Side.BUY : Side.SELL;
            legs.add(new OptionLeg(symbol, side, ratio, intent));
        }
        if (legs.size() < 2 || legs.size() > 4) {
            throw Arguments.usage("--leg needs two to four legs, has " + legs.size());
        }
        if (legs.stream().map(OptionLeg::symbol).distinct().count() < legs.size()) {
            throw Arguments.usage("--leg names a contract twice: '" + text + "'");
        }
        return legs;
    }

    private static PositionIntent intent(String option, String text) throws CommandFailed {
        for (PositionIntent each : PositionIntent.values()) {
            if (token(each).equals(text)) {
                return each;
            }
        }
        throw Arguments.usage(
                option
                        + " must be one of "
                        + Arrays.stream(PositionIntent.values())
                                .map(GroupOptions::token)
                                .collect(Collectors.joining(", "))
                        + ", was '"
                        + text
                        + "'");
    }

    private static String token(PositionIntent intent) {
        return intent.name().toLowerCase(Locale.ROOT);
    }

    private static Money amount(String text) throws CommandFailed {
        try {
            Money amount = Money.parse(text);
            if (amount.isPositive()) {
                return amount;
            }
        } catch (IllegalArgumentException malformed) {
            throw Arguments.usage("--notional: " + malformed.getMessage());
        }
        throw Arguments.usage("--notional must be above zero, was '" + text + "'");
    }

    /** For people: what was asked for, each with a space before it; empty if nothing was. */
    String describe() {
        StringBuilder text = new StringBuilder();
        append(text, "for $", notional);
        append(text, "take-profit ", takeProfit);
        append(text, "stop-loss ", stopLoss);
        append(text, "stop-limit ", stopLimit);
        append(text, "legs ", legs);
        if (oco) {
            text.append(" oco");
        }
        if (extendedHours) {
            text.append(" extended-hours");
        }
        return text.toString();
    }

    private static void append(StringBuilder text, String name, @Nullable String value) {
        if (value != null) {
            text.append(' ').append(name).append(value);
        }
    }
}
