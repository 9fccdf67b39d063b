package io.openbell.simulator.market;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * An instrument of the exchange.
 *
 * @param exchange     the listing exchange by name, for example {@code NASDAQ}
 * @param sector       shares a factor with the others of its sector
 * @param partner      the symbol it is cointegrated with; empty for none
 * @param startDollars price on the first day
 */
public record Listing(
        String symbol,
        String name,
        String exchange,
        String sector,
        String partner,
        double startDollars) {

    /** The eight of the synthetic market. A partner stands before the one that names it. */
    public static final List<Listing> SYNTHETIC =
            List.of(
                    new Listing("AAPL", "Apple Inc.", "NASDAQ", "technology", "", 230),
                    new Listing("MSFT", "Microsoft Corporation", "NASDAQ", "technology", "", 430),
                    new Listing("NVDA", "NVIDIA Corporation", "NASDAQ", "technology", "", 140),
                    new Listing("JPM", "JPMorgan Chase & Co.", "NYSE", "financials", "", 240),
                    new Listing("KO", "The Coca-Cola Company", "NYSE", "staples", "", 62),
                    new Listing("PEP", "PepsiCo, Inc.", "NASDAQ", "staples", "KO", 155),
                    new Listing("XOM", "Exxon Mobil Corporation", "NYSE", "energy", "", 115),
                    new Listing("CVX", "Chevron Corporation", "NYSE", "energy", "XOM", 155));

    /** A recorded instrument, of which only the symbol is known. */
    public static Listing recorded(String symbol) {
        return SYNTHETIC.stream()
                .filter(listing -> listing.symbol.equals(symbol))
                .findFirst()
                .orElse(new Listing(symbol, symbol, "ARCA", "", "", 0));
    }

    /** The tape its quotes and trades are reported on: A, B or C. */
    public String tape() {
        return switch (exchange) {
            case "NYSE" -> "A";
            case "NASDAQ" -> "C";
            default -> "B";
        };
    }

    /** The symbols of a comma-separated list, upper case, without empty ones and repetitions. */
    public static List<String> symbols(String commaSeparated) {
        return Arrays.stream(commaSeparated.split(",", -1))
                .map(symbol -> symbol.strip().toUpperCase(Locale.ROOT))
                .filter(symbol -> !symbol.isEmpty())
                .distinct()
                .toList();
    }
}
