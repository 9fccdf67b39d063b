package io.openbell.kernel.risk;

import io.openbell.api.value.AssetClass;
import io.openbell.api.value.Price;
import io.openbell.api.value.Symbol;

/**
 * What the name of an option contract says, for example {@code AAPL250117C00150000}.
 *
 * @param call       a right to buy; else to sell
 * @param expiration its last day as {@code yymmdd}
 * @param strike     per share
 */
record OptionTerms(boolean call, int expiration, Price strike) {

    /** Shares that the price of a contract is multiplied by. */
    static final long MULTIPLIER = 100;

    private static final int TAIL = 15;
    private static final int DATE = 6;
    private static final long THOUSANDTH = 1_000_000L;

    /**
     * Reads the name.
     *
     * @throws IllegalArgumentException if it is no option contract's
     */
    static OptionTerms of(Symbol contract) {
        if (contract.assetClass() != AssetClass.US_OPTION) {
            throw new IllegalArgumentException("not an option contract: " + contract);
        }
        String ticker = contract.ticker();
        int date = ticker.length() - TAIL;
        return new OptionTerms(
                ticker.charAt(date + DATE) == 'C',
                Integer.parseInt(ticker.substring(date, date + DATE)),
                new Price(Long.parseLong(ticker.substring(date + DATE + 1)) * THOUSANDTH));
    }

    /** How many shares one unit of this instrument stands for: a contract for a hundred. */
    static long multiplier(Symbol symbol) {
        return symbol.assetClass() == AssetClass.US_OPTION ? MULTIPLIER : 1;
    }
}
