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
     * @param carriedOut splits, dividends and new names, oldest first; may grow
     */
    public static MarketView open(
            MarketSource source,
            Tape tape,
            MarketSettings settings,
            List<CorporateAction> carriedOut) {
        for (Listing listing : source.listings()) {
            String made = listing.symbol();
            tape.list(
                    listing.named(tape.names().present(made)),
                    told(tape, made, source.history(made)),
                    () -> told(tape, made, source.past(made)));
        }
        OptionMarket options = new OptionMarket(tape, source::now, settings.options());
        tape.derive(options);
        return new MarketView(
                source,
                tape,
                settings.sessions(),
                options,
                new BarHistory(tape, settings.sessions(), options),
                new CorporateActions(source.listings(), carriedOut));
    }

    private static List<MinuteBar> told(Tape tape, String made, List<MinuteBar> madeUp) {
        String symbol = tape.names().present(made);
        return madeUp.stream().map(bar -> tape.factors().inTermsOfItsMoment(symbol, bar)).toList();
    }
}
