package io.openbell.simulator.market;

import java.util.List;

/** All there is to ask about the market. On the exchange's thread only. */
public record MarketView(
        MarketSource source,
        Tape tape,
        Sessions sessions,
        OptionMarket options,
        BarHistory bars,
        CorporateActions actions) {

    /**
     * Lists what the source trades, and derives the rest.
     *
     * @param carriedOut splits and dividends, oldest first; may grow
     */
    public static MarketView open(
            MarketSource source,
            Tape tape,
            MarketSettings settings,
            List<CorporateAction> carriedOut) {
        for (Listing listing : source.listings()) {
            String symbol = listing.symbol();
            tape.list(
                    listing,
                    told(tape, symbol, source.history(symbol)),
                    () -> told(tape, symbol, source.past(symbol)));
        }
        OptionMarket options = new OptionMarket(tape, source::now, settings.options());
        tape.derive(options);
        return new MarketView(
                source,
                tape,
                settings.sessions(),
                options,
                new BarHistory(tape, settings.sessions(), options),
                new CorporateActions(tape.listings(), carriedOut));
    }

    private static List<MinuteBar> told(Tape tape, String symbol, List<MinuteBar> madeUp) {
        return madeUp.stream().map(bar -> tape.factors().inTermsOfItsMoment(symbol, bar)).toList();
    }
}
