package io.openbell.api.value;

/** What kind of instrument it is, as far as rules and feeds differ. */
public enum AssetClass {
    /** A share or a fund of a US exchange. */
    US_EQUITY,
    /** A pair of coins or of a coin and a currency, for example {@code BTC/USD}; trades around the clock. */
    CRYPTO,
    /** An option contract on a US share or fund. */
    US_OPTION,
    /** A kind we do not know; nothing should be traded on a guess. */
    OTHER
}
