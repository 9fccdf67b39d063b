package io.openbell.simulator.trading;

/**
 * What the account's owner set.
 *
 * @param maxMarginMultiplier    1, 2 or 4; the account's own is never exceeded
 * @param maxOptionsTradingLevel 0 to 3
 * @param tradeConfirmEmail      {@code all} or {@code none}; nobody is written to
 */
public record AccountSettings(
        boolean noShorting,
        boolean suspendTrade,
        boolean fractionalTrading,
        int maxMarginMultiplier,
        int maxOptionsTradingLevel,
        String tradeConfirmEmail,
        boolean ptpNoExceptionEntry,
        boolean disableOvernightTrading) {

    /** Of a new account. */
    public static final AccountSettings DEFAULTS =
            new AccountSettings(false, false, true, 4, 3, "all", false, false);
}
