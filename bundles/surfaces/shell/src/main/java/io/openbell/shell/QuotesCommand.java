package io.openbell.shell;

import io.openbell.api.market.Quote;
import io.openbell.api.market.Trade;
import io.openbell.api.session.TradingClock;
import io.openbell.api.value.Symbol;
import io.openbell.api.view.QuoteBoard;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;

/** The market as we see it. */
@Service
@Command(
        scope = "trading",
        name = "quotes",
        description = "Lists the latest quotes and trades",
        detailedDescription =
                """
                Lists the best bid and offer and the last trade of each collected symbol. The age is that
                of the quote, by the trading clock; risk denies orders based on a quote that is too old.

                  trading:quotes                     all symbols that are collected
                  trading:quotes AAPL MSFT           these only
                """)
public final class QuotesCommand extends TradingCommand {

    @Argument(
            name = "symbols",
            description = "Symbols to show; all that are collected if none is given",
            multiValued = true)
    @Completion(SymbolCompleter.class)
    @Nullable List<String> symbols;

    @Override
    Answer answer(Services services) throws CommandFailed {
        List<String> words = TrailingOptions.apply(this, symbols);
        QuoteBoard board = services.require(QuoteBoard.class, "market-data-collector");
        TradingClock clock = services.find(TradingClock.class);
        Listing listing =
                new Listing("quotes", "No symbols are collected")
                        .column("symbol", "Symbol")
                        .number("bidSize", "Bid size")
                        .number("bid", "Bid")
                        .number("ask", "Ask")
                        .number("askSize", "Ask size")
                        .number("spread", "Spread")
                        .number("last", "Last")
                        .number("lastSize", "Last size")
                        .column("quoteAt", "Quote at")
                        .number("ageMillis", "Age ms");
        for (Symbol symbol : wanted(board, words)) {
            add(listing, board, symbol, clock == null ? null : clock.instant());
        }
        return listing.figure("ticksReceived", "Ticks received", board.ticksReceived());
    }

    private static List<Symbol> wanted(QuoteBoard board, List<String> symbols)
            throws CommandFailed {
        if (symbols.isEmpty()) {
            return board.symbols();
        }
        List<Symbol> wanted = new ArrayList<>();
        for (String text : symbols) {
            Symbol symbol = Arguments.symbol(text);
            if (!board.symbols().contains(symbol)) {
                throw new CommandFailed(
                        CommandFailed.NOT_POSSIBLE,
                        "symbol "
                                + symbol
                                + " is not collected; collected are "
                                + Values.text(board.symbols())
                                + " (key symbols in etc/openbell.market-data-collector.cfg)");
            }
            wanted.add(symbol);
        }
        return wanted;
    }

    private static void add(
            Listing listing, QuoteBoard board, Symbol symbol, @Nullable Instant now) {
        Quote quote = board.quote(symbol).orElse(null);
        Trade trade = board.trade(symbol).orElse(null);
        listing.row(
                symbol,
                quote == null ? null : quote.bidSize(),
                quote == null ? null : quote.bid(),
                quote == null ? null : quote.ask(),
                quote == null ? null : quote.askSize(),
                quote == null ? null : quote.spread(),
                trade == null ? null : trade.price(),
                trade == null ? null : trade.size(),
                quote == null ? null : quote.at(),
                quote == null || now == null ? null : Duration.between(quote.at(), now).toMillis());
    }
}
