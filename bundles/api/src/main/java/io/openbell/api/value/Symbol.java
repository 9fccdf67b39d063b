package io.openbell.api.value;

import java.util.regex.Pattern;

/**
 * The name of an instrument as the venue spells it, for example {@code AAPL}, {@code BRK.B} or {@code BTC/USD}.
 *
 * @param ticker 1 to 21 upper-case ASCII letters, digits, and {@code . / -}; begins with a letter or digit
 */
public record Symbol(String ticker) implements Comparable<Symbol> {

    private static final Pattern VALID = Pattern.compile("[A-Z0-9][A-Z0-9./-]{0,20}");
    private static final Pattern OPTION = Pattern.compile("[A-Z0-9]{1,6}[0-9]{6}[CP][0-9]{8}");
    private static final int OPTION_TAIL = 15;
    private static final int SHARES_PER_CONTRACT = 100;

    /** Refuses anything that is no symbol, so that a bad one cannot travel. */
    public Symbol {
        if (!VALID.matcher(ticker).matches()) {
            throw new IllegalArgumentException(
                    "not a symbol (1 to 21 of A-Z 0-9 . / -): '"
                            + (ticker.length() <= 40 ? ticker : ticker.substring(0, 40) + "...")
                            + "'");
        }
    }

    /** The text can be one. */
    public static boolean isValid(String ticker) {
        return VALID.matcher(ticker).matches();
    }

    /** The same as the constructor, shorter to read. */
    public static Symbol of(String ticker) {
        return new Symbol(ticker);
    }

    /** What it names, judged by its spelling: pairs have a slash, option contracts date, C or P, and strike. */
    public AssetClass assetClass() {
        if (ticker.indexOf('/') >= 0) {
            return AssetClass.CRYPTO;
        }
        return isOption() ? AssetClass.US_OPTION : AssetClass.US_EQUITY;
    }

    /** The instrument itself, or what an option contract is written on: {@code AAPL} for {@code AAPL250117C00150000}. */
    public Symbol underlying() {
        return isOption() ? new Symbol(ticker.substring(0, ticker.length() - OPTION_TAIL)) : this;
    }

    /** What a price of it is multiplied by to be worth one unit: 100 for option contracts, else 1. */
    public int multiplier() {
        return isOption() ? SHARES_PER_CONTRACT : 1;
    }

    private boolean isOption() {
        return ticker.length() > OPTION_TAIL && OPTION.matcher(ticker).matches();
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
