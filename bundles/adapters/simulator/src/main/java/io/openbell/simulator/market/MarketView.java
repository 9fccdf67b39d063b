package io.openbell.simulator.market;

/** All there is to ask about the market. On the exchange's thread only. */
public record MarketView(
        MarketSource source,
        Tape tape,
        Sessions sessions,
        OptionMarket options,
        BarHistory bars,
        CorporateActions actions) {

    /** Lists what the source trades, and derives the rest. */
    public static MarketView open(MarketSource source, Tape tape, MarketSettings settings) {
        for (Listing listing : source.listings()) {
            String symbol = listing.symbol();
            tape.list(listing, source.history(symbol), () -> source.past(symbol));
        }
        OptionMarket options = new OptionMarket(tape, source::now, settings.options());
        tape.derive(options);
        return new MarketView(
                source,
                tape,
                settings.sessions(),
                options,
                new BarHistory(tape, settings.sessions(), options),
                new CorporateActions(tape.listings()));
    }
}
