package io.openbell.api.broker;

/**
 * What the account may do.
 *
 * @param multiplier           times equity that may be bought: 1 is a cash account, 2 and 4 are margin
 * @param shortingEnabled      may sell what it does not have
 * @param optionsApprovedLevel 0 none, 1 covered, 2 long, 3 spreads
 * @param optionsTradingLevel  the level in use, at most the approved one
 * @param tradingBlocked       may not trade
 * @param accountBlocked       may do nothing
 * @param transfersBlocked     may not move money
 * @param suspendedByUser      its owner has suspended trading
 */
public record AccountRights(
        int multiplier,
        boolean shortingEnabled,
        int optionsApprovedLevel,
        int optionsTradingLevel,
        boolean tradingBlocked,
        boolean accountBlocked,
        boolean transfersBlocked,
        boolean suspendedByUser) {

    /** A cash account without options that nothing blocks. */
    public static final AccountRights CASH =
            new AccountRights(1, false, 0, 0, false, false, false, false);
}
