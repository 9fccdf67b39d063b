package io.openbell.kernel.position;

import io.openbell.api.market.Quote;
import io.openbell.api.value.AssetClass;

/** Which quotes say what a position is worth. Whoever asks whether the ledger's value is the market's asks here. */
public final class MarkRule {

    private static final long SHARES = 20;
    private static final long OPTIONS = 4;

    private MarkRule() {}

    /** Not crossed, and not wider than a twentieth of its middle; a quarter for options, which are seldom closer. */
    public static boolean isMark(Quote quote) {
        long divisor = quote.symbol().assetClass() == AssetClass.US_OPTION ? OPTIONS : SHARES;
        return quote.isSane() && quote.spread().raw() <= quote.mid().raw() / divisor;
    }
}
