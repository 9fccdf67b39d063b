package io.openbell.api.value;

import java.util.regex.Pattern;

/**
 * The name of an instrument as the venue spells it, for example {@code AAPL}, {@code BRK.B} or {@code BTC/USD}.
 *
 * @param ticker 1 to 21 upper-case ASCII letters, digits, and {@code . / -}; begins with a letter or digit
 */
public record Symbol(String ticker) implements Comparable<Symbol> {

    private static final Pattern VALID = Pattern.compile("[A-Z0-9][A-Z0-9./-]{0,20}");

    /** Refuses anything that is no symbol, so that a bad one cannot travel. */
    public Symbol {
        if (!VALID.matcher(ticker).matches()) {
            throw new IllegalArgumentException(
                    "not a symbol (1 to 21 of A-Z 0-9 . / -): '"
                            + (ticker.length() <= 40 ? ticker : ticker.substring(0, 40) + "...")
                            + "'");
        }
    }

    /** The same as the constructor, shorter to read. */
    public static Symbol of(String ticker) {
        return new Symbol(ticker);
    }

    @Override
    public int compareTo(Symbol other) {
        return ticker.compareTo(other.ticker);
    }

    @Override
    public String toString() {
        return ticker;
    }
}
