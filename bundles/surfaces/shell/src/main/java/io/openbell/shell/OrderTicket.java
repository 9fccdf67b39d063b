package io.openbell.shell;

import io.openbell.api.order.OrderInstructions;
import io.openbell.api.order.OrderTerms;
import io.openbell.api.order.TimeInForce;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Side;
import io.openbell.api.value.Symbol;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What an operator typed, understood.
 *
 * @param beyond what was asked for beyond the rest, for people, with a space before it; empty if nothing was
 */
record OrderTicket(
        Side side,
        Symbol symbol,
        Quantity quantity,
        OrderTerms terms,
        TimeInForce timeInForce,
        OrderInstructions instructions,
        String beyond) {

    /** The price options; null where not given. */
    record Prices(
            @Nullable String limit,
            @Nullable String stop,
            @Nullable String trail,
            @Nullable String trailPercent) {

        OrderTerms terms() throws CommandFailed {
            boolean trailing = trail != null || trailPercent != null;
            if ((trail != null && trailPercent != null)
                    || (trailing && (limit != null || stop != null))) {
                throw Arguments.usage(
                        "these price options do not go together; allowed are none (market), --limit,"
                                + " --stop, --stop with --limit, --trail, or --trail-percent");
            }
            if (trail != null) {
                return new OrderTerms.TrailingStop(Arguments.price("--trail", trail));
            }
            if (trailPercent != null) {
                return new OrderTerms.TrailingStopPercent(
                        Arguments.percent("--trail-percent", trailPercent));
            }
            if (stop != null && limit != null) {
                return new OrderTerms.StopLimit(
                        Arguments.price("--stop", stop), Arguments.price("--limit", limit));
            }
            if (stop != null) {
                return new OrderTerms.Stop(Arguments.price("--stop", stop));
            }
            return limit == null
                    ? new OrderTerms.Market()
                    : new OrderTerms.Limit(Arguments.price("--limit", limit));
        }
    }

    static OrderTicket read(
            String side,
            String symbol,
            String quantity,
            Prices prices,
            String tif,
            GroupOptions group)
            throws CommandFailed {
        OrderTerms terms = prices.terms();
        return new OrderTicket(
                Arguments.side(side),
                Arguments.symbol(symbol),
                Arguments.quantity(quantity),
                terms,
                timeInForce(tif),
                group.instructions(terms),
                group.describe());
    }

    /** Waits in the market until a price comes, and so is settled once the venue has it. */
    boolean rests() {
        return !(terms instanceof OrderTerms.Market)
                && timeInForce != TimeInForce.IOC
                && timeInForce != TimeInForce.FOK;
    }

    @Override
    public String toString() {
        return side.name().toLowerCase(Locale.ROOT)
                + " "
                + quantity
                + " "
                + symbol
                + " "
                + Arguments.describe(terms)
                + " "
                + token(timeInForce)
                + beyond;
    }

    static TimeInForce timeInForce(String text) throws CommandFailed {
        for (TimeInForce each : TimeInForce.values()) {
            if (token(each).equals(text)) {
                return each;
            }
        }
        throw Arguments.usage(
                "--tif must be one of "
                        + Arrays.stream(TimeInForce.values())
                                .map(OrderTicket::token)
                                .collect(Collectors.joining(", "))
                        + ", was '"
                        + text
                        + "'");
    }

    private static String token(TimeInForce timeInForce) {
        return timeInForce.name().toLowerCase(Locale.ROOT);
    }
}
