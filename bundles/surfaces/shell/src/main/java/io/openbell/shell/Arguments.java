package io.openbell.shell;

import io.openbell.api.order.OrderId;
import io.openbell.api.order.OrderTerms;
import io.openbell.api.value.Price;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Side;
import io.openbell.api.value.Symbol;
import java.util.Locale;

/** Reads what was typed; complains with the name, the value and what is allowed. */
final class Arguments {

    private Arguments() {}

    static Symbol symbol(String text) throws CommandFailed {
        try {
            return Symbol.of(text);
        } catch (IllegalArgumentException malformed) {
            String upper = text.toUpperCase(Locale.ROOT);
            throw usage(
                    "symbol: "
                            + malformed.getMessage()
                            + (upper.matches("[A-Z0-9][A-Z0-9./-]{0,20}")
                                    ? "; did you mean " + upper + "?"
                                    : ""));
        }
    }

    static Side side(String text) throws CommandFailed {
        return switch (text) {
            case "buy" -> Side.BUY;
            case "sell" -> Side.SELL;
            default -> throw usage("side must be buy or sell, was '" + text + "'");
        };
    }

    static Quantity quantity(String text) throws CommandFailed {
        return quantity("quantity", text);
    }

    static Quantity quantity(String name, String text) throws CommandFailed {
        try {
            Quantity quantity = Quantity.parse(text);
            if (quantity.isPositive()) {
                return quantity;
            }
        } catch (IllegalArgumentException malformed) {
            throw usage(name + ": " + malformed.getMessage());
        }
        throw usage(name + " must be above zero (the side says the direction), was '" + text + "'");
    }

    static Price price(String option, String text) throws CommandFailed {
        try {
            Price price = Price.parse(text);
            if (price.isPositive()) {
                return price;
            }
        } catch (IllegalArgumentException malformed) {
            throw usage(option + ": " + malformed.getMessage());
        }
        throw usage(option + " must be above zero, was '" + text + "'");
    }

    static double percent(String option, String text) throws CommandFailed {
        try {
            double percent = Double.parseDouble(text);
            if (percent > 0 && percent < 100) {
                return percent;
            }
        } catch (NumberFormatException malformed) {
            throw usage(option + " must be a number above 0 and below 100, was '" + text + "'");
        }
        throw usage(option + " must be above 0 and below 100, was '" + text + "'");
    }

    static int integer(String option, String text) throws CommandFailed {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException malformed) {
            throw usage(option + " must be a whole number, was '" + text + "'");
        }
    }

    static OrderId orderId(String text) throws CommandFailed {
        try {
            return new OrderId(text);
        } catch (IllegalArgumentException malformed) {
            throw usage(String.valueOf(malformed.getMessage()));
        }
    }

    static void within(String option, int value, int min, int max) throws CommandFailed {
        if (value < min || value > max) {
            throw usage(option + " must be within " + min + " and " + max + ", was " + value);
        }
    }

    /** The terms in words, for tables. */
    static String describe(OrderTerms terms) {
        if (terms instanceof OrderTerms.Limit limit) {
            return "limit " + limit.limitPrice();
        }
        if (terms instanceof OrderTerms.Stop stop) {
            return "stop " + stop.stopPrice();
        }
        if (terms instanceof OrderTerms.StopLimit both) {
            return "stop " + both.stopPrice() + " limit " + both.limitPrice();
        }
        if (terms instanceof OrderTerms.TrailingStop trailing) {
            return "trail " + trailing.trail();
        }
        if (terms instanceof OrderTerms.TrailingStopPercent trailing) {
            return "trail " + trailing.trailPercent() + "%";
        }
        return "market";
    }

    static CommandFailed usage(String message) {
        return new CommandFailed(CommandFailed.USAGE, message);
    }
}
