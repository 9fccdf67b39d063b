package io.openbell.simulator.market;

/** What kind of instrument. */
public enum AssetClass {
    US_EQUITY("us_equity"),
    CRYPTO("crypto"),
    US_OPTION("us_option");

    private final String word;

    AssetClass(String word) {
        this.word = word;
    }

    /** As Alpaca writes it. */
    public String word() {
        return word;
    }
}
