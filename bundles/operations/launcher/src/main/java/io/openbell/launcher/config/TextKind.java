package io.openbell.launcher.config;

import io.openbell.api.value.Money;
import io.openbell.api.value.Quantity;
import io.openbell.api.value.Symbol;
import java.util.function.Predicate;

/**
 * What a text means. Metatype knows texts only, but the unit of a key is in its name, so the name tells what is readable:
 * {@code ...Notional} is an amount, {@code ...Quantity} a number of shares, {@code symbols} is what it says, and a text of
 * {@code ...Seconds} is a list of them.
 */
enum TextKind {
    /** Money above zero. */
    AMOUNT("an amount above zero, for example USD 5000", text -> Money.parse(text).isPositive()),
    /** Shares above zero. */
    SHARES("a number of shares above zero", text -> Quantity.parse(text).isPositive()),
    /** Symbols separated by commas. */
    SYMBOLS("symbols separated by commas, for example AAPL,MSFT", TextKind::areSymbols),
    /** Whole numbers of seconds separated by commas. */
    SECONDS("whole numbers from 1 to 86400 separated by commas", TextKind::areSeconds),
    /** Anything. */
    ANY("any text", text -> true);

    private final String allowed;
    private final Predicate<String> readable;

    TextKind(String allowed, Predicate<String> readable) {
        this.allowed = allowed;
        this.readable = readable;
    }

    static TextKind of(String key) {
        if (key.endsWith("Notional")) {
            return AMOUNT;
        }
        if (key.endsWith("Quantity")) {
            return SHARES;
        }
        if (key.equals("symbols")) {
            return SYMBOLS;
        }
        return key.endsWith("Seconds") ? SECONDS : ANY;
    }

    String allowed() {
        return allowed;
    }

    boolean isReadable(String text) {
        try {
            return readable.test(text.strip());
        } catch (IllegalArgumentException unreadable) {
            return false;
        }
    }

    private static boolean areSymbols(String text) {
        for (String symbol : text.split(",", -1)) {
            Symbol.of(symbol.strip());
        }
        return true;
    }

    private static boolean areSeconds(String text) {
        for (String seconds : text.split(",", -1)) {
            int number = Integer.parseInt(seconds.strip());
            if (number < 1 || number > 86_400) {
                return false;
            }
        }
        return true;
    }
}
