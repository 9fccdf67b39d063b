package io.openbell.simulator.trading;

import io.openbell.simulator.market.AssetClass;
import io.openbell.simulator.market.Listing;
import io.openbell.simulator.market.OptionContract;
import io.openbell.simulator.market.Tape;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;

/**
 * What a symbol says about itself, whether it is listed today or not: pairs have a slash, options are OCC symbols, the rest
 * are stocks.
 */
public record Instrument(String symbol, AssetClass assetClass) {

    private static final BigDecimal SHARES_PER_CONTRACT = new BigDecimal(100);
    private static final String USD = "USD";

    /** Reads it. */
    public static Instrument of(String symbol) {
        if (symbol.indexOf('/') > 0) {
            return new Instrument(symbol, AssetClass.CRYPTO);
        }
        return new Instrument(
                symbol,
                OptionContract.parse(symbol).isPresent()
                        ? AssetClass.US_OPTION
                        : AssetClass.US_EQUITY);
    }

    /**
     * The symbol as the exchange writes it: of a symbol in any case, a pair without its slash, or an asset id. What is
     * not listed stays as it is, in capitals.
     */
    public static String canonical(String given, Tape tape) {
        String upper = given.strip().toUpperCase(Locale.ROOT);
        if (tape.listing(upper).isPresent()) {
            return upper;
        }
        for (Listing listing : tape.listings()) {
            if ((listing.assetClass() == AssetClass.CRYPTO
                            && listing.symbol().replace("/", "").equals(upper))
                    || listing.id().equalsIgnoreCase(given)) {
                return listing.symbol();
            }
        }
        return upper;
    }

    /** It is a pair of currencies. */
    public boolean isCrypto() {
        return assetClass == AssetClass.CRYPTO;
    }

    /** It is an option contract. */
    public boolean isOption() {
        return assetClass == AssetClass.US_OPTION;
    }

    /** It is a stock. */
    public boolean isStock() {
        return assetClass == AssetClass.US_EQUITY;
    }

    /** Shares behind one unit; prices are per share. */
    public BigDecimal multiplier() {
        return isOption() ? SHARES_PER_CONTRACT : BigDecimal.ONE;
    }

    /** The option; empty when it is none. */
    public Optional<OptionContract> contract() {
        return isOption() ? OptionContract.parse(symbol) : Optional.empty();
    }

    /** The coin of a pair, which is what is bought and sold. */
    String coin() {
        return symbol.substring(0, Math.max(0, symbol.indexOf('/')));
    }

    /** What a pair is priced in and paid with. */
    String quoteCurrency() {
        return isCrypto() ? symbol.substring(symbol.indexOf('/') + 1) : USD;
    }

    /** It is paid with dollars. */
    boolean paidInDollars() {
        return quoteCurrency().equals(USD);
    }

    /** Where the position is kept: all pairs of a coin share the one against the dollar. */
    String positionKey() {
        return isCrypto() ? coin() + '/' + USD : symbol;
    }

    /** Where a pair takes its payment from when that is no dollars. */
    String paymentKey() {
        return quoteCurrency() + '/' + USD;
    }

    /** As positions name it: pairs lose their slash. */
    public String inPositions() {
        return symbol.replace("/", "");
    }
}
